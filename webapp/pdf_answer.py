"""Answering with a stored file: decrypted in memory, whole or one range, under a name fit for any system."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from flask import Response, abort, request

from adapters.confinement import ConfinedTaskFailed
from adapters.files import FileStore
from adapters.pictures import NoSuchPage, PageSize, page_picture, page_sizes
from contracts.signing import FileIdentity
from webapp.parts import parts

PDF = "application/pdf"
LONGEST_NAME = 100
PICTURE_WIDTH = 1240
# What Windows forbids in names becomes its full-width look-alike (UX-18).
FULL_WIDTH = str.maketrans('\\/:*?"<>|', "＼／：＊？＂＜＞｜")


def pdf_answer(identity: FileIdentity, name: str, *, inline: bool, mimetype: str = PDF) -> Response:
    """Answer with the file, honouring one Range; `name` with its ending is what a download is called."""
    size = parts().files.size(identity)
    wanted = _wanted_range(size)
    start, stop = wanted or (0, size)
    data = parts().files.read_range(identity, start, stop) if wanted else parts().files.read(identity)
    response = Response(data, status=206 if wanted else 200, mimetype=mimetype)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Disposition"] = disposition(name, inline=inline)
    if wanted:
        response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return response


def picture_answer(identity: FileIdentity, page: int) -> Response:
    """Answer with the picture of a page that counts from 1; 404 past the end, 503 when it cannot be drawn."""
    try:
        picture = page_picture(parts().files.read(identity), page - 1, PICTURE_WIDTH)
    except NoSuchPage:
        abort(404)
    except ConfinedTaskFailed:
        abort(503)
    return Response(picture, mimetype="image/png")


@lru_cache(maxsize=1000)
def measured(files: FileStore, identity: FileIdentity) -> tuple[PageSize, ...]:
    """Return the pages of a stored PDF; they never change, so they are measured once."""
    return page_sizes(files.read(identity))


def page_count(files: FileStore, identity: FileIdentity) -> int:
    return len(measured(files, identity))


def signed_name(title: str) -> str:
    """「文書名_締結済.pdf」 (UX-18)."""
    return f"{safe_name(title)}_締結済.pdf"


def safe_name(text: str) -> str:
    """Return `text` as a file's name without its ending: NFC, nothing that a system or a header reads."""
    composed = unicodedata.normalize("NFC", text).translate(FULL_WIDTH)
    printable = "".join(character for character in composed if character.isprintable())
    return re.sub(r"\s+", " ", printable).strip(" .")[:LONGEST_NAME] or "文書"


def disposition(name: str, *, inline: bool) -> str:
    """Return the Content-Disposition of RFC 6266: an ASCII name for old clients, and the true one."""
    stem, _, ending = name.rpartition(".")
    safe = f"{safe_name(stem or ending)}.{safe_name(ending)}" if stem else safe_name(name)
    kind = "inline" if inline else "attachment"
    plain = f"document.{ending}" if stem and ending.isascii() and ending.isalnum() else "document"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"


def _wanted_range(size: int) -> tuple[int, int] | None:
    """Return the one range asked for; several are answered with the whole file (RFC 9110, section 14.2)."""
    asked = request.range
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return None
    found = asked.range_for_length(size)
    if found is None:
        abort(416)
    return found
