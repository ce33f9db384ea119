"""Drives a `btcli` as a shell script would: one process per command, its answer as JSON."""

import json
import os
import re
import subprocess
import time

from session import expect, say

# Seconds that a command may take on a busy machine, and that a condition may take to come true.
COMMAND_DEADLINE_SECONDS = 60
CONDITION_DEADLINE_SECONDS = 60


class CommandLine:
    """A `btcli` with a home folder of its own, and the options that every command gets."""

    def __init__(self, program, home, options):
        self.program = program
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
        """Asks again until the condition holds."""
        end = time.monotonic() + CONDITION_DEADLINE_SECONDS
        while not (found := condition()):
            expect(step, f"{what} in time", time.monotonic(), lambda now: now < end)
        say(step, waited_for=what)
        return found


def narrow(text):
    """Tracebacks come in boxes as wide as the terminal."""
    return re.sub(r"[ ─]{3,}", "  ", text)
