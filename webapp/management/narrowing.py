"""From the names in an address to the rows they mean, and what the fields of 絞り込み offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from contracts.access import Level
from contracts.life import Life
from contracts.party_status import PartyStatus
from contracts.roles import Permission
from contracts.stage import Stage
from contracts.tax_keeping import KeptAs
from contracts.tax_keys import Lacking
from contracts.type_preset import CustomField
from database.contract_type import ContractType
from database.folders import Tag
from database.people import User
from database.queries.archive import Wanted
from database.queries.archive_filters import Filters, Over, began, types_of
from database.queries.folders import FolderLine, colleagues, folders_for, tags_for
from database.queries.retention import retention_ended
from webapp.access.staff import staff
from webapp.archive import (
    NOBODY,
    company_sought,
    folders_sought,
    number_sought,
    own_item,
    own_items,
    with_words,
)
from webapp.management.seeking import UNFILED, Sought


@dataclass(frozen=True, slots=True)
class Offered:
    """What the list can be narrowed to, of what the person may see."""

    folders: Sequence[FolderLine]
    tags: Sequence[Tag]
    types: Sequence[ContractType]
    items: Sequence[CustomField]
    people: Sequence[User]
    stages: Sequence[str]
    confidential: bool
    holds: bool

    def name_of(self, what: str, public_id: str) -> str:
        """Return the name a chip shows, or nothing for what is not offered."""
        known = {
            "folder": {line.folder.public_id: line.label for line in self.folders},
            "tag": {one.public_id: one.name for one in self.tags},
            "type": {one.public_id: one.name for one in self.types},
            "owner": {one.public_id: one.name for one in self.people},
            "item": {one.code: one.label for one in self.items},
        }
        return known[what].get(public_id, "")


def offered(session: Session) -> Offered:
    organization = staff().organization.id
    types = types_of(session, organization)
    return Offered(
        folders=folders_for(session, staff(), Level.VISITOR),
        tags=tags_for(session, staff()),
        types=types,
        items=own_items(types),
        people=colleagues(session, organization),
        stages=[stage.value for stage in Stage],
        confidential=staff().may(Permission.READ),
        holds=staff().may(Permission.HOLD),
    )


def wanted_by(session: Session, sought: Sought, known: Offered, today: date) -> Wanted:
    """Return what the list asks the database for; a name that is not known finds nothing."""
    filters = Filters(
        stages=sought.stages,
        **_spans(sought),
        company=company_sought(sought.company),
        number=number_sought(sought.number),
        auto_renews=sought.renews,
        own_item=own_item(known.items, sought.item, sought.item_value),
        lacking=Lacking(sought.lacking) if sought.lacking else None,
        life=Life(sought.life) if sought.life else None,
        folders=_folders(session, sought.folder, known),
        unfiled=sought.folder == UNFILED,
        tag=_id_of(sought.tag, known.tags),
        owner=_id_of(sought.owner, known.people),
        kind=_id_of(sought.kind, known.types),
        party=PartyStatus(sought.party) if sought.party else None,
        asked_before=began(today - timedelta(days=sought.waiting - 1)) if sought.waiting else None,
        confidential=sought.confidential,
        unstamped=sought.unstamped,
        flagged=sought.flagged,
        unconfirmed=sought.unconfirmed,
        over=_over(session, today) if sought.over and known.holds else None,
        kept_as=KeptAs(sought.kept_as) if sought.kept_as else None,
    )
    wanted = Wanted(
        filters,
        order=sought.order_shown,
        reverse=sought.is_reversed,
        page=sought.page,
        size=sought.size,
    )
    return with_words(session, wanted, sought.words, sought.counterparty, bodies=sought.bodies)


def _spans(sought: Sought) -> dict[str, Any]:
    """Return the two limits of every span, by the names of Filters."""
    return {
        "expires_from": sought.expires.begin.value,
        "expires_to": sought.expires.end.value,
        "starts_from": sought.starts.begin.value,
        "starts_to": sought.starts.end.value,
        "traded_from": sought.traded.begin.value,
        "traded_to": sought.traded.end.value,
        "sent_from": sought.sent.begin.value,
        "sent_to": sought.sent.end.value,
        "concluded_from": sought.concluded.begin.value,
        "concluded_to": sought.concluded.end.value,
        "least": sought.amount.begin.value,
        "most": sought.amount.end.value,
        "notice_from": sought.notice.begin.value,
        "notice_to": sought.notice.end.value,
    }


def _over(session: Session, today: date) -> Over:
    return Over(retention_ended(session, staff().organization.id, today))


def _id_of(public_id: str, rows: Sequence[Tag] | Sequence[User] | Sequence[ContractType]) -> int | None:
    if not public_id:
        return None
    return next((row.id for row in rows if row.public_id == public_id), NOBODY)


def _folders(session: Session, public_id: str, known: Offered) -> tuple[int, ...]:
    """Return the folder and all in it; `may_see` decides which contracts in them are shown."""
    if public_id in {"", UNFILED}:
        return ()
    return folders_sought(session, staff().organization.id, known.folders, public_id)
