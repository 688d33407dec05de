"""What was chosen, as single files: a ZIP becomes what is in it, an office document the PDF made of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath

from werkzeug.datastructures import FileStorage

from adapters.conversion import ConversionRefused, convert, is_convertible
from adapters.intake import IntakeWarning, RefusalCode, UploadRefused
from adapters.unpacking import BundleLimits, BundleRefused, unpack
from webapp.parts import parts

LONGEST_FILENAME = 300
ZIP = ".zip"
OFFICE = {
    "not_installed": RefusalCode.OFFICE_NOT_INSTALLED,
    "outside": RefusalCode.OFFICE_OUTSIDE,
    "too_slow": RefusalCode.OFFICE_TOO_SLOW,
    "busy": RefusalCode.BUSY,
}


@dataclass(frozen=True, slots=True)
class Refusal:
    filename: str
    why: UploadRefused


@dataclass(frozen=True, slots=True)
class Chosen:
    """One file; `size` in bytes, its bytes are read when it is its turn."""

    name: str
    size: int
    read: Callable[[], bytes]


def chosen_in(files: Sequence[FileStorage]) -> list[Chosen | Refusal]:
    """Return every file, those of a ZIP in its place and in its order; a refused ZIP is one refusal."""
    return [one for file in files for one in _opened(file)]


def as_pdf(name: str, data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the PDF and what to warn of; an office document is converted. Raises UploadRefused."""
    if not is_convertible(name):
        return data, ()
    limit = parts().settings.upload_limit
    if len(data) > limit:
        raise UploadRefused(RefusalCode.TOO_LARGE, limit_bytes=limit, bytes=len(data))
    if not data:
        raise UploadRefused(RefusalCode.EMPTY)
    try:
        return convert(data, name), (IntakeWarning.CONVERTED,)
    except ConversionRefused as refused:
        raise UploadRefused(OFFICE.get(refused.code, RefusalCode.OFFICE_NOT_CONVERTED)) from refused


def _opened(file: FileStorage) -> list[Chosen | Refusal]:
    name = bare_name(file.filename or "")
    if PurePath(name).suffix.lower() != ZIP:
        return [Chosen(name, size_of(file), lambda: _read(file))]
    try:
        return _unpacked(_read(file))
    except UploadRefused as refused:
        return [Refusal(name, refused)]


def _unpacked(data: bytes) -> list[Chosen | Refusal]:
    settings = parts().settings
    all_bytes = settings.envelope_mb * 1024 * 1024
    limits = BundleLimits(settings.envelope_files, settings.upload_limit, all_bytes)
    try:
        found = unpack(data, limits)
    except BundleRefused as refused:
        busy = refused.code == "busy"
        raise UploadRefused(RefusalCode.BUSY if busy else RefusalCode(f"zip_{refused.code}")) from refused
    if not found:
        raise UploadRefused(RefusalCode.ZIP_EMPTY)
    return [Chosen(bare_name(one.name), len(one.data), _giver(one.data)) for one in found]


def _giver(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def _read(file: FileStorage) -> bytes:
    with file.stream as stream:
        data: bytes = stream.read()
    return data


def size_of(file: FileStorage) -> int:
    """Return its bytes; it can be read from its beginning afterwards."""
    size = file.stream.seek(0, 2)
    file.stream.seek(0)
    return size


def bare_name(filename: str) -> str:
    """Return the last part of whatever path a browser sends, without control characters."""
    bare = PurePosixPath(filename.replace("\\", "/")).name
    return "".join(character for character in bare if character.isprintable())[-LONGEST_FILENAME:]
