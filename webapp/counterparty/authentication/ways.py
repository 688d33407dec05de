"""Which ways stand open to a visit, and the way back from one that does not."""

from collections.abc import Collection

from flask import Response, url_for

from adapters.keys import KeyPurpose
from adapters.second_factors import Passkeys
from contracts.authentication import DEVICE, Factor
from database.queries.visits import Visit
from database.second_factors import factors_of
from webapp.counterparty import guard
from webapp.counterparty.pages import go_to
from webapp.parts import parts

ENDPOINTS = {
    Factor.ACCESS_CODE: "counterparty.access_code",
    Factor.MAIL_CODE: "counterparty.mail_code",
    Factor.SMS_CODE: "counterparty.sms_code",
    Factor.TOTP: "counterparty.totp",
    Factor.PASSKEY: "counterparty.passkey",
}


def open_ways(found: Visit) -> tuple[Factor, ...]:
    """Return what can be passed now, best first.

    Who has a second factor is not offered to register another: a mailbox alone must not get in beside it.
    """
    with parts().database.reading() as session:
        enrolled = {row.kind for row in factors_of(session, found.party)}
    return tuple(way for way in found.ways if _is_open(way, enrolled))


def others(found: Visit, this: Factor) -> list[Factor]:
    return [way for way in open_ways(found) if way is not this]


def way_back(found: Visit, wanted: Factor) -> Response | None:
    """Return the way on when `wanted` cannot be passed now, else None."""
    return None if wanted in open_ways(found) else go_to(url_for(guard.start_of(found)))


def passkeys() -> Passkeys:
    return Passkeys(parts().keys.derived(KeyPurpose.SECOND_FACTORS), parts().settings.base_url)


def _is_open(way: Factor, enrolled: Collection[str]) -> bool:
    if way.kind != DEVICE:
        return way is not Factor.SMS_CODE or parts().settings.sms != "off"
    if way is Factor.PASSKEY and not passkeys().are_possible:
        return False
    return not enrolled or way.value in enrolled
