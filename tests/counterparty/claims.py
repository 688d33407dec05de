"""Visitors of a 締結用URL: what they type, and the codes that reach them."""

import json
from typing import Any

from adapters.keys import KeyPurpose
from adapters.secrets import CodeMaker
from contracts.letters import LinkPurpose
from database.factors import OneTimeCode
from database.party import Party
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor

URL_PLAN = Plan(
    name="", company="", mail="", kind="corporate_informal", role="買主", imprint=False, claimable=True
)
TYPED: dict[str, Any] = {
    "company": "株式会社サンプル商事",
    "name": "鈴木 花子",
    "mail": "hanako@shoji.example",
}
PLACE, CODE = "/c/signing-url", "/c/signing-url/code"


def handed_url(office: Office, party: Party) -> str:
    """Return the token of the 締結用URL that the owner hands over."""
    return office.link(party, LinkPurpose.CLAIM, office.hours_from_now(24 * 30))


def codes_sent(office: Office) -> list[tuple[str, str]]:
    """Return the address and digits of every code asked for, oldest first."""
    maker = CodeMaker(office.opened.keys.derived(KeyPurpose.CODES))
    with office.opened.database.reading() as session:
        rows = session.query(OneTimeCode).order_by(OneTimeCode.id).all()
    return [(json.loads(row.facts)["address"], maker.code(row.secret_id)) for row in rows]


def asks(visitor: Visitor, token: str, **other: str) -> None:
    """Open the URL and type who one is."""
    visitor.arrives(token)
    visitor.sends(PLACE, **{**TYPED, **other})


def claims(office: Office, visitor: Visitor, token: str, **other: str) -> None:
    """Open the URL, prove the address and take the place."""
    asks(visitor, token, **other)
    visitor.sends(CODE, code=codes_sent(office)[-1][1])


def sent_by_url(office: Office) -> tuple[Sent, Party, str]:
    sent = office.sent(URL_PLAN)
    return sent, sent.parties[0], handed_url(office, sent.parties[0])
