"""The guide as a PDF on A4, drawn as certificates are: in a child without a network (AD-18, T31)."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast
from uuid import UUID

from flask import Response, current_app, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from adapters.booklets import render
from adapters.certificates.glyphs import seen
from adapters.confinement import ConfinedTaskFailed
from contracts.languages import LANGUAGES
from webapp.guide.blueprint import blueprint
from webapp.guide.content import Guide, guide_of
from webapp.guide.shelf import Shelf
from webapp.parts import parts
from webapp.pdf_answer import PDF, disposition
from webapp.shell.languages import reading_language

SHELF = "warifu.guides"
BUSY_SECONDS = 10
STYLE = Path(__file__).resolve().parents[2] / "templates" / "guide" / "booklet.css"
PICTURES = Path(__file__).resolve().parents[1] / "static" / "guide"
LOGO = "logo"


@blueprint.get("/<uuid:organization>.pdf")
def booklet(organization: UUID) -> Response:
    """Answer in the language asked for by `?language=`, else in the reader's."""
    asked = request.args.get("language", "")
    language = asked if asked in LANGUAGES else reading_language()
    found = guide_of(organization, language)
    with force_locale(language):
        html, name = _html(found, language), _("取引先向けご案内")
    try:
        pdf = _drawn(html, _pictures(found, language))
    except ConfinedTaskFailed:
        busy = Response(status=503)
        busy.headers["Retry-After"] = str(BUSY_SECONDS)
        return busy
    response = Response(pdf, mimetype=PDF)
    file = f"{name}_{found.organization.name}.pdf"
    response.headers["Content-Disposition"] = disposition(file, inline=True)
    return response


def _html(found: Guide, language: str) -> str:
    address = url_for("guide.guide", organization=found.organization.public_id)
    shown = found.shown
    shown["texts"] = {name: [_drawable(one) for one in text] for name, text in found.texts.items()}
    shown["organization"] = seen(found.organization.name)
    return render_template(
        "guide/booklet.html",
        **shown,
        language=language,
        guide_url=f"{parts().settings.base_url}{address}",
        logo="picture:logo" if found.logo else "",
        picture=lambda name: f"picture:{name}",
    )


def _drawable(paragraph: str) -> str:
    """What our fonts cannot draw is spelled out, as on a certificate; line ends stay."""
    return "\n".join(str(seen(line)) for line in paragraph.split("\n"))


def _pictures(found: Guide, language: str) -> dict[str, bytes]:
    own = {LOGO: parts().files.read(found.logo)} if found.logo else {}
    return {**_of_steps(language), **own}


@cache
def _of_steps(language: str) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in sorted((PICTURES / language).glob("*.png"))}


def _drawn(html: str, pictures: Mapping[str, bytes]) -> bytes:
    style = STYLE.read_text(encoding="utf-8")
    digest = hashlib.sha256(f"{style}\0{html}\0".encode())
    for picture in pictures.values():
        digest.update(hashlib.sha256(picture).digest())
    shelf = cast("Shelf", current_app.extensions.setdefault(SHELF, Shelf()))
    return shelf.kept_or_drawn(digest.hexdigest(), lambda: render(html, style, pictures))
