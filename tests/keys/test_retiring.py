"""What keeps an older generation of the master key alive, and what does not (decision 049)."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from flask import Flask

from adapters.keys import KeyPurpose, MasterKey, MasterKeys
from adapters.second_factors import TotpMaker
from adapters.secrets import PasswordMaker
from database.account import AccountLetter
from database.people import User
from database.staff_factors import Enrolment, enrol
from tests.counterparty.desk_engine import DeskEngine
from tests.keys.test_rotation import ROOT, rotated
from tests.lifecycle.office import LONG_AGO, Office
from webapp.access.totp import proves
from webapp.parts import EXTENSION, Parts

if TYPE_CHECKING:
    from webapp.engine import Engine


def test_a_generation_is_kept_while_a_temporary_password_of_it_waits_for_its_mail(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    secret_id = PasswordMaker(office.opened.keys.derived(KeyPurpose.CODES)).mint()
    with office.opened.database.writing() as session:
        letter = AccountLetter(
            public_id="letter-1",
            organization_id=office.organization.id,
            user_id=office.owner.id,
            kind="issued",
            secret_id=secret_id,
            by_name="",
            created_at=LONG_AGO,
        )
        session.add(letter)
    assert (rotated(office), rotated(office, "retire")) == (0, 1)
    assert "1件" in capsys.readouterr().err
    with office.opened.database.writing() as session:
        session.query(AccountLetter).one().told_at = LONG_AGO
    assert rotated(office, "retire") == 0


def test_what_can_never_be_opened_holds_up_no_new_generation(office: Office) -> None:
    """After a leak the next generation is needed at once, whatever else is broken."""
    office.draft([1])
    victim = next(office.opened.settings.files.glob("wrapped/??/*"))
    victim.write_bytes(victim.read_bytes()[:-1] + b"x")
    assert (rotated(office), rotated(office)) == (1, 1)
    assert len(office.opened.keys.generations) == 3


def test_a_row_whose_key_a_restore_found_retired_stops_no_rotation_and_locks_nobody_out(
    office: Office,
) -> None:
    elsewhere = TotpMaker(MasterKeys.of(MasterKey(b"g" * 32)).derived(KeyPurpose.SECOND_FACTORS))
    sealed = elsewhere.sealed("JBSWY3DPEHPK3PXP", "factor-1")
    with office.opened.database.writing() as session:
        owner = session.get_one(User, office.owner.id)
        codes = enrol(session, owner, Enrolment("factor-1", sealed, 0))
    assert (rotated(office), rotated(office, "retire")) == (0, 0)
    opened, app = office.opened, Flask("entry")
    engine = cast("Engine", DeskEngine(opened.database))
    app.extensions[EXTENSION] = Parts(opened.settings, opened.database, opened.files, opened.keys, engine)
    with app.app_context():
        assert not proves(office.owner, "123456")
        assert proves(office.owner, codes[0])


HELD = """
import sys
from adapters.settings import read_settings
from cli.locking import site_is_down

with site_is_down(read_settings({"WARIFU_HOME": sys.argv[1]})):
    print("alone")
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts")
def test_in_a_read_only_home_of_a_container_a_generation_can_be_retired_too(tmp_path: Path) -> None:
    mounted = 'mount -t tmpfs -o ro none "$1" && exec "$2" -c "$3" "$1"'
    words = ["unshare", "-m", "sh", "-c", mounted, "sh", str(tmp_path), sys.executable, HELD]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip("this machine lets nobody mount")
    assert done.stdout == "alone\n", done.stderr
