from dataclasses import asdict, dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use: seconds of wall clock and of CPU, bytes of address space and of answer.

    `queue_seconds` is how long the caller waits for one of the two places; a caller is held for at most
    `queue_seconds + wall_seconds`, 20 s unless changed.
    """

    wall_seconds: float = 16.0
    queue_seconds: float = 4.0
    memory_bytes: int = 2048 * MEBIBYTE
    answer_bytes: int = 256 * MEBIBYTE

    def as_json(self) -> dict[str, float | int]:
        return asdict(self)
