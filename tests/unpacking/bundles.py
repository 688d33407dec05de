"""ZIPs as people and as attackers make them."""

import io
import stat
import struct
import zipfile

PDF = b"%PDF-1.7 of a test"
ONE_MEBIBYTE = 1024 * 1024


def bundle(*entries: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, data in entries:
            made.writestr(zipfile.ZipInfo(name), data, compress_type=compression)
    return out.getvalue()


def linked(name: str, target: str) -> bytes:
    out = io.BytesIO()
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(entry, target)
    return out.getvalue()


def by_windows(name: str, data: bytes) -> bytes:
    """Return a ZIP as Windows makes it: the name in Shift_JIS, and no word of it."""
    raw = name.encode("cp932")
    stand_in = "x" * len(raw)
    return bundle((stand_in, data)).replace(stand_in.encode(), raw)


def claiming(data: bytes, entries: int) -> bytes:
    """Return a ZIP whose end record says that it holds so many entries."""
    at = data.rfind(b"PK\x05\x06")
    return data[: at + 8] + struct.pack("<HH", entries, entries) + data[at + 12 :]


def understated(size: int) -> bytes:
    """Return a ZIP whose one entry unpacks to `size` zeros and says that it has ten bytes."""
    made = bundle(("contract.pdf", bytes(size)))
    return made.replace(struct.pack("<I", size), struct.pack("<I", 10))
