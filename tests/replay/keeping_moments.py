"""Where the keeper of timestamps rests, and a 一括検証."""

import uuid
from datetime import date

from sqlalchemy import update

from contracts.archive_check import Basis
from contracts.roles import Role
from database.archival import Preservation
from database.archive_check_desk import Asked, begin_check
from database.contract import Contract
from database.disposals import Proposal, approve, propose
from database.engine import now_of
from database.sessions import Staff
from database.shelves import By
from tests.lifecycle.concluding import concluded_on_record
from tests.replay.scene import Rest, Scene
from workflows.archive_check import archive_check_id
from workflows.disposing import disposing_id
from workflows.door import Door
from workflows.preservation import PRESERVATION, start_preservation
from workflows.timing import RENEW_TIMESTAMPS


async def keeping(scene: Scene) -> Rest:
    """Nothing is due; it was asked to look twice."""
    await start_preservation(scene.client)
    await scene.settled(Rest(PRESERVATION))
    await start_preservation(scene.client)
    return Rest(PRESERVATION)


async def renewing(scene: Scene) -> Rest:
    """A contract is due and nobody signs."""
    contract = scene.office.contract(concluded_on_record(scene.office).contract)
    with scene.office.opened.database.writing() as session:
        row = Preservation(contract_id=contract.id, organization_id=contract.organization_id, generation=0)
        row.renew_at = now_of(session)
        session.add(row)
    await start_preservation(scene.client)
    return Rest(PRESERVATION, frozenset({RENEW_TIMESTAMPS}))


async def archive_checked(scene: Scene) -> Rest:
    run, office = str(uuid.uuid4()), scene.office
    with office.opened.database.writing() as session:
        asked = Asked(Basis.CONCLUDED, date(2026, 1, 1), date(2026, 1, 2), office.owner.public_id, "recorder")
        begin_check(session, office.organization.id, run, asked)
    await Door(scene.client).check_archive(run)
    await scene.client.get_workflow_handle(archive_check_id(run)).result()
    return Rest(archive_check_id(run))


async def disposed(scene: Scene) -> Rest:
    """One contract that ended in 2005 goes, and a certificate is signed."""
    office, key = scene.office, str(uuid.uuid4())
    office.approver.role = Role.COMPLIANCE
    contract, long_ago = concluded_on_record(office).contract, date(2005, 3, 31)
    with office.opened.database.writing() as session:
        named = update(Contract).where(Contract.public_id == contract)
        session.execute(named.values(ends_on=long_ago, agreed_on=long_ago, traded_on=long_ago))
        by, other = (By(Staff("", user, office.organization)) for user in (office.owner, office.approver))
        row = propose(session, by, Proposal(key, [contract], "moment"))
        approve(session, other, row, [contract])
    async with scene.signing():
        await Door(scene.client).dispose(key)
        await scene.client.get_workflow_handle(disposing_id(key)).result()
    return Rest(disposing_id(key))


KEEPING_MOMENTS = (keeping, renewing, archive_checked, disposed)
