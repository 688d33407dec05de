"""Access codes that are out of tries although the engine holds no lock (T15)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from contracts.locking import MOST_CODE_TRIES
from contracts.stage import ENDED, Progress
from database.contract import Contract
from database.party import Party


def untold_locks(session: Session) -> Sequence[Party]:
    """Return the parties of contracts under way whose last try the engine was not told of."""
    query = (
        select(Party)
        .join(Party.contract)
        .where(
            Party.code_tries >= MOST_CODE_TRIES,
            Party.progress != Progress.LOCKED,
            Contract.sequence > 0,
            Contract.frozen_at.is_(None),
            Contract.stage.not_in(ENDED),
        )
        .options(contains_eager(Party.contract))
    )
    return session.scalars(query.order_by(Party.id)).all()
