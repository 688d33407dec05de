"""One contract taken through the real engine once: sent back, sent anew, agreed, concluded, certified."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from adapters.certificates.drawing import WARMING
from adapters.confinement import standing_by
from contracts import acts
from contracts.acts import Origin
from contracts.effects import SYSTEM, EffectKind
from contracts.messages import EffectMessage, EffectRequest
from contracts.signing import FileIdentity
from database.contract import Contract
from database.dossiers import identity_of
from database.evidence import Certificate
from database.record import EffectRow
from tests.certificate.beside import beside_the_acts
from tests.certificate.sample import REASON, REPLY
from tests.engine import client_of
from tests.lifecycle.office import Draft, Office, open_office
from tests.lifecycle.stage_hands import Case, new_key, workers
from workflows.door import Door

APPROVER_ADDRESS = "192.0.2.99"
READY_WITHIN = 60.0


@dataclass(frozen=True)
class Issued:
    """An office with one concluded contract and its two certificates."""

    office: Office
    draft: Draft
    own: bytes
    party: bytes

    def request(self) -> EffectRequest:
        with self.office.opened.database.reading() as session:
            row = session.scalars(select(EffectRow).where(EffectRow.kind == EffectKind.CERTIFY)).one()
        effect = EffectMessage(row.sequence, EffectKind.CERTIFY, SYSTEM, row.round)
        return EffectRequest(self.draft.contract, 1, effect)


@pytest.fixture(autouse=True, scope="module")
def _drawing_is_ready() -> Iterator[None]:
    """As in the signing process; what a fresh child draws is the same (test_copies.py)."""
    with standing_by(WARMING) as ready:
        assert ready.wait(READY_WITHIN)
        yield


@pytest.fixture(scope="session")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Issued]:
    home = tmp_path_factory.mktemp("certificate") / "home"
    office = open_office(home, WARIFU_BASE_URL="https://keiyaku.example.jp")
    draft = office.draft([1, 1], kind="approved")
    with office.opened.database.writing() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == draft.contract)).one()
        row.standing = "sender_agrees"
    asyncio.run(_concluded(office, draft))
    yield Issued(office, draft, certificate_of(office, "own"), certificate_of(office, "party"))
    office.opened.database.engine.dispose()


def certificate_of(office: Office, audience: str) -> bytes:
    return office.opened.files.read(certificate_identity(office, audience))


def certificate_identity(office: Office, audience: str) -> FileIdentity:
    with office.opened.database.reading() as session:
        row = session.scalars(select(Certificate).where(Certificate.audience == audience)).one()
        contract = session.get_one(Contract, row.contract_id)
        return identity_of(contract, row.file)


async def _concluded(office: Office, draft: Draft) -> None:
    async with client_of(office) as client, workers(client, office):
        await _told(Case(office, draft, Door(client)))


async def _told(one: Case) -> None:
    await one.submit()
    await _approve(one)
    first, second = one.draft.parties
    await one.agree(first)
    await one.invited(second)
    await one.accept_terms(second)
    await one.ask(acts.SendBack(new_key(), Origin(second.id, "198.51.100.9"), second.id, 1, REASON))
    await one.stage("sent_back")
    version = one.office.new_version(one.draft.contract, "Changed")
    await one.ask(acts.OpenRound(new_key(), one.office.origin(), version, REPLY))
    await _approve(one)
    await one.until(lambda: one.row().round == 2 and bool(one.row().sent_digest))
    await one.agree(first)
    await asyncio.to_thread(beside_the_acts, one.office, one.draft)
    await one.agree(second)
    await one.stage("concluded")
    await one.until(lambda: not one.open_effects())


async def _approve(one: Case) -> None:
    approver = one.office.approver.public_id
    await one.ask(acts.Approve(new_key(), Origin(approver, APPROVER_ADDRESS, "approver's browser")))
