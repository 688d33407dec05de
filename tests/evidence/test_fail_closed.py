"""What a signing step needs and does not get makes it sign nothing, and it can be asked again (T80)."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from activities.signing import Signing
from adapters.files import FileStore
from adapters.filling import prepare
from adapters.keys import open_master_keys
from adapters.sealing import (
    Authority,
    LocalTimestamper,
    OrderedTimestamper,
    Sealer,
    SigningKey,
    SigningKeyUnusable,
    require_extends,
)
from contracts.effects import EffectKind
from contracts.messages import EffectMessage, EffectRequest
from database.engine import Database
from database.evidence import Revision
from database.signing_desk import SigningDesk
from tests.evidence.clock import present
from tests.evidence.faulty_tsa import Down
from tests.lifecycle.concluding import record_act
from tests.lifecycle.office import Draft, Office, open_office

NOWHERE = "sqlite:////nowhere/warifu.db"


@dataclass
class Parts:
    """What a signing step is made of; a test takes one of them away."""

    database: Database
    files: FileStore
    sealer: Sealer

    def signing(self) -> Signing:
        return Signing(SigningDesk(self.database), self.files, self.sealer, prepare, require_extends)


class NoKey:
    """A key source whose HSM is away."""

    def current(self) -> SigningKey:
        raise SigningKeyUnusable("token_failed")


def without_a_tsa(whole: Parts, authority: Authority, _home: Path) -> None:
    down = OrderedTimestamper([Down(LocalTimestamper(authority))], present)
    whole.sealer = Sealer(authority, down, present)


def without_the_signing_key(whole: Parts, authority: Authority, _home: Path) -> None:
    honest = OrderedTimestamper([LocalTimestamper(authority)], present)
    whole.sealer = Sealer(NoKey(), honest, present)


def without_the_database(whole: Parts, _authority: Authority, _home: Path) -> None:
    whole.database = Database(NOWHERE)


def without_the_file_key(whole: Parts, _authority: Authority, home: Path) -> None:
    whole.files = FileStore(home / "files", open_master_keys(home / "another" / "master", ()))


Break = Callable[[Parts, Authority, Path], None]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "home")


@pytest.fixture
def draft(office: Office) -> Draft:
    """A contract that was sent and waits for its first signature."""
    made = office.draft([1])
    record_act(office, made.contract, made.submit)
    return made


@pytest.mark.shows("T80")
@pytest.mark.parametrize(
    ("taken", "failure"),
    [
        (without_a_tsa, "TimestampUnavailable"),
        (without_the_signing_key, "SigningKeyUnusable"),
        (without_the_database, "OperationalError"),
        (without_the_file_key, "FileTampered"),
    ],
)
def test_a_step_that_lacks_what_it_needs_signs_nothing_and_succeeds_once_it_is_back(
    office: Office, draft: Draft, authority: Authority, taken: Break, failure: str
) -> None:
    opened = office.opened
    honest = Sealer(authority, OrderedTimestamper([LocalTimestamper(authority)], present), present)
    request = EffectRequest(draft.contract, 1, EffectMessage(1, EffectKind.PREPARE_ROUND, "system", 1))
    broken = Parts(opened.database, opened.files, honest)
    taken(broken, authority, opened.settings.home)
    with pytest.raises(Exception) as raised:  # noqa: PT011 -- the name is compared below
        broken.signing().prepare_round(request)
    assert failure in type(raised.value).__name__
    assert levels(office) == []
    Parts(opened.database, opened.files, honest).signing().prepare_round(request)
    assert levels(office) == ["B-T"]


def levels(office: Office) -> list[str]:
    with office.opened.database.reading() as session:
        return [row.level for row in session.query(Revision)]
