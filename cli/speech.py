"""What commands say: results on standard output, faults on standard error."""

import sys


def say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 -- a command talks on standard output


def complain(words: str) -> None:
    print(f"warifu: {words}", file=sys.stderr)  # noqa: T201 -- and of faults on standard error
