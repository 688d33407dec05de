"""Css and js: our own addressed by content, so that they can be kept for a year; all of them compressed."""

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app, request, url_for
from flask_compress import Compress

if TYPE_CHECKING:
    from flask import Flask, Response

ADDRESSED_BY_CONTENT = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, no-cache"
VENDORED = "public, max-age=86400"
COMPRESSED = ("text/css", "text/javascript", "image/svg+xml")
"""Files alone: pages carry secrets beside what was typed, which compression would give away (BREACH)."""


def install_static_files(app: "Flask") -> None:
    """Give templates `asset(path)` and each static response its life."""
    app.add_template_global(asset, "asset")
    app.config["COMPRESS_MIMETYPES"] = COMPRESSED
    Compress(app)
    app.after_request(close_with)
    app.after_request(keep)


def asset(path: str) -> str:
    """Return the address of a static file with its digest; without one where the file is missing."""
    file = Path(current_app.static_folder or "") / path
    if not file.is_file():
        return url_for("static", filename=path)
    status = file.stat()
    return url_for("static", filename=path, v=digest_of(file, status.st_mtime_ns, status.st_size))


@cache
def digest_of(file: Path, _changed_ns: int, _size: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def close_with(response: "Response") -> "Response":
    """Close the file even if it is not sent: compressing lets go of it, and a 304 never reads it."""
    close = getattr(response.response, "close", None)
    if request.endpoint == "static" and close:
        response.call_on_close(close)
    return response


def keep(response: "Response") -> "Response":
    if request.endpoint == "static" and response.status_code in {200, 206, 304}:
        response.headers["Cache-Control"] = _life()
    return response


def _life() -> str:
    if "v" in request.args:
        return ADDRESSED_BY_CONTENT
    vendored = (request.view_args or {}).get("filename", "").startswith("vendor/")
    return VENDORED if vendored else ASK_AGAIN
