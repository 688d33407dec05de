"""Who downloads the list holds nobody up who writes."""

from typing import Any

from sqlalchemy import event

from database.engine import WRITES
from tests.counterparty.office import Office
from tests.desk.site import Clerk


def test_the_sheet_is_read_outside_the_turn_of_the_writers(clerk: Clerk, office: Office) -> None:
    office.sent(title="賃貸借契約")
    said: list[tuple[bool, str]] = []

    def hears(connection: Any, _cursor: object, statement: str, *_rest: object) -> None:  # noqa: ANN401 -- as SQLAlchemy calls it
        said.append((connection.get_execution_options().get(WRITES, False), statement))

    engine = office.opened.database.engine
    event.listen(engine, "before_cursor_execute", hears)
    try:
        answer = clerk.client.get("/contracts.csv")
    finally:
        event.remove(engine, "before_cursor_execute", hears)
    assert "賃貸借契約" in answer.data.decode("utf-8-sig")
    assert any("FROM contract" in statement for _writes, statement in said)
    written = [statement for writes, statement in said if writes]
    assert any("INSERT INTO audit_event" in statement for statement in written)
    assert not any("FROM contract" in statement for statement in written)
