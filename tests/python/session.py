"""How the sessions of the Python clients speak: one line per step, and an end at the first
surprise, which says in which step, what was expected, and what came instead."""

import faulthandler
import hashlib
import json
import sys

# A session that hangs ends with the stacks of all threads. Longer than any session takes on a busy
# machine; the steps themselves count blocks.
SESSION_DEADLINE_SECONDS = 600


class Surprise(Exception):
    """A step came out otherwise than expected."""


def begin():
    """Starts the clock of the session."""
    faulthandler.dump_traceback_later(SESSION_DEADLINE_SECONDS, exit=True)


def say(step, **facts):
    """Tells that a step was done, and what came out."""
    print(json.dumps({"step": step, **facts}, default=str), flush=True)


def expect(step, what, got, test=True):
    """Ends the session unless `got` is `test`, or `test` says yes to it."""
    if not (test(got) if callable(test) else got == test):
        wanted = what if callable(test) else f"{what}: {test!r}"
        raise Surprise(f"step {step}: expected {wanted}; got {got!r}")


def run(main):
    """Runs a session with the arguments of the command line."""
    begin()
    try:
        main(*sys.argv[1:])
    except Surprise as surprise:
        sys.exit(str(surprise))


def weights_hash(hotkey, netuid, uids, values, salt, version_key):
    """What a hash commitment of weights commits to; `hotkey` is the public key."""

    def row(numbers):
        return bytes([len(numbers) << 2]) + b"".join(n.to_bytes(2, "little") for n in numbers)

    text = hotkey + netuid.to_bytes(2, "little") + row(uids) + row(values) + row(salt)
    digest = hashlib.blake2b(text + version_key.to_bytes(8, "little"), digest_size=32)
    return "0x" + digest.hexdigest()
