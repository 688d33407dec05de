"""Boxes through the real engine, key and post: on a turned page each seal is where it was put."""

import asyncio
import hashlib
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from sqlalchemy import select
from temporalio.client import Client

from adapters.verification.reading import findings_of
from contracts.boxes import MM_PER_POINT, BoxKind
from contracts.verdict import Colour, verdict_of
from database.dossiers import identity_of, revisions_of
from database.party import Party
from database.placing import PartyBox
from database.queries.issued import issued_file
from tests.filling.test_placed import ink_added
from tests.filling.test_signed import verdicts
from tests.lifecycle.office import Draft, Office
from tests.lifecycle.stage_hands import Case, workers
from tests.placing.drafts import turned_paper
from workflows.door import Door

PAGES, TURNED_PAGE = 3, 2
TALL_MM = 195.79
SIDE, INK = 24.0, 8.4
"""A box, and what the seal of these tests inks of it, in millimetres."""
PLACES = ((20.0, 30.0), (180.0, 140.0))
"""Left and top of both parties' boxes, in millimetres of the page as displayed."""
HALF = 0.5


def placed(office: Office) -> Draft:
    """Return a draft of three turned and cut pages, with a 署名ボックス for both parties on the second."""
    draft = office.draft([1, 2])
    version = office.new_version(draft.contract, data=turned_paper())
    with office.opened.database.writing() as session:
        for plan, (left, top) in zip(draft.parties, PLACES, strict=True):
            party = session.scalars(select(Party).where(Party.public_id == plan.id)).one()
            side, x, y = (one / MM_PER_POINT for one in (SIDE, left, TALL_MM - top - SIDE))
            box = PartyBox(
                organization_id=party.organization_id, party_id=party.id, kind=BoxKind.SEAL,
                document=1, page=TURNED_PAGE, x=x, y=y, width=side, height=side,
            )  # fmt: skip
            session.add(box)
    return replace(draft, version=version, submit=replace(draft.submit, version=version))


def revisions(office: Office, one: Case) -> list[bytes]:
    with office.opened.database.reading() as session:
        contract = one.row()
        contract = session.get_one(type(contract), contract.id)
        files = [revision.files[0] for revision in revisions_of(session, contract, 1)]
        return [office.opened.files.read(identity_of(contract, file)) for file in files]


@pytest.mark.shows("IM-59", "CL-27", "CL-28")
async def test_both_seals_stand_in_their_boxes_on_a_turned_page_and_every_signature_is_intact(
    office: Office, client: Client
) -> None:
    async with workers(client, office):
        one = Case(office, placed(office), Door(client))
        await one.submit()
        for plan in one.draft.parties:
            await one.agree(plan)
        await one.stage("concluded")
    certified, *_, concluded = revisions(office, one)
    with pikepdf.open(BytesIO(concluded)) as pdf:
        assert len(pdf.pages) == PAGES
    (left, bottom, right, top), tall = ink_added(certified, concluded, TURNED_PAGE - 1)
    (first_left, first_top), (last_left, last_top) = PLACES
    rest = (SIDE - INK) / 2
    assert (left, tall - top) == pytest.approx((first_left + rest, first_top + rest), abs=HALF)
    ends = (last_left + SIDE - rest, last_top + SIDE - rest)
    assert (right, tall - bottom) == pytest.approx(ends, abs=HALF)

    root = (office.opened.settings.keys / "authority" / "root.pem").read_bytes()
    findings = await asyncio.to_thread(findings_of, concluded, [root])
    assert verdict_of(findings, None).colour is Colour.GREEN
    with office.opened.database.reading() as session:
        issued = issued_file(session, hashlib.sha256(concluded).hexdigest())
    assert verdict_of(findings, issued).colour is Colour.GENUINE
    intact = await asyncio.to_thread(verdicts, concluded)
    assert intact == {"Sig-create": True, "Sig-p1": True, "Sig-p2": True, "Sig-final": True}
