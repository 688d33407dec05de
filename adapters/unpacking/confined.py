"""Reading a ZIP; runs in the child only. Limits are asked before anything is unpacked (T50)."""

import io
import stat
import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import cast

from adapters.confinement import Answer

END = b"PK\x05\x06"
END64_LOCATOR = b"PK\x06\x07"
END_BYTES = 22
LONGEST_COMMENT = 65_535
DIRECTORY_ROW_BYTES = 4_096
NESTED = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".lzh", ".bz2", ".xz")
ENCRYPTED = 0x1
UTF8 = 0x800
CHUNK = 1024 * 1024
HIDDEN = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


class Refused(Exception):
    def __init__(self, code: str, **facts: int) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def unpack_bundle(question: Answer) -> Answer:
    limits = cast("dict[str, int]", question.facts)
    try:
        names, bodies = _unpacked(question.body, limits)
    except Refused as refused:
        return Answer({"refused": refused.code, "facts": dict(refused.facts)})
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError, OSError, ValueError):
        return Answer({"refused": "damaged", "facts": {}})
    return Answer({"names": list(names), "sizes": [len(body) for body in bodies]}, b"".join(bodies))


def _unpacked(data: bytes, limits: dict[str, int]) -> tuple[list[str], list[bytes]]:
    _require_few(data, limits["entries"])
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        entries = [one for one in bundle.infolist() if not _is_left_out(one)]
        _require_sound(entries, limits)
        names = _apart([PurePosixPath(_name(one)).name for one in entries])
        left, bodies = limits["all_bytes"], []
        for entry in entries:
            bodies.append(_body(bundle, entry, min(left, limits["entry_bytes"])))
            left -= len(bodies[-1])
    return names, bodies


def _require_few(data: bytes, most: int) -> None:
    """Read the end record alone: a directory of a million rows is not even looked through."""
    at = data.rfind(END, max(0, len(data) - END_BYTES - LONGEST_COMMENT))
    if at < 0:
        raise Refused("damaged")
    rows, size = struct.unpack_from("<10xHI", data, at)
    if (
        data[at - 20 : at].startswith(END64_LOCATOR)
        or rows > 2 * most
        or size > 2 * most * DIRECTORY_ROW_BYTES
    ):
        raise Refused("too_many", limit=most)


def _require_sound(entries: list[zipfile.ZipInfo], limits: dict[str, int]) -> None:
    if len(entries) > limits["entries"]:
        raise Refused("too_many", limit=limits["entries"])
    for entry in entries:
        _require_harmless(entry)
    largest = max((entry.file_size for entry in entries), default=0)
    if largest > limits["entry_bytes"] or sum(one.file_size for one in entries) > limits["all_bytes"]:
        raise Refused("too_heavy", limit=limits["all_bytes"])


def _require_harmless(entry: zipfile.ZipInfo) -> None:
    name = _name(entry)
    path = PurePosixPath(name.replace("\\", "/"))
    rules = {
        "encrypted": bool(entry.flag_bits & ENCRYPTED),
        "link": stat.S_ISLNK(entry.external_attr >> 16),
        "escape": path.is_absolute() or ".." in path.parts or name[1:2] == ":" or "\0" in entry.orig_filename,
        "nested": path.suffix.lower() in NESTED,
    }
    for code, holds in rules.items():
        if holds:
            raise Refused(code)


def _is_left_out(entry: zipfile.ZipInfo) -> bool:
    return entry.is_dir() or any(part in HIDDEN for part in PurePosixPath(entry.filename).parts)


def _name(entry: zipfile.ZipInfo) -> str:
    """Windows writes names in Shift_JIS without saying so; zipfile takes them for cp437."""
    if entry.flag_bits & UTF8:
        return entry.filename
    raw = entry.filename.encode("cp437")
    for encoding in ("utf-8", "cp932"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return entry.filename


def _apart(names: list[str]) -> list[str]:
    """Tell files of one name apart, as 契約書.pdf and 契約書 (2).pdf."""
    told: list[str] = []
    for name in names:
        path, number, wanted = PurePosixPath(name), 1, name
        while wanted in told:
            number += 1
            wanted = f"{path.stem} ({number}){path.suffix}"
        told.append(wanted)
    return told


def _body(bundle: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """Read no more than the entry said and the limits allow, whatever it unpacks to."""
    body = bytearray()
    with bundle.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            body += chunk
            if len(body) > most:
                raise Refused("too_heavy", limit=most)
    return bytes(body)
