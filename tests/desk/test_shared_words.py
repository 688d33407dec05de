"""What all share is changed by who may share, also by the address of a new one."""

import pytest
from sqlalchemy import select

from contracts import roles
from contracts.roles import Permission, Role
from database.contact import Contact
from database.snippet import Snippet
from tests.counterparty.office import Office
from tests.desk.site import Clerk

Noun = type[Contact] | type[Snippet]
TYPED = {
    "/contacts/new": {"kind": "individual", "name": "青葉 花子", "mail": "hanako@aoba.example"},
    "/snippets/new": {"place": "hint", "body": "届出の4桁を入力してください。"},
}
OTHER = {"mail": "another@sample.example", "body": "別の文章"}


@pytest.mark.parametrize(("page", "noun"), [("/contacts/new", Contact), ("/snippets/new", Snippet)])
def test_the_key_of_a_shared_one_changes_nothing_for_who_may_not_share(
    clerk: Clerk, office: Office, monkeypatch: pytest.MonkeyPatch, page: str, noun: Noun
) -> None:
    clerk.opens(page)
    clerk.sends(page, **TYPED[page], shared="y")
    before = kept(office, noun)
    assert before["owner_id"] is None
    fewer = roles._PERMISSIONS[Role.LEGAL] - {Permission.SEND, Permission.WRITE_TEXTS}  # noqa: SLF001 -- no role drafts without sharing yet
    monkeypatch.setitem(roles._PERMISSIONS, Role.LEGAL, fewer)  # noqa: SLF001 -- as above
    clerk.opens(page)
    again = {**TYPED[page], **OTHER, "key": before["public_id"]}
    assert clerk.sends(page, **again).status_code == 404
    assert kept(office, noun) == before


def kept(office: Office, noun: Noun) -> dict[str, object]:
    with office.opened.database.reading() as session:
        row = session.scalars(select(noun)).one()
        return {column.name: getattr(row, column.name) for column in noun.__table__.columns}
