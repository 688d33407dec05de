"""One JSON file per anchor, each written once, durably, and never changed by this program."""

from pathlib import Path

from adapters.durable import write_once
from contracts.anchoring import Anchor, NotAnAnchor, from_text, to_text

ENDING = ".json"
DIGITS = 8


class AnchorFolder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, anchor: Anchor) -> None:
        """Write the file, whole or not at all; raise FileExistsError when the number is taken."""
        write_once(self.path(anchor.number), [to_text(anchor).encode()])

    def numbers(self) -> list[int]:
        found = (path.stem for path in self._folder.glob(f"[0-9]*{ENDING}"))
        return sorted({int(stem) for stem in found if stem.isascii() and stem.isdigit()})

    def has(self, number: int) -> bool:
        return self.path(number).exists()

    def read(self, number: int) -> Anchor:
        """Return one anchor; raises NotAnAnchor when the file is gone, changed or another's."""
        try:
            anchor = from_text(self.path(number).read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as unreadable:
            raise NotAnAnchor from unreadable
        if anchor.number != number:
            raise NotAnAnchor
        return anchor

    def copy_to(self, other: "AnchorFolder") -> int:
        """Bring over what the other lacks, byte for byte, and return how many that were."""
        missing = sorted(set(self.numbers()) - set(other.numbers()))
        for number in missing:
            write_once(other.path(number), [self.path(number).read_bytes()])
        return len(missing)

    def path(self, number: int) -> Path:
        return self._folder / f"{number:0{DIGITS}}{ENDING}"
