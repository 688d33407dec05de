"""What the signing worker does with an office's log, by hand and as often as a test wants."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

from sqlalchemy.orm import Session

from activities.anchoring import Anchoring
from adapters.anchors import AnchorFolder
from adapters.sealing import Authority, HeadStamper, LocalTimestamper, OrderedTimestamper
from contracts.log_faults import Fault
from database.anchor_desk import AnchorDesk
from database.audit import AuditEvent, Told, append_audit
from database.engine import now_of
from tests.counterparty.office import Office
from tests.evidence.clock import present
from workflows.log_check import checked_record, stamped_again

AT_ONCE = timedelta(0)


@dataclass(frozen=True)
class Anchored:
    office: Office
    folder: AnchorFolder
    roots: list[bytes]
    authority: Authority

    @classmethod
    def of(cls, office: Office, authority: Authority) -> "Anchored":
        folder = AnchorFolder(office.opened.settings.anchors)
        return cls(office, folder, [authority.root_pem], authority)

    def anchoring(
        self,
        every: timedelta = AT_ONCE,
        copy: Path | None = None,
        timestamper: OrderedTimestamper | None = None,
    ) -> Anchoring:
        local = OrderedTimestamper([LocalTimestamper(self.authority)], present)
        return Anchoring(
            AnchorDesk(self.office.opened.database),
            (self.folder, AnchorFolder(copy) if copy else None),
            HeadStamper(timestamper or local).stamped,
            partial(stamped_again, roots=self.roots),
            every,
        )

    @property
    def random(self) -> Random:
        return Random(73)  # noqa: S311 -- no secret

    def stamper(self) -> HeadStamper:
        return HeadStamper(OrderedTimestamper([LocalTimestamper(self.authority)], present))

    def anchor(self) -> None:
        self.anchoring().anchor_heads()

    def tell(self, code: str = "signed_in") -> AuditEvent:
        with self.office.opened.database.writing() as session:
            organization = self.office.organization.id
            return append_audit(session, organization, Told(code, "somebody", "", {}), now_of(session))

    def faults(self, session: Session | None = None) -> list[Fault]:
        if session is not None:
            return checked_record(session, self.folder, self.roots, _quietly).faults
        with self.office.opened.database.reading() as reading:
            return checked_record(reading, self.folder, self.roots, _quietly).faults


def _quietly(_part: str, _count: int) -> None:
    """Nobody waits for a test's progress."""
