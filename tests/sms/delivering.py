"""The post lane over what is due, with the real desk, postman and outbox."""

import json
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from activities.post import Post
from adapters.keys import KeyPurpose
from adapters.secrets import LinkMaker
from contracts.messages import EffectMessage, EffectRequest
from database.contract import Contract
from database.delivery import Delivery
from database.post_desk import PostDesk
from database.record import EffectRow
from tests.counterparty.office import Office
from workflows.posting import postman_of

BY_SIGNER = ("prepare_round", "seal_agreement", "conclude", "certify")


def posted(office: Office) -> None:
    """Do what the worker does with every letter that is due."""
    opened = office.opened
    desk = PostDesk(opened.database, opened.settings.base_url)
    links = LinkMaker(opened.keys.derived(KeyPurpose.LINKS), opened.settings.base_url)
    post = Post(desk, postman_of(opened.settings), links, opened.files)
    for request in due(office):
        post.deliver(request)


def due(office: Office) -> list[EffectRequest]:
    with office.opened.database.reading() as session:
        contracts = {one.id: one.public_id for one in session.query(Contract)}
        rows = session.query(EffectRow).filter(EffectRow.kind.not_in(BY_SIGNER), EffectRow.done_at.is_(None))
        return [
            EffectRequest(
                contracts[row.contract_id], 1, EffectMessage(row.sequence, row.kind, row.recipient, row.round)
            )
            for row in rows.order_by(EffectRow.sequence)
        ]


def texts(office: Office) -> dict[str, str]:
    """Return number and text of every SMS."""
    found = [json.loads(path.read_text()) for path in _newest_last(office, "*.sms")]
    return {one["to"]: one["text"] for one in found}


def mails(office: Office, template: str) -> list[EmailMessage]:
    paths = _newest_last(office, f"*.{template}*.eml")
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]


def words(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def deliveries(office: Office) -> list[Delivery]:
    with office.opened.database.reading() as session:
        return list(session.query(Delivery).order_by(Delivery.id))


def _newest_last(office: Office, pattern: str) -> list[Path]:
    folder = office.opened.settings.outbox
    return sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime_ns)
