"""Where a bulk sending rests: paused, and over with its owner written to."""

import uuid

from sqlalchemy import select

from contracts.bulk import BulkState
from contracts.metadata import Source
from database.bulk_runs import NewRow, keep_run, start_run
from database.bulk_sending import BulkSending
from database.bulk_values import PartyValues, RowValues, spelled_values
from database.contract import Contract
from database.document_templates import TemplateFacts, make_template
from database.metadata_plans import Draft, Planned, begin, lay_out
from database.sessions import Staff
from database.shelves.telling import By
from database.template_content import content_of
from tests.replay.scene import Rest, Scene
from workflows.bulk_sending import bulk_id
from workflows.door import Door
from workflows.plan_carrying import plan_carrying_id


async def bulk_sent(scene: Scene) -> Rest:
    """Two rows sent, a third refused: its recipient has no name."""
    run = _taken(scene, "甲", "乙", "")
    await Door(scene.client).send_bulk(run)
    await scene.client.get_workflow_handle(bulk_id(run)).result()
    return Rest(bulk_id(run))


async def bulk_paused(scene: Scene) -> Rest:
    """The pause came before the first row: the run has ended, and another goes on from SQL."""
    run = _taken(scene, "甲")
    with scene.office.opened.database.writing() as session:
        session.query(BulkSending).filter_by(public_id=run).one().state = BulkState.PAUSED
    await Door(scene.client).send_bulk(run)
    await scene.client.get_workflow_handle(bulk_id(run)).result()
    return Rest(bulk_id(run))


async def plan_carried_out(scene: Scene) -> Rest:
    """A plan of the ledger over one contract, done to its end."""
    office = scene.office
    by = By(Staff("", office.owner, office.organization))
    contract = office.draft([1]).contract
    with office.opened.database.writing() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == contract)).one()
        planned = Planned(1, row.id, {"box": ("", "B-1")})
        plan = lay_out(session, by, Draft("moment", Source.BULK, "", "", (planned,), (), 0))
        begin(session, by, plan, "moment")
        public_id = plan.public_id
    await Door(scene.client).carry_out_plan(public_id)
    await scene.client.get_workflow_handle(plan_carrying_id(public_id)).result()
    return Rest(plan_carrying_id(public_id))


def _taken(scene: Scene, *names: str) -> str:
    """Keep a draft as a template and a run of it, one row for each name, and start it in SQL."""
    office, public_id = scene.office, str(uuid.uuid4())
    draft = office.draft([1])
    person = Staff("", office.owner, office.organization)
    with office.opened.database.writing() as session:
        contract = session.query(Contract).filter_by(public_id=draft.contract).one()
        made = (TemplateFacts("ひな形", "", shared=False), content_of(session, contract, (), None))
        template = make_template(session, office.owner, uuid.uuid4().hex, contract, made)
        rows = [NewRow(line, "{}", _values(name), None, ()) for line, name in enumerate(names, start=2)]
        run = keep_run(session, person, public_id, (template, "rows.csv"), rows)
        start_run(session, person, run, office.origin())
    return public_id


def _values(name: str) -> str:
    return spelled_values(RowValues(parties=[PartyValues(1, name=name, mail="one@example.com")]))


BULK_MOMENTS = (bulk_sent, bulk_paused, plan_carried_out)
