"""Encoded words (RFC 2047) and names in parameters (RFC 2231), also one in place of the other."""

from email.errors import HeaderParseError
from email.header import decode_header
from typing import TYPE_CHECKING

from adapters.inbound.charsets import text_of
from contracts.mail_intake import file_name

if TYPE_CHECKING:
    from email.message import Message


def decoded(header: str) -> str:
    """Return a header's words; one that is no encoded word after all stays as it was written."""
    try:
        pieces = decode_header(" ".join(header.split()))
    except (HeaderParseError, ValueError):
        return header
    return "".join(one if isinstance(one, str) else text_of(one, label or "") for one, label in pieces)


def name_of(part: "Message[str, str]") -> str:
    """Return what an attachment is called, or nothing."""
    for name, header in (("filename", "content-disposition"), ("name", "content-type")):
        given = part.get_param(name, "", header)
        if isinstance(given, tuple):
            found = text_of(given[2].encode("latin-1", "replace"), given[0] or "")
        else:
            found = decoded(str(given))
        if bare := file_name(found):
            return bare
    return ""
