"""訂正・削除の履歴 cannot be changed by the application; whoever changes it otherwise is found (LW-22)."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DatabaseError

from adapters.anchors import AnchorFolder
from cli.log_words import sentence
from contracts.log_faults import Fault, Wrong
from database.append_only import statements
from database.contract import Contract
from database.metadata_change import MetadataChange
from database.queries.metadata_check import UnlikeChange, unlike_changes
from database.queries.metadata_values import UnlikeValue, unlike_values
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk
from tests.ledger.keeping import changed_by_another, filed
from workflows.log_check import checked_record

TABLE = "metadata_change"

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def unguarded(office: Office) -> Iterator[None]:
    """Somebody with the rights of the database's owner takes the guard away."""
    dialect = office.opened.database.engine.dialect.name
    postgres = [f"ALTER TABLE {TABLE} DISABLE TRIGGER USER"]
    sqlite = [f"DROP TRIGGER {TABLE}_no_{verb}" for verb in ("update", "delete")]
    with office.opened.database.writing() as session:
        for statement in postgres if dialect == "postgresql" else sqlite:
            session.execute(text(statement))
    yield
    again = [f"ALTER TABLE {TABLE} ENABLE TRIGGER USER"]
    with office.opened.database.writing() as session:
        for statement in again if dialect == "postgresql" else statements(dialect, (TABLE,)):
            session.execute(text(statement))


@pytest.mark.shows("LW-22")
@pytest.mark.parametrize("change", [update(MetadataChange).values(was="2030-01-01"), delete(MetadataChange)])
def test_the_applications_own_role_can_neither_change_nor_erase_the_history(
    office: Office, change: object
) -> None:
    changed_by_another(office, filed(office, "守られた履歴の契約書"), ends_on="2027-03-31")
    with pytest.raises(DatabaseError, match="append-only"), office.opened.database.writing() as session:
        session.execute(change)  # type: ignore[call-overload]  # an update or a delete


@pytest.mark.usefixtures("unguarded")
def test_a_row_that_was_changed_erased_or_slipped_in_is_found(office: Office, clerk: Clerk) -> None:
    sent = filed(office, "改ざんされた契約書")
    changed_by_another(office, sent, ends_on="2027-03-31", memo="覚書あり")
    changed_by_another(office, sent, ends_on="2028-03-31")
    assert faults(office, sent) == []
    theirs = MetadataChange.contract_id == office.contract(sent).id
    moved = update(MetadataChange).where(theirs)
    with office.opened.database.writing() as session:
        session.execute(moved.where(MetadataChange.became == "2028-03-31").values(became="2029-03-31"))
    assert len(faults(office, sent)) == 1
    record = checked(office)
    assert Wrong.CHANGES_UNLIKE in {fault.kind for fault in record}
    clerk.client.get("/")
    with office.opened.database.writing() as session:
        session.execute(moved.where(MetadataChange.became == "2029-03-31").values(became="2028-03-31"))
        row = session.query(MetadataChange).filter(theirs).filter_by(became="2028-03-31").one()
        kept = {
            name: getattr(row, name) for name in ("organization_id", "contract_id", "item", "was", "became")
        }
        session.execute(delete(MetadataChange).where(MetadataChange.id == row.id))
    assert len(faults(office, sent)) == 1
    other = filed(office, "履歴を足された契約書")
    with office.opened.database.writing() as session:
        slipped = {
            **kept,
            "contract_id": office.contract(other).id,
            "source": "person",
            "reason": "",
            "by_id": None,
        }
        session.add(MetadataChange(**slipped, at=row.at))
    assert [one.sequence for one in faults(office, other)] == [0]
    assert Wrong.CHANGES_UNTOLD in {fault.kind for fault in checked(office)}
    with office.opened.database.writing() as session:
        session.execute(delete(MetadataChange).where(MetadataChange.contract_id == office.contract(other).id))
        session.add(
            MetadataChange(
                id=row.id,
                public_id=row.public_id,
                **kept,
                source="person",
                reason=row.reason,
                by_id=row.by_id,
                at=row.at,
            )
        )
    assert faults(office, sent) == []
    assert faults(office, other) == []


def test_a_value_changed_past_the_door_is_found_and_an_answer_that_a_new_end_took_back_is_none(
    office: Office,
) -> None:
    sent = filed(office, "値を書き換えられた契約書", auto_renews=True)
    changed_by_another(office, sent, ends_on="2027-03-31", amount="100 税抜", kept_as="paper")
    changed_by_another(office, sent, renewal_answer="renew", memo="覚書あり")
    changed_by_another(office, sent, ends_on="2028-03-31")
    assert values_unlike(office, sent) == []
    with office.opened.database.writing() as session:
        mine = update(Contract).where(Contract.public_id == sent.contract)
        session.execute(mine.values(ends_on=date(2029, 3, 31), amount=101))
    assert [one.item for one in values_unlike(office, sent)] == ["amount", "ends_on"]
    named = {sent.contract, office.contract(sent).number}
    found = [one for one in checked(office) if one.kind == Wrong.VALUE_UNLIKE and one.contract in named]
    assert [one.place for one in found] == ["amount", "ends_on"]
    assert "契約情報（amount）のいまの値が、変更履歴と一致しません" in sentence(found[0])
    with office.opened.database.writing() as session:
        session.execute(mine.values(ends_on=date(2028, 3, 31), amount=100))
    assert values_unlike(office, sent) == []


def values_unlike(office: Office, sent: Sent) -> list[UnlikeValue]:
    with office.opened.database.reading() as session:
        found = unlike_values(session, office.organization.id)
        return [one for one in found if one.contract == sent.contract]


def faults(office: Office, sent: Sent) -> list[UnlikeChange]:
    with office.opened.database.reading() as session:
        found = unlike_changes(session, office.organization.id)
        return [one for one in found if one.contract == sent.contract]


def checked(office: Office) -> list[Fault]:
    with office.opened.database.reading() as session:
        found = checked_record(session, AnchorFolder(office.opened.settings.anchors), [], lambda *_: None)
        return list(found.faults)
