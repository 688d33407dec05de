"""締結済みの文書 stays as it is: no page, no request of the API and no statement changes it."""

import hashlib
import re
from dataclasses import replace
from io import BytesIO

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from werkzeug.routing import Rule

from adapters.files import ObjectAlreadyWritten
from adapters.secrets import new_api_token, token_digest
from database.people import User
from database.queries.tokens import file_token
from tests.access.house import House
from tests.access.matrix import ONE_OF
from tests.counterparty.planning import paper
from tests.desk.site import Clerk
from tests.tax.conftest import ADMINISTRATOR
from tests.tax.shelf import Shelf, kept

CURE = "変更契約や覚書を新しい"


@pytest.mark.shows("LW-23")
def test_no_page_that_takes_something_puts_another_file_in_its_place(
    house: House, shelf: Shelf, administrator: Clerk
) -> None:
    before = kept(house.office, shelf.first)
    tried = 0
    for rule in house.site.url_map.iter_rules():
        if "POST" not in (rule.methods or ()) or not re.match(r"/(contracts|drafts)/<public_id>/", rule.rule):
            continue
        tried += 1
        answer = administrator.client.post(_address(rule, shelf), data=_offered())
        assert answer.status_code < 500, rule
    assert tried > 30
    assert kept(house.office, shelf.first) == before
    assert house.office.opened.files.read(before).startswith(b"%PDF")


@pytest.mark.shows("LW-23")
def test_the_api_refuses_and_says_what_to_do_and_so_does_the_page(
    house: House, shelf: Shelf, administrator: Clerk
) -> None:
    token = new_api_token()
    with house.office.opened.database.writing() as session:
        user = session.scalars(select(User).where(User.mail == ADMINISTRATOR)).one()
        file_token(session, user, token_digest(token))
    answer = house.site.test_client().post(
        f"/api/v1/contracts/{shelf.first.contract}/documents",
        data=_offered(),
        headers={"Authorization": f"Bearer {token}"},
    )
    told = answer.get_json()
    assert (answer.status_code, told["code"]) == (409, "concluded_stays")
    assert CURE in told["detail"]
    assert CURE in administrator.opens(f"/contracts/{shelf.first.contract}").text


@pytest.mark.shows("LW-23")
def test_neither_the_database_nor_the_store_lets_it_be_written_over(house: House, shelf: Shelf) -> None:
    for statement in ("UPDATE revision SET digest = 'x'", "DELETE FROM revision"):
        with (
            pytest.raises(DBAPIError, match="append-only"),
            house.office.opened.database.writing() as session,
        ):
            session.execute(text(statement))
    file = kept(house.office, shelf.first)
    other = paper("別の契約書")
    again = replace(file, digest=_digest(other))
    with pytest.raises(ObjectAlreadyWritten):
        house.office.opened.files.write(again, other)


def _address(rule: Rule, shelf: Shelf) -> str:
    """Return the address about the record; of words to choose from the first, of numbers 1."""
    one_of = {found[2]: found[1] for found in ONE_OF.finditer(rule.rule)}
    given = {name: 1 if f"<int:{name}>" in rule.rule else one_of.get(name, "x") for name in rule.arguments}
    built = rule.build({**given, "public_id": shelf.first.contract})
    assert built is not None, rule
    return built[1]


def _offered() -> dict[str, object]:
    return {"file": (BytesIO(paper("差し替え")), "別の契約書.pdf"), "reason": "差し替えます", "version": "1"}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
