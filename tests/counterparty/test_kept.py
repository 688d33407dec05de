"""After a timestamp for keeping a party gets the newest file, and the concluded one beside it."""

import uuid
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

from contracts.letters import LinkPurpose
from contracts.preserving import Kept
from contracts.signing import FileIdentity
from database.archival import ArchivalRevision
from database.contract import Contract
from database.engine import now_of
from database.filing import file_stored
from database.queries.archival import frozen_files
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor
from tests.counterparty.test_concluded import _concluded as concluded

LATER = b"\n%one more timestamp\n"


def renewed(office: Office, sent: Sent, kept: Kept) -> bytes:
    """File a renewal of what is kept; what a real one holds is shown elsewhere."""
    with office.opened.database.writing() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        old = next(one.file for one in frozen_files(session, contract) if one.kept is kept)
        organization = contract.organization.public_id
        before = FileIdentity(organization, old.public_id, old.purpose, old.digest)
        data = office.opened.files.read(before) + LATER
        file = FileIdentity(organization, str(uuid.uuid4()), old.purpose, sha256(data).hexdigest())
        office.opened.files.write(file, data)
        now = now_of(session)
        row = ArchivalRevision(
            organization_id=contract.organization_id,
            contract_id=contract.id,
            kept=kept,
            place=1,
            generation=1,
            origin=old.digest,
            digest=file.digest,
            file_id=file_stored(session, contract.organization_id, file, len(data)).id,
            level="B-LTA",
            timestamped_at=now,
            authority="TSA",
            serial="01",
            policy="1.2",
            protected_until=now + timedelta(days=3650),
            created_at=now,
        )
        session.add(row)
    return data


@pytest.mark.shows("LW-13", "LW-43")
def test_a_renewed_contract_is_handed_out_newest_and_as_it_was_concluded_and_the_certificate_as_issued(
    office: Office, visitor: Visitor
) -> None:
    sent = concluded(office, visitor, Plan(imprint=False))
    fresh = Visitor(visitor.site)
    fresh.enters(office.link(sent.parties[0], LinkPurpose.CONCLUDED))
    frozen, issued = (
        fresh.client.get(f"/c/concluded/{name}.pdf").data for name in ("contract", "certificate")
    )
    assert "締結時のファイル" not in fresh.text
    assert fresh.client.get("/c/concluded/kept/document/1.pdf").status_code == 404
    contract, certificate = (renewed(office, sent, kept) for kept in (Kept.DOCUMENT, Kept.PARTY))
    assert fresh.client.get("/c/concluded/contract.pdf").data == contract
    assert fresh.client.get("/c/concluded/kept/document/1.pdf").data == frozen
    assert fresh.client.get("/c/concluded/certificate.pdf").data == issued
    assert fresh.client.get("/c/concluded/kept/party/1.pdf").data == certificate
    assert fresh.client.get("/c/concluded/kept/own/1.pdf").status_code == 404
    page = fresh.client.get("/c/concluded").text
    assert "締結時の内容は1バイトも変わりません" in page
    assert "合意証明書に保管用タイムスタンプを追加した版" in page
