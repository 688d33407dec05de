"""Rows that keep something sealed with a key of the master key: brought under its newest generation."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.authentication import Factor
from database.bulk_desk import sealed_name
from database.bulk_sending import BulkRow, BulkSending
from database.factors import SecondFactor
from database.people import Organization
from database.sign_on import SignOnProvider, secret_name
from database.staff_factor import StaffFactor

Again = Callable[[bytes, str], bytes | None]


@dataclass(frozen=True, slots=True)
class Safes:
    """Each takes what is sealed and the name it opens under; None says that it is sealed anew already."""

    second_factors: Again
    sign_on: Again
    bulk_codes: Again


def seal_rows_anew(session: Session, safes: Safes) -> int:
    """Return how many rows changed; the caller holds a writing transaction."""
    changed = 0
    for row, column, name, again in _sealed(session, safes):
        sealed = again(getattr(row, column), name)
        if sealed is not None:
            setattr(row, column, sealed)
            changed += 1
    return changed


def _sealed(session: Session, safes: Safes) -> Iterator[tuple[object, str, str, Again]]:
    for factor in session.scalars(select(StaffFactor)):
        yield factor, "secret", factor.public_id, safes.second_factors
    for proof in session.scalars(select(SecondFactor).where(SecondFactor.kind == Factor.TOTP)):
        yield proof, "secret", proof.public_id, safes.second_factors
    providers = select(SignOnProvider, Organization.public_id).join(
        Organization, Organization.id == SignOnProvider.organization_id
    )
    for provider, house in session.execute(providers):
        name = secret_name(house, provider.issuer, provider.client)
        yield provider, "secret", name, safes.sign_on
    waiting = (
        select(BulkRow, BulkSending.public_id)
        .join(BulkSending, BulkSending.id == BulkRow.bulk_sending_id)
        .where(BulkRow.sealed.is_not(None))
    )
    for row, run in session.execute(waiting):
        yield row, "sealed", sealed_name(run, row.line), safes.bulk_codes
