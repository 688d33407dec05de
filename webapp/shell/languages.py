"""Japanese is the source language; all instants are shown in Tokyo."""

from typing import TYPE_CHECKING

from flask_babel import Babel

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

SOURCE_LANGUAGE = "ja"
TIME_ZONE = "Asia/Tokyo"


def install_babel(app: "Flask", select: "Callable[[], str | None] | None" = None) -> Babel:
    """`select` returns the language of this request's reader, or None for Japanese."""
    return Babel(
        app, default_locale=SOURCE_LANGUAGE, default_timezone=TIME_ZONE, locale_selector=select or _source
    )


def _source() -> str:
    return SOURCE_LANGUAGE
