"""A mail as bytes to what is kept of it."""

import hashlib

from adapters.inbound.bodies import Found, gather
from adapters.inbound.parts import Part, read_tree
from adapters.inbound.words import decoded
from contracts.mail_intake import IncomingMail, ids_in, is_automatic, one_line, plain, sender_address


def read_mail(raw: bytes) -> IncomingMail:
    """Return what a mail says and brings; raises MailUnreadable for one beyond the bounds."""
    tree, found = read_tree(raw), Found()
    gather(tree, found)
    ids = ids_in(_header(tree, "Message-ID"))
    return IncomingMail(
        message_id=ids[0] if ids else f"sha256.{hashlib.sha256(raw).hexdigest()}",
        sender=_sender(tree),
        subject=one_line(decoded(_header(tree, "Subject"))),
        text=plain("\n\n".join(found.texts)),
        references=ids_in(_header(tree, "In-Reply-To"), _header(tree, "References")),
        is_automatic=is_automatic(
            _header(tree, "Auto-Submitted"),
            _header(tree, "Precedence"),
            _header(tree, "Return-Path"),
            tree.get_content_type(),
        ),
        files=tuple(found.files),
        has_winmail=found.has_winmail,
        authentication=tuple(one_line(str(one)) for one in tree.get_all("Authentication-Results", [])),
        raw=raw,
    )


def _sender(tree: Part) -> str:
    """Two From headers are nobody's."""
    headers = tree.get_all("From", [])
    return sender_address(one_line(str(headers[0]))) if len(headers) == 1 else ""


def _header(tree: Part, name: str) -> str:
    return " ".join(str(tree.get(name, "")).split())
