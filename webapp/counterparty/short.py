"""The link of an SMS: a shorter token of the same row, exchanged like the link of a mail (T13, T14)."""

from flask import Blueprint, Response

from webapp.counterparty.arrival import exchanged

blueprint = Blueprint("short", __name__, url_prefix="/s")


@blueprint.get("/<token>")
def short_link(token: str) -> Response:
    return exchanged(token)
