"""What the worker does with a plan of the ledger; each step may be repeated (MK-07, MK-21)."""

from collections.abc import Sequence

from sqlalchemy import select

from database.engine import Database
from database.metadata_plan import UNDER_WAY, MetadataPlan
from database.metadata_plans import carry_on
from database.people import User
from database.queries.colleagues import as_staff
from database.shelves.telling import By


class PlanDesk:
    def __init__(self, database: Database) -> None:
        self._database = database

    def carry_on(self, plan: str, most: int) -> int:
        """Do the next `most` rows with the rights its maker has now, and return how many are left."""
        with self._database.writing() as session:
            found = session.scalars(select(MetadataPlan).where(MetadataPlan.public_id == plan)).one()
            maker = as_staff(session, session.get_one(User, found.created_by_id))
            return carry_on(session, By(maker, found.address), found, most)

    def under_way(self) -> Sequence[str]:
        """Return the plans that were agreed to and are not carried through, oldest first."""
        with self._database.reading() as session:
            query = select(MetadataPlan.public_id).where(UNDER_WAY)
            return session.scalars(query.order_by(MetadataPlan.id)).all()
