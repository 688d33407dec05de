"""The guide and the FAQ in a browser, and the logo above them."""

from uuid import UUID

from flask import Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.guide.blueprint import blueprint
from webapp.guide.content import Guide, guide_of
from webapp.parts import parts
from webapp.shell.languages import reading_language
from webapp.shell.static_files import asset


@blueprint.get("/<uuid:organization>")
def guide(organization: UUID) -> ResponseReturnValue:
    return _page("guide", organization)


@blueprint.get("/<uuid:organization>/faq")
def faq(organization: UUID) -> ResponseReturnValue:
    return _page("faq", organization)


@blueprint.get("/<uuid:organization>/logo.png")
def logo(organization: UUID) -> Response:
    found = guide_of(organization, reading_language())
    if found.logo is None:
        abort(404)
    return Response(parts().files.read(found.logo), mimetype="image/png")


def _page(template: str, organization: UUID) -> str:
    language = reading_language()
    found = guide_of(organization, language)
    return render_template(
        f"guide/{template}.html",
        **found.shown,
        logo=_logo_address(found),
        picture=lambda name: asset(f"guide/{language}/{name}.png"),
    )


def _logo_address(found: Guide) -> str:
    """A new logo has a new address, so that nobody is shown the old one."""
    if found.logo is None:
        return ""
    return url_for("guide.logo", organization=found.organization.public_id, version=found.logo.digest[:12])
