"""The page as HTML; a fact that is missing raises, a fact is never markup."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment
from markupsafe import Markup

from adapters.certificates import words
from adapters.certificates.glyphs import seen
from adapters.certificates.sheets import templates_in
from contracts.certificate import FileRole
from contracts.envelope import joint_digest

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "certificate"


def page(facts: Mapping[str, Any]) -> str:
    """Return the whole document for the embedded facts of one copy."""
    statements = {statement["code"]: statement["text"] for statement in facts["statements"]}
    template = _environment().get_template("certificate.html")
    joint = joint_digest([file["sha256"] for file in facts["files"] if file["role"] == FileRole.SENT])
    return template.render(facts, said=statements, qr=qr_code(facts["verify_url"]), joint=joint)


def prepare_templates() -> None:
    """Compile the templates and read which characters the fonts have."""
    for name in ("certificate.html", "closing.html", "parts.html"):
        _environment().get_template(name)
    seen("割符")


@cache
def _environment() -> Environment:
    environment = templates_in(FOLDER)
    environment.filters.update(
        detail_label=words.detail_label,
        detail_value=words.detail_value,
        party_kind=words.party_kind,
        phone=words.phone,
        anchored=words.anchored,
        standing=words.standing,
        profile=words.profile,
    )
    environment.tests.update(digest=words.is_digest, binding=words.is_binding)
    environment.globals.update(copies=words.COPIES, file_roles=words.FILE_ROLES)
    return environment


def qr_code(url: str) -> Markup:
    drawn: str = segno.make(url, error="m", micro=False).svg_inline(scale=1, border=0, omitsize=True)
    return Markup(drawn)  # noqa: S704 -- segno draws a path from our own address; no fact is in it
