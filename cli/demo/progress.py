"""How far the demonstration is: one line that fills on a terminal, else a line for each contract."""

import sys
from dataclasses import dataclass

from cli.speech import say

WIDTH = 24


@dataclass(slots=True)
class Progress:
    total: int
    done: int = 0

    def show(self, title: str, outcome: str) -> None:
        self.done += 1
        if not sys.stdout.isatty():
            say(f"{self.done:2}/{self.total} {outcome} {title}")
            return
        filled = WIDTH * self.done // self.total
        bar = "█" * filled + "░" * (WIDTH - filled)
        sys.stdout.write(f"\r\x1b[K{bar} {self.done}/{self.total} {title}")
        sys.stdout.write("\n" if self.done == self.total else "")
        sys.stdout.flush()
