"""署名権限: a colleague may be 自社署名者 only with the right to sign (MK-76)."""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.roles import Permission, Role
from database.contract import Contract
from database.drafting.spelling import Fault
from database.party import Party
from database.people import User
from database.queries.people import mail_key
from database.sessions import rights_of


def signing_faults(session: Session, contract: Contract, parties: Sequence[Party]) -> Iterator[Fault]:
    """Somebody of our side without an account here is nobody whose rights we keep."""
    signers = {mail_key(one.mail): one for one in parties if one.own and one.signs and one.mail}
    for user in without_signing_right(session, contract, signers):
        yield Fault("mail", "no_signing_right", signers[user.mail_key].public_id)


def without_signing_right(session: Session, contract: Contract, mails: Collection[str]) -> Iterator[User]:
    """Return the colleagues of these addresses who may not sign for the organisation."""
    query = select(User).where(
        User.organization_id == contract.organization_id,
        User.mail_key.in_({mail_key(one) for one in mails if one}),
        User.disabled_at.is_(None),
    )
    for user in session.scalars(query):
        given = Permission.SIGN in rights_of(session, user)
        if not given and not Role(user.role).may(Permission.SIGN):
            yield user
