"""A contract that comes as a file, and what the worker and a person make of it."""

import re
from collections.abc import Mapping

from sqlalchemy import select

from database.contract import Contract
from database.metadata_reading import MetadataProposal, MetadataReading
from tests.bodies.papers import printed
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.importing.making import registers
from workflows.metadata_reading import metadata_reading

LINES = (
    "業務委託契約書",
    "株式会社サンプル不動産（以下「甲」という。）と",
    "株式会社山田商事（以下「乙」という。）は、次のとおり契約する。",
    "第1条　委託料は総額金1,200,000円（税込）とする。",
    "第2条　本契約の有効期間は、令和6年10月1日から",
    "令和7年9月30日までとする。期間満了の3か月前までに",
    "書面による申し出がないときは、自動的に1年間更新する。",
    "第3条　甲乙は反社会的勢力でないことを表明する。",
    "本契約の証として本書2通を作成する。",
    "令和6年9月20日",
)


def paper(*lines: str) -> bytes:
    return printed(lines or LINES)


def imported(clerk: Clerk, office: Office, *lines: str, name: str = "scan001.pdf") -> str:
    """Register a file without a ledger and return the public id of its contract."""
    registers(clerk, office, (name, paper(*lines)))
    with office.opened.database.reading() as session:
        return session.scalars(select(Contract.public_id).order_by(Contract.id.desc())).first() or ""


def is_read(office: Office) -> int:
    """Work off what waits as the worker does; return how many contracts that were."""
    reading = metadata_reading(office.opened)
    return len([*iter(reading.turn, False)])  # noqa: FBT003 -- what ends the rounds


def kept(office: Office, contract: str) -> Contract:
    with office.opened.database.reading() as session:
        return session.scalars(select(Contract).where(Contract.public_id == contract)).one()


def standing(office: Office, contract: str) -> MetadataReading:
    with office.opened.database.reading() as session:
        return session.get_one(MetadataReading, kept(office, contract).id)


def proposals(office: Office, contract: str) -> Mapping[str, MetadataProposal]:
    query = select(MetadataProposal).join(Contract, Contract.id == MetadataProposal.contract_id)
    with office.opened.database.reading() as session:
        rows = session.scalars(query.where(Contract.public_id == contract).order_by(MetadataProposal.id))
        return {row.item: row for row in rows}


def page_of(contract: str) -> str:
    return f"/contracts/{contract}/reading"


def answers(clerk: Clerk, contract: str, **typed: object) -> int:
    """Send the page's form with what is typed and return the status."""
    clerk.opens(page_of(contract))
    return clerk.sends(f"{page_of(contract)}/answers", **typed).status_code


def words(clerk: Clerk) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", clerk.text))
