"""`warifu master-key rotate` and `retire`: what was made under the old generation goes on (decision 049)."""

import argparse
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf
from temporalio.client import Client

from adapters.files import FileStore, FileTampered
from adapters.keys import KeyPurpose, MasterKeys, MasterKeyWrong
from adapters.payloads import EncryptingCodec, data_converter, payload_keys
from adapters.second_factors import TotpMaker
from adapters.secrets import CodeMaker, LinkMaker, PasswordMaker, token_digest
from cli import master_key
from cli.locking import keys_stand_still
from contracts.one_time_codes import CodeBinding, CodePurpose
from database.audit import AuditEvent
from database.delivery import PartyLink
from database.party import Party
from database.queries.stored_files import stored_files
from database.staff_factor import StaffFactor
from tests.chains import first_broken_link
from tests.lifecycle.office import LONG_AGO, Office
from tests.lifecycle.stage_hands import Case, workers
from webapp.shell.session_keys import install_session_keys
from workflows.door import Door
from workflows.installation import open_installation
from workflows.wiring import sealer_of

ROOT = Path(__file__).resolve().parents[2]
KILLED = """
import os, signal, sys
from adapters.settings import read_settings
from cli.rotation import begin, wrapped_anew
from workflows.installation import open_installation

opened = open_installation(read_settings({"WARIFU_HOME": sys.argv[1], "WARIFU_DATABASE_URL": sys.argv[2]}))
begin(opened)
for step in wrapped_anew(opened.database, opened.files):
    if step.done == 3:
        os.kill(os.getpid(), signal.SIGKILL)
"""


def rotated(office: Office, verb: str = "rotate") -> int:
    parser = argparse.ArgumentParser()
    master_key.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["master-key", verb])
    code: int = arguments.run(arguments, office.opened.settings)
    return code


def codes(office: Office) -> list[str]:
    with office.opened.database.reading() as session:
        assert first_broken_link(session, office.organization.id) is None
        return [row.code for row in session.query(AuditEvent).order_by(AuditEvent.sequence)]


def objects(office: Office) -> dict[str, bytes]:
    folder = office.opened.settings.files
    return {path.name: path.read_bytes() for path in folder.glob("??/*")}


