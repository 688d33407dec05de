"""How somebody proves to be the party: factors, kinds, and what each profile asks (CF-05, LW-04)."""

from collections.abc import Collection
from enum import StrEnum


class Factor(StrEnum):
    MAIL_LINK = "mail_link"
    SMS_LINK = "sms_link"
    SIGNING_URL = "signing_url"
    MAIL_CODE = "mail_code"
    ACCESS_CODE = "access_code"
    SMS_CODE = "sms_code"
    TOTP = "totp"
    PASSKEY = "passkey"

    @property
    def kind(self) -> str:
        """The thing a person must hold: two factors of one kind are one (LW-04)."""
        return _KIND_OF.get(self, "")


class Profile(StrEnum):
    """L1 the URL alone, L2 with a code, L3 with a second factor of another kind; empty is L1."""

    L1 = "L1"
    L2 = "L2"
    L3 = "L3"


MAIL, PHONE, DEVICE = "mail", "phone", "device"
_KIND_OF = {
    Factor.MAIL_LINK: MAIL,
    Factor.MAIL_CODE: MAIL,
    Factor.SMS_LINK: PHONE,
    Factor.SMS_CODE: PHONE,
    Factor.TOTP: DEVICE,
    Factor.PASSKEY: DEVICE,
}
_WAYS = (Factor.SMS_CODE, Factor.PASSKEY, Factor.TOTP, Factor.MAIL_CODE)
_BY_NAME = {factor.value: factor for factor in Factor}
CODES = frozenset({Factor.ACCESS_CODE, Factor.MAIL_CODE, Factor.SMS_CODE, Factor.TOTP, Factor.PASSKEY})
KINDS_OF_L3 = 2


def is_enough(profile: str, passed: Collection[str], *, access_code: bool) -> bool:
    """Tell whether `passed` reach the profile; a set access code is asked for besides.

    The access code was set by the sender, who knows it: it never counts as a kind (AD-13).
    """
    factors = known(passed)
    if access_code and Factor.ACCESS_CODE not in factors:
        return False
    if profile == Profile.L3:
        return len({factor.kind for factor in factors if factor.kind}) >= KINDS_OF_L3
    return profile in {"", Profile.L1} or (profile == Profile.L2 and bool(CODES & factors))


def next_factors(
    profile: str, passed: Collection[str], *, access_code: bool, reached_by: Collection[str]
) -> tuple[Factor, ...]:
    """Return what may be passed next, best first; nothing when the profile is reached.

    `reached_by` holds MAIL and PHONE as far as the party has such an address. The access code comes before
    all else: without it not even the other ways are shown (IM-37).
    """
    if is_enough(profile, passed, access_code=access_code):
        return ()
    factors = known(passed)
    if access_code and Factor.ACCESS_CODE not in factors:
        return (Factor.ACCESS_CODE,)
    held = {factor.kind for factor in factors} if profile == Profile.L3 else set()
    ways = _WAYS if profile == Profile.L3 else (Factor.MAIL_CODE, Factor.SMS_CODE)
    reachable = {DEVICE, *reached_by}
    return tuple(way for way in ways if way.kind in reachable and way.kind not in held)


def linked_by(*, mail: bool) -> Factor:
    """Return what a party's own link proves: it goes to the phone only where there is no mail address."""
    return Factor.MAIL_LINK if mail else Factor.SMS_LINK


def known(passed: Collection[str]) -> frozenset[Factor]:
    """Return the factors among these names; what another release called one is none."""
    return frozenset(_BY_NAME[name] for name in passed if name in _BY_NAME)
