"""One record is one line, whatever a name or a header in it says (threats.md T35)."""

import logging

from contracts.unseen import in_one_line, told

LAYOUT = "%(asctime)s %(name)s %(message)s"


class OneLine(logging.Formatter):
    """Writes hidden characters out; the lines of a traceback are set in, so that none looks like a record."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- logging's own name
        record.message = in_one_line(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: object) -> str:  # noqa: N802 -- logging's own name
        return _set_in(super().formatException(ei))  # type: ignore[arg-type]  # exc_info as logging hands it on

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 -- logging's own name
        return _set_in(super().formatStack(stack_info))


def write_log_lines() -> None:
    """Send what is logged to standard error, one line for each record."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine(LAYOUT))
    logging.basicConfig(level=logging.INFO, handlers=[handler])


def _set_in(lines: str) -> str:
    return "\n".join(f"    | {told(line)}" for line in lines.splitlines())
