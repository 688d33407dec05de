"""A TSA that is gone when its timestamps come due: proved with what is kept, told, or covered in time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from activities.renewing import Renewing
from adapters.protection import protection_of
from adapters.sealing import (
    IssuerTrust,
    LocalTimestamper,
    NotProvable,
    OrderedTimestamper,
    Sealer,
    create_test_authority,
    load_authority,
    require_extends,
)
from contracts.messages import RenewalOrder
from contracts.preserving import LAST_RESORT, Protection, is_last_resort
from database.preservation_desk import PreservationDesk
from tests.evidence import contract
from tests.lifecycle.office import LONG_AGO, Office
from tests.preservation.generations import A_DAY, A_YEAR, Aging, Clock, Tsas
from tests.preservation.keeping import kept_contract
from tests.preservation.working import Watched, preservation, renewed, watched


@dataclass
class Gone:
    """A retired TSA: nobody asks it any more."""

    trust: IssuerTrust
    name: str = "gone"
    accredited: bool = False

    async def answer(self, request: bytes) -> bytes:
        raise AssertionError(len(request))


@pytest.fixture(scope="module")
def following(tmp_path_factory: pytest.TempPathFactory, made: Aging) -> Tsas:
    """The TSA of a provider with a root of its own, which bears the same names."""
    folder = tmp_path_factory.mktemp("following")
    create_test_authority(folder, contract.PASSPHRASE, LONG_AGO)
    return Tsas(load_authority(folder, contract.PASSPHRASE, made.clock), Clock(LONG_AGO + 3 * A_YEAR), 1)


@pytest.fixture
def moved(office: Office, old: Aging, following: Tsas) -> Callable[..., Watched]:
    """Return the steps once another TSA is asked, the former one being retired or forgotten."""

    def make(*retired: Gone) -> Watched:
        timestamper = OrderedTimestamper([LocalTimestamper(following.current)], old.clock, retired)
        sealer = Sealer(old.authority, timestamper, old.clock)
        desk = PreservationDesk(office.opened.database)
        renewing = Renewing(desk, office.opened.files, sealer, protection_of, require_extends)
        return replace(watched(office, old), renewing=renewing)

    return make


def gone(old: Aging, *, covers: bool) -> Gone:
    return Gone(replace(old.tsas.trust, is_current=lambda: False, covers=lambda _at: covers))


def order_at(office: Office, steps: Watched, kept: str, before_the_end: timedelta) -> RenewalOrder:
    """Take the contract in, then ask so long before its protection ends."""
    steps.look(steps.aging.clock.now.isoformat())
    row = preservation(office, kept)
    assert row is not None
    assert row.protected_until is not None
    (order,) = steps.look((row.protected_until - before_the_end).isoformat()).orders
    return order


@pytest.mark.shows("LW-13")
def test_the_last_lists_of_a_tsa_that_is_gone_prove_what_it_stamped_before_them(
    office: Office, old: Aging, moved: Callable[..., Watched]
) -> None:
    kept = kept_contract(office, old).contract
    steps = moved(gone(old, covers=True))
    steps.renew(order_at(office, steps, kept, 300 * A_DAY))
    assert len(renewed(office, kept)) == 3


@pytest.mark.shows("LW-13")
@pytest.mark.parametrize("is_forgotten", [True, False])
def test_what_cannot_be_proved_is_told_and_at_last_covered_before_its_protection_ends(
    office: Office, old: Aging, moved: Callable[..., Watched], *, is_forgotten: bool
) -> None:
    kept = kept_contract(office, old).contract
    steps = moved() if is_forgotten else moved(gone(old, covers=False))
    with pytest.raises(NotProvable):
        steps.renew(order_at(office, steps, kept, LAST_RESORT + A_DAY))
    row = preservation(office, kept)
    assert row is not None
    assert row.failure == ("unknown_tsa" if is_forgotten else "revocation_stale")
    steps.renew(order_at(office, steps, kept, LAST_RESORT - A_DAY))
    mended = preservation(office, kept)
    assert mended is not None
    assert (mended.failure, len(renewed(office, kept))) == ("", 3)
    assert mended.protected_until is not None
    assert mended.protected_until > old.clock.now + LAST_RESORT


def test_what_has_ended_is_not_covered_as_if_it_had_not() -> None:
    begun, ended = LONG_AGO, LONG_AGO + 3650 * A_DAY
    protection = Protection(begun, ended, "sha256", "rsa", 3072)

    def at(moment: datetime) -> bool:
        return is_last_resort(protection, moment)

    assert [at(ended - LAST_RESORT - A_DAY), at(ended - LAST_RESORT), at(ended)] == [False, True, False]
    short = replace(protection, certificate_ends_at=begun + 100 * A_DAY)
    assert not is_last_resort(short, begun + 80 * A_DAY)
    assert is_last_resort(short, begun + 95 * A_DAY)
