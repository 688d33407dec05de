"""The objects of a PDF file, in the order in which they were asked for; equal objects, equal bytes."""

import hashlib
import zlib
from datetime import datetime

PACKING_LEVEL = 6
HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"


class Objects:
    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> int:
        """Return the number of an object that is put later."""
        self._bodies.append(b"")
        return len(self._bodies)

    def put(self, number: int, body: str | bytes) -> None:
        self._bodies[number - 1] = body.encode("ascii") if isinstance(body, str) else body

    def add(self, body: str | bytes) -> str:
        """Return the reference to a new object."""
        number = self.reserve()
        self.put(number, body)
        return reference(number)

    def stream(self, data: bytes, entries: str = "", *, packed: bool = True) -> str:
        """Return the reference to a new stream whose dictionary begins with `entries`."""
        body = zlib.compress(data, PACKING_LEVEL) if packed else data
        how = "/Filter /FlateDecode " if packed else ""
        head = f"<< {entries} {how}/Length {len(body)} >>\nstream\n"
        return self.add(head.encode("ascii") + body + b"\nendstream")

    def file(self, root: str, info: str) -> bytes:
        """Return the whole file with its table of places (ISO 32000-1, 7.5)."""
        written, places = bytearray(HEADER), []
        for number, body in enumerate(self._bodies, 1):
            places.append(len(written))
            written += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        name, start = hashlib.sha256(written).hexdigest()[:32], len(written)
        written += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        written += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
        trailer = f"<< /Size {len(places) + 1} /Root {root} /Info {info} /ID [<{name}> <{name}>] >>"
        written += f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(written)


def reference(number: int) -> str:
    return f"{number} 0 R"


def text(value: str) -> str:
    """Return a text string (ISO 32000-1, 7.9.2.2)."""
    return f"<FEFF{value.encode('utf-16-be').hex().upper()}>"


def date(at: datetime) -> str:
    """Return a date (ISO 32000-1, 7.9.4); `at` has its zone."""
    zone = f"{at:%z}"
    return f"(D:{at:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:]})"


def number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
