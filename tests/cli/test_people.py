"""`user add` and `token create` on a real database."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from adapters.passwords import password_matches
from adapters.secrets import token_digest
from adapters.settings import Settings
from contracts.password import require_password
from database.audit import AuditEvent
from database.contract_type import ContractType
from database.engine import now_of
from database.people import Organization, User
from database.queries.tokens import bearer_of
from tests.cli.commands import Said, run
from tests.lifecycle.office import Office

HANAKO = ("user", "add", "Hanako@Example.co.jp", "--name", "山田　花子", "--role", "legal")


@pytest.mark.shows("IM-06", "IM-07")
def test_a_new_user_gets_a_temporary_password_alone_on_a_line(
    capsys: pytest.CaptureFixture[str], settings: Settings, office: Office
) -> None:
    said = run(capsys, settings, *HANAKO)
    assert (said.code, said.err, said.out.count("\n")) == (0, "", 1)
    require_password(said.out.strip())
    with office.opened.database.reading() as session:
        user = session.scalars(select(User).where(User.mail_key == "hanako@example.co.jp")).one()
        codes = session.scalars(select(AuditEvent.code)).all()
    assert (user.role, user.name, user.must_change_password) == ("legal", "山田 花子", True)
    assert password_matches(user.password_hash, said.out.strip())
    assert codes == ["user_added"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("hanako@example.co.jp", "--name", "花子", "--role", "boss"), "legal, approver, viewer"),
        (("SENDER@example.co.jp", "--name", "花子", "--role", "legal"), "すでに登録されています"),
        (("hanako", "--name", "花子", "--role", "legal"), "メールアドレスとして使えません"),
        (("h@example.jp", "--name", " ", "--role", "legal"), "氏名"),
        (
            ("h@example.jp", "--name", "花", "--role", "legal", "--organization", "無い会社"),
            "株式会社サンプル",
        ),
    ],
)
def test_what_cannot_be_added_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str], settings: Settings, words: tuple[str, ...], sentence: str
) -> None:
    said = run(capsys, settings, "user", "add", *words)
    assert (said.code, said.out) == (1, "")
    assert sentence in said.err


def test_with_two_organisations_one_must_be_named(
    capsys: pytest.CaptureFixture[str], settings: Settings, office: Office
) -> None:
    with office.opened.database.writing() as session:
        session.add(Organization(name="別の会社", created_at=now_of(session)))
    assert "--organization" in run(capsys, settings, *HANAKO).err
    assert run(capsys, settings, *HANAKO, "--organization", "別の会社").code == 0


def test_another_organisation_begins_with_its_administrator_and_the_usual_types(
    capsys: pytest.CaptureFixture[str], settings: Settings, office: Office
) -> None:
    given = (
        "organization",
        "add",
        "子会社　株式会社",
        "--mail",
        "kanri@example.co.jp",
        "--name",
        "管理 一郎",
    )
    said = run(capsys, settings, *given)
    assert (said.code, said.err) == (0, "")
    require_password(said.out.strip())
    with office.opened.database.reading() as session:
        made = session.scalars(select(Organization).where(Organization.name == "子会社 株式会社")).one()
        user = session.scalars(select(User).where(User.organization_id == made.id)).one()
        types = session.scalar(select(func.count()).where(ContractType.organization_id == made.id))
        query = select(AuditEvent.code).where(AuditEvent.organization_id == made.id)
        codes = session.scalars(query.order_by(AuditEvent.sequence)).all()
    assert (user.role, user.mail, user.must_change_password) == ("administrator", "kanri@example.co.jp", True)
    assert types
    assert codes == ["organization_added", "user_added"]
    again = run(capsys, settings, *given[:3], "--mail", "other@example.co.jp", "--name", "別 太郎")
    assert (again.code, "すでに登録されています" in again.err) == (1, True)
    taken = run(capsys, settings, *given[:2], "三つ目の会社", *given[3:])
    assert (taken.code, "kanri@example.co.jp" in taken.err) == (1, True)
    with office.opened.database.reading() as session:
        assert session.scalar(select(func.count(Organization.id))) == 2


@pytest.mark.shows("T12")
def test_a_token_is_printed_alone_and_kept_as_its_digest(
    capsys: pytest.CaptureFixture[str], settings: Settings, office: Office
) -> None:
    said = run(capsys, settings, "token", "create", "--user", "Sender@example.co.jp")
    token = said.out.strip()
    assert (said.code, said.err, said.out) == (0, "", f"{token}\n")
    with office.opened.database.reading() as session:
        found = bearer_of(session, token_digest(token))
    assert found is not None
    assert found.user.mail == "sender@example.co.jp"


def test_a_token_for_nobody_is_refused(capsys: pytest.CaptureFixture[str], settings: Settings) -> None:
    said = run(capsys, settings, "token", "create", "--user", "nobody@example.co.jp")
    assert (said.code, said.out) == (1, "")
    assert "nobody@example.co.jp" in said.err


@pytest.mark.parametrize("words", [HANAKO, ("token", "create", "--user", "a@example.jp")])
def test_before_the_installation_exists_nothing_is_made(
    capsys: pytest.CaptureFixture[str], settings: Settings, tmp_path: Path, words: tuple[str, ...]
) -> None:
    empty = tmp_path / "empty"
    nowhere = replace(settings, home=empty, database_url=f"sqlite:///{empty / 'warifu.db'}")
    said: Said = run(capsys, nowhere, *words)
    assert said.code == 1
    assert "warifu up" in said.err
    assert not empty.exists()


def test_a_user_reads_japanese_unless_another_language_is_given(
    capsys: pytest.CaptureFixture[str], settings: Settings, office: Office
) -> None:
    run(capsys, settings, *HANAKO)
    english = ("--name", "Jo", "--role", "legal", "--language", "en")
    run(capsys, settings, "user", "add", "j@example.jp", *english)
    with office.opened.database.reading() as session:
        spoken = {user.mail: user.language for user in session.scalars(select(User))}
    assert (spoken["Hanako@Example.co.jp"], spoken["j@example.jp"]) == ("ja", "en")
