"""Every route, method and role, another organisation's session, and no session at all, against one table."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from contracts.roles import Role
from tests import databases
from tests.access.house import create_house
from tests.access.matrix import (
    MISSING,
    TABLE,
    WITHOUT_SESSION,
    doors,
    first_argument,
    groups,
    is_refused,
    is_to_sign_in,
    name_of,
    opens,
    path_of,
    roles_in,
    table,
    thing_of,
    told,
)
from tests.access.sampled import Matrix, lay_out
from tests.counterparty.founding import open_office

EVERY_DOOR = 400
"""Seconds: thousands of requests, on PostgreSQL beside another suite too."""
LAST = "POST /sign-out"
"""It would take the session away that the others need."""


@pytest.fixture(scope="module")
def matrix(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Matrix:
    home = tmp_path_factory.mktemp("matrix") / "home"
    databases.copied(founded, home)
    return lay_out(create_house(open_office(home)))


def listed_doors(matrix: Matrix) -> Iterator[tuple[Rule, str, str]]:
    """Yield each door with what the table says of it; a door it does not know is the first test's matter."""
    known = table()
    for rule, method in doors(matrix.nobody.application):
        who = known.get(name_of(rule, method))
        if who is not None and name_of(rule, method) != LAST:
            yield rule, method, who


def test_every_door_is_in_the_table_and_nothing_else_is(matrix: Matrix) -> None:
    served = {name_of(rule, method) for rule, method in doors(matrix.nobody.application)}
    new, gone = sorted(served - set(table())), sorted(set(table()) - served)
    assert not new, f"write into {TABLE.name} who may pass: {new}"
    assert not gone, f"take out of {TABLE.name} what is served no more: {gone}"


@pytest.mark.shows("T02", "MK-76")
@pytest.mark.timeout(EVERY_DOOR)
def test_only_the_roles_that_the_table_lists_pass_each_door_and_no_answer_is_a_fault(matrix: Matrix) -> None:
    known = groups()
    wrong = [
        (name_of(rule, method), role.value, status, who)
        for rule, method, who in listed_doors(matrix)
        if who not in WITHOUT_SESSION
        for role in Role
        if (status := status_if_wrong(asked(matrix, rule, method, role), role, who, known))
    ]
    assert wrong == []


def status_if_wrong(answer: TestResponse, role: Role, who: str, known: Mapping[str, frozenset[Role]]) -> int:
    """Return 0 for what the table says; of what the sample has none only the refusals are asked for."""
    listed = role in roles_in(who, known)
    is_fault = answer.status_code >= 500 and answer.status_code != 503
    is_right = is_refused(answer) != listed or (listed and "absent" in who)
    return 0 if is_right and not is_fault else answer.status_code


def asked(matrix: Matrix, rule: Rule, method: str, role: Role) -> TestResponse:
    path = path_of(rule, matrix.sample, role)
    return opens(matrix.clients[role], path, method, matrix.sample.tokens[role])


@pytest.mark.shows("T01", "T04")
@pytest.mark.timeout(EVERY_DOOR)
def test_another_organisation_is_told_of_our_things_what_it_is_told_of_things_that_do_not_exist(
    matrix: Matrix,
) -> None:
    wrong, tried = [], 0
    for rule, method, who in listed_doors(matrix):
        first = first_argument(rule)
        if who in WITHOUT_SESSION or not first:
            continue
        for role in (Role.LEGAL, Role.SYSTEM) if rule.rule.startswith("/drafts") else (Role.LEGAL,):
            ours = path_of(rule, matrix.sample, role)
            nothing = path_of(rule, matrix.sample, role, missing=True)
            answers = [opens(matrix.stranger, one, method, matrix.stranger_token) for one in (ours, nothing)]
            name = thing_of(rule, matrix.sample, role)
            tried += 1
            if told(answers[0], name) != told(answers[1], MISSING) or answers[0].status_code == 200:
                wrong.append((name_of(rule, method), [answer.status_code for answer in answers]))
    assert wrong == []
    assert tried > 100


@pytest.mark.shows("T02")
def test_without_a_session_every_door_but_the_public_ones_leads_to_signing_in(matrix: Matrix) -> None:
    wrong = []
    for rule, method, who in listed_doors(matrix):
        if who in WITHOUT_SESSION:
            continue
        answer = opens(matrix.nobody, path_of(rule, matrix.sample, Role.LEGAL), method)
        if not is_to_sign_in(answer) and answer.status_code != 401:
            wrong.append((name_of(rule, method), answer.status_code, who))
    assert wrong == []


@pytest.mark.shows("T04")
def test_a_session_of_staff_opens_nothing_that_is_for_whoever_holds_a_link(matrix: Matrix) -> None:
    clients = (matrix.nobody, matrix.clients[Role.ADMINISTRATOR])
    wrong = []
    for rule, method, who in listed_doors(matrix):
        if who not in ("visit", "account"):
            continue
        path = path_of(rule, matrix.sample, Role.LEGAL)
        answers = [opens(client, path, method).status_code for client in clients]
        if answers[0] != answers[1] or answers[0] >= 500:
            wrong.append((name_of(rule, method), answers))
    assert wrong == []
