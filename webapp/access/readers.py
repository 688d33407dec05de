"""Who is signed in to an account of their own to read their papers; no visit and no staff session is one."""

from flask import request

from adapters.secrets import token_digest
from database.reader_sessions import SignedIn, reader_by
from webapp.parts import parts
from webapp.shell.cookies import cookie_name
from webapp.shell.languages import read_by

COOKIE = "reader"


def signed_in_reader() -> SignedIn | None:
    """Return who holds this browser's reader session, or None (T20)."""
    value = request.cookies.get(cookie_name(COOKIE))
    if not value:
        return None
    with parts().database.reading() as session:
        found = reader_by(session, token_digest(value))
    if found is not None:
        read_by(found.reader.language)
    return found