@pytest.mark.shows("GM-31")
def test_a_rotation_wraps_every_key_anew_and_touches_no_file(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(3):
        office.draft([1])
    before, elder = objects(office), office.opened.keys.newest
    assert rotated(office) == 0
    assert "6件" in capsys.readouterr().out
    assert objects(office) == before
    assert office.opened.keys.generations[1:] == (elder,)
    newest = FileStore(office.opened.settings.files, MasterKeys.of(office.opened.keys.newest))
    assert all(newest.read(one) for one in stored_files(office.opened.database))
    assert codes(office) == ["master_key_rotated"]


def test_a_rotation_that_was_killed_between_two_files_goes_on_where_it_stopped(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(3):
        office.draft([1])
    settings = office.opened.settings
    words = [sys.executable, "-c", KILLED, str(settings.home), settings.database_url]
    assert subprocess.run(words, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    assert all(office.opened.files.read(one) for one in stored_files(office.opened.database))
    assert rotated(office) == 0
    told = capsys.readouterr().out
    assert "続きから" in told
    assert "3件" in told
    assert len(office.opened.keys.generations) == 2
    assert codes(office) == ["master_key_rotated"]


def test_a_generation_that_a_kill_left_out_of_the_database_is_registered_not_made_again(
    office: Office,
) -> None:
    made = office.opened.keys.add_generation()
    assert open_installation(office.opened.settings).keys.newest == made
    assert rotated(office) == 0
    assert office.opened.keys.newest == made
    assert codes(office) == ["master_key_rotated"]


def test_links_codes_and_passwords_that_were_sent_before_are_the_same_afterwards(office: Office) -> None:
    keys = office.opened.keys
    links = LinkMaker(keys.derived(KeyPurpose.LINKS), "https://example.jp")
    makers = keys.derived(KeyPurpose.CODES)
    link, code = links.mint(), CodeMaker(makers).mint(binding := CodeBinding("p", CodePurpose.FACTOR, "b"))
    secret_id = PasswordMaker(makers).mint()
    before = [
        links.url(link.secret_id),
        links.short_url(link.secret_id),
        CodeMaker(makers).code(code.secret_id),
    ]
    before.append(PasswordMaker(makers).password(secret_id))
    rotated(office)
    after = [
        links.url(link.secret_id),
        links.short_url(link.secret_id),
        CodeMaker(makers).code(code.secret_id),
    ]
    after.append(PasswordMaker(makers).password(secret_id))
    assert after == before
    assert token_digest(before[0].rpartition("/")[2]) == link.token_digest
    assert CodeMaker(makers).proof(binding, before[2])(code.salt) == code.digest
    assert links.mint().secret_id[:8] == keys.newest.key_id != link.secret_id[:8]


def test_an_authenticator_of_staff_works_on_under_the_new_generation_alone(office: Office) -> None:
    maker = TotpMaker(office.opened.keys.derived(KeyPurpose.SECOND_FACTORS))
    with office.opened.database.writing() as session:
        session.add(
            StaffFactor(
                public_id="factor-1",
                organization_id=office.organization.id,
                user_id=office.owner.id,
                secret=maker.sealed("JBSWY3DPEHPK3PXP", "factor-1"),
                counter=0,
                created_at=LONG_AGO,
            )
        )
    assert (rotated(office), rotated(office, "retire")) == (0, 0)
    with office.opened.database.reading() as session:
        held = session.query(StaffFactor).one()
    assert len(office.opened.keys.generations) == 1
    assert maker.opened(held.secret, held.public_id) == "JBSWY3DPEHPK3PXP"


def test_the_signing_authority_is_the_same_under_the_new_generation_alone(office: Office) -> None:
    sealer_of(office.opened)
    folder = office.opened.settings.keys / "authority"
    root, keys = (folder / "root.pem").read_bytes(), {one: one.read_bytes() for one in folder.glob("*.p12")}
    assert (rotated(office), rotated(office, "retire")) == (0, 0)
    assert all(path.read_bytes() != before for path, before in keys.items())
    sealer_of(open_installation(office.opened.settings))
    assert (folder / "root.pem").read_bytes() == root


def test_a_form_that_was_open_is_taken_after_a_restart_with_the_new_generation(office: Office) -> None:
    def site() -> Flask:
        app = Flask("rotation")
        install_session_keys(app, office.opened.keys, 1)
        CSRFProtect(app)
        app.add_url_rule("/token", view_func=generate_csrf)
        app.add_url_rule("/kept", view_func=lambda: "kept", methods=["POST"])
        return app

    before = site().test_client()
    token = before.get("/token").text
    cookie = before.get_cookie("session")
    rotated(office)
    after = site().test_client()
    assert cookie is not None
    after.set_cookie("session", cookie.value)
    assert after.post("/kept", data={"csrf_token": token}).text == "kept"


async def test_what_the_engine_holds_is_read_by_a_process_that_was_running(office: Office) -> None:
    running = EncryptingCodec(payload_keys(office.opened.keys))
    converter = data_converter(payload_keys(office.opened.keys))
    elder = await converter.encode(["before"])
    rotated(office)
    newer = await converter.encode(["after"])
    assert elder[0].metadata["key-id"] != newer[0].metadata["key-id"]
    opened = await running.decode([*elder, *newer])
    assert [json.loads(one.data) for one in opened] == ["before", "after"]


async def test_an_open_contract_goes_on_to_its_conclusion_over_a_rotation(
    office: Office, client: Client
) -> None:
    draft = office.draft([1, 2])
    first, second = draft.parties
    async with workers(client, office):
        one = Case(office, draft, Door(client))
        await one.submit()
        await one.agree(first)
        await one.invited(second)
        rotated(office)
        await one.agree(second)
        await one.stage("concluded")


@pytest.mark.parametrize("ends", ["2099-01-01", None])
def test_a_generation_is_kept_for_as_long_as_a_link_of_it_may_be_sent_again(
    office: Office, ends: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = office.draft([1])
    links = LinkMaker(office.opened.keys.derived(KeyPurpose.LINKS), "https://example.jp").mint()
    with office.opened.database.writing() as session:
        party = session.query(Party).filter_by(public_id=draft.parties[0].id).one()
        session.add(
            PartyLink(
                organization_id=office.organization.id,
                party_id=party.id,
                round=1,
                purpose="agree",
                issue=1,
                secret_id=links.secret_id,
                token_digest=links.token_digest,
                created_at=LONG_AGO,
                expires_at=LONG_AGO.replace(year=int(ends[:4])) if ends else None,
            )
        )
    assert (rotated(office), rotated(office, "retire")) == (0, 1)
    assert "1件" in capsys.readouterr().err
    assert len(office.opened.keys.generations) == 2


def test_retiring_forgets_the_old_key_and_the_engine_and_an_old_copy_of_the_key_is_refused(
    office: Office,
) -> None:
    settings = office.opened.settings
    office.draft([1])
    old_copy = settings.master_key_file.read_bytes()
    (settings.temporal_file).write_bytes(b"histories under the old key")
    assert (rotated(office), rotated(office, "retire")) == (0, 0)
    assert not settings.temporal_file.exists()
    assert codes(office) == ["master_key_rotated", "master_key_retired"]
    assert all(office.opened.files.read(one) for one in stored_files(office.opened.database))
    settings.master_key_file.write_bytes(old_copy)
    with pytest.raises(MasterKeyWrong):
        open_installation(settings)


def test_a_damaged_file_is_named_and_keeps_the_old_generation_alive(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.draft([1])
    victim = next(office.opened.settings.files.glob("wrapped/??/*"))
    victim.write_bytes(victim.read_bytes()[:-1] + b"x")
    assert (rotated(office), rotated(office, "retire")) == (1, 1)
    assert victim.name in capsys.readouterr().err
    assert len(office.opened.keys.generations) == 2
    with pytest.raises(FileTampered):
        next(one for one in stored_files(office.opened.database) if not office.opened.files.read(one))


def test_while_a_backup_is_taken_no_generation_comes_or_goes(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    with keys_stand_still(office.opened.settings):
        assert rotated(office) == 1
    assert "バックアップか別の更新が実行中です" in capsys.readouterr().err
    assert len(office.opened.keys.generations) == 1
    assert rotated(office) == 0
