"""Drives a `btcli` as a shell script would: one process per command, its answer as JSON."""

import json
import os
import re
import subprocess
import urllib.request

from session import expect, say

# Seconds that a command may take on a busy machine.
COMMAND_DEADLINE_SECONDS = 120
# Blocks to make while something waits for the chain, and how many of them between two looks.
PATIENCE_BLOCKS = 400
BLOCKS_PER_LOOK = 4


class CommandLine:
    """A `btcli` with a home folder of its own, and the options that every command gets."""

    def __init__(self, program, url, home, options):
        self.program = program
        self.node = url.replace("ws:", "http:")
        self.options = options
        # Wide enough that no line is broken inside a string.
        self.environment = {
            **os.environ, "HOME": home, "COLUMNS": "4000", "NO_COLOR": "1", "TERM": "dumb",
        }  # fmt: skip

    def run(self, step, *words):
        """What a command prints."""
        status, said, complained = self._start(words)
        shown = f"{' '.join(map(str, words))}: exit {status}\n{narrow(said + complained)}"
        expect(step, f"exit 0 of {shown}", status, 0)
        return said

    def fail(self, step, *words):
        """What a command prints that ends with another status than 0."""
        status, said, complained = self._start(words)
        shown = f"{' '.join(map(str, words))}: exit {status}\n{narrow(said + complained)}"
        expect(step, f"a failure of {shown}", status, lambda found: found != 0)
        return said + complained

    def _start(self, words):
        done = subprocess.run(
            [self.program, *map(str, words)],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=COMMAND_DEADLINE_SECONDS,
        )
        return done.returncode, done.stdout, done.stderr

    def json(self, step, *words, extra=()):
        """The JSON that a command prints; lines of other text before it are ignored."""
        text = self.run(step, *words, *self.options, *extra)
        starts = [0] + [i for i, c in enumerate(text) if c in "{[" and (i == 0 or text[i - 1] == "\n")]
        for start in starts:
            try:
                return json.loads(text[start:], strict=False)
            except json.JSONDecodeError:
                continue
        expect(step, f"JSON from {' '.join(map(str, words))}", text, lambda _: False)

    def until(self, step, what, condition):
        """Makes blocks until the condition holds: the node makes none but for transactions, so
        however slow a command is, the chain waits for it."""
        made = 0
        while not (found := condition()):
            expect(step, f"{what} within {PATIENCE_BLOCKS} blocks", made, lambda n: n < PATIENCE_BLOCKS)
            for _ in range(BLOCKS_PER_LOOK):
                self._make_block(step)
            made += BLOCKS_PER_LOOK
        say(step, waited_for=what, blocks=made)
        return found

    def _make_block(self, step):
        request = {"jsonrpc": "2.0", "id": 1, "method": "engine_createBlock", "params": [True, True]}
        body = json.dumps(request).encode()
        headers = {"Content-Type": "application/json"}
        sent = urllib.request.Request(self.node, body, headers)
        with urllib.request.urlopen(sent, timeout=COMMAND_DEADLINE_SECONDS) as answer:
            expect(step, "a new block", json.load(answer), lambda found: "result" in found)


def narrow(text):
    """Tracebacks come in boxes as wide as the terminal."""
    return re.sub(r"[ ─]{3,}", "  ", text)
