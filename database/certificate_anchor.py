"""The newest timestamp over the audit log, as a certificate prints it (domain.md LW-44)."""

from sqlalchemy.orm import Session

from contracts.certificate import LogTimestamp, in_jst
from database.queries.anchors import newest_anchored


def log_timestamp(session: Session, organization_id: int) -> LogTimestamp:
    found = newest_anchored(session, organization_id)
    if found is None:
        return LogTimestamp()
    return LogTimestamp(
        number=found.number,
        audit_sequence=found.sequence,
        audit_head=found.digest,
        at=in_jst(found.at),
        authority=found.authority,
        accredited=found.accredited,
        serial=found.serial,
        policy=found.policy,
    )
