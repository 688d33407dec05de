"""A version shared with somebody outside, and their browser."""

from sqlalchemy import select

from adapters.keys import KeyPurpose
from adapters.secrets import LinkMaker
from database.sharing import VersionShare
from tests.counterparty.office import Office
from tests.counterparty.site import Visitor
from tests.desk.site import Clerk

CODE = "midori-8812"
RECIPIENT = "株式会社みどり企画　高橋 美咲"


def shared(clerk: Clerk, contract: str, office: Office, **typed: object) -> str:
    """Share the first version and return the token of its link."""
    page = f"/contracts/{contract}/versions/1/share"
    clerk.opens(page)
    clerk.sends(page, **{"recipient": RECIPIENT, "code": CODE, **typed})
    assert "共有リンクを作りました" in clerk.text
    return token_of(office)


def token_of(office: Office) -> str:
    row = share_of(office)
    maker = LinkMaker(office.opened.keys.derived(KeyPurpose.LINKS), office.opened.settings.base_url)
    return maker.share_url(row.secret_id).rpartition("/")[2]


def share_of(office: Office) -> VersionShare:
    with office.opened.database.reading() as session:
        return session.scalars(select(VersionShare).order_by(VersionShare.id.desc())).first() or _none()


def _none() -> VersionShare:
    raise AssertionError("nothing is shared")


def opened(reader: Visitor, token: str, code: str) -> None:
    """Follow the link and type the code."""
    reader.opens(f"/shared/link/{token}")
    reader.sends("/shared/code", code=code)
