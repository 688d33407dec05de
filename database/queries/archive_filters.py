"""What narrows 文書管理, as SQL: 状態, days, amounts, place, people, parties (IM-71 to IM-78, MK-86)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from contracts.life import Life
from contracts.money import Money
from contracts.party_status import PartyStatus
from contracts.reasons import JST
from contracts.stage import AWAITING_SIGNATURES, HAS_AGREED, STANDING, WAITED_FOR, Progress
from contracts.tax_keeping import KeptAs
from contracts.tax_keys import Lacking
from database.contract import Contract
from database.contract_flag import ContractFlag
from database.contract_type import ContractType
from database.folders import ContractTag, Tag
from database.party import Party
from database.queries.contracts import unreached
from database.queries.metadata_proposals import is_unconfirmed
from database.queries.own_items import says
from database.queries.unstamped import is_unstamped

FOUND_BY = {
    PartyStatus.NOT_ASKED: (Progress.NOT_ASKED,),
    PartyStatus.ASKED: (Progress.ASKED,),
    PartyStatus.OPENED: (Progress.OPENED,),
    PartyStatus.LOCKED: (Progress.LOCKED,),
    PartyStatus.UNDELIVERED: WAITED_FOR,
    PartyStatus.AGREED: HAS_AGREED,
}
"""署名ステータス by which a waiting contract is found; 開封済み includes 認証済み and 書類提出待ち.

不達 is `contracts.party_status.needs_address`: what the list marks, also of somebody who has opened before.
"""


@dataclass(frozen=True, slots=True)
class OwnItem:
    """What a 独自の項目 is to say: `whole` where a part of it is not enough."""

    code: str
    value: str
    whole: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Over:
    """`contracts` is the condition of those whose 保存期間 is over (`database.queries.retention`, LW-26)."""

    contracts: ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Filters:
    """Both ends of a span belong to it; days are Japan's, amounts of one currency (LW-19).

    `traded_from` to `traded_to` is 取引年月日, `lacking` what has no value (LW-21).

    `folders` are ids, empty for none in particular; `unfiled` is 未整理. `owner`, `kind` and `tag` are ids;
    0 is of nobody, so that what does not exist finds nothing. `company` is the key of a counterparty
    (`contracts.finding.company_key`), `number` a part of 契約番号, `notice_from` to `notice_to` 更新拒絶期限;
    `auto_renews` is yes, no, or unknown.
    """

    stages: tuple[str, ...] = ()
    expires_from: date | None = None
    expires_to: date | None = None
    starts_from: date | None = None
    starts_to: date | None = None
    traded_from: date | None = None
    traded_to: date | None = None
    notice_from: date | None = None
    notice_to: date | None = None
    sent_from: date | None = None
    sent_to: date | None = None
    concluded_from: date | None = None
    concluded_to: date | None = None
    least: Money | None = None
    most: Money | None = None
    lacking: Lacking | None = None
    life: Life | None = None
    folders: tuple[int, ...] = ()
    unfiled: bool = False
    tag: int | None = None
    owner: int | None = None
    kind: int | None = None
    party: PartyStatus | None = None
    asked_before: datetime | None = None
    confidential: bool = False
    unstamped: bool = False
    flagged: bool = False
    unconfirmed: bool = False
    kept_as: KeptAs | None = None
    public_id: str = ""
    company: str = ""
    number: str = ""
    auto_renews: str = ""
    own_item: OwnItem | None = None
    over: Over | None = None

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        if self.stages:
            yield (
                Contract.stage.in_(self.stages) if len(self.stages) > 1 else Contract.stage == self.stages[0]
            )
        yield from self._of_days()
        yield from self._of_moments()
        yield from self._of_amount()
        yield from self._of_place()
        yield from self._of_progress()
        yield from self._of_marks()
        yield from self._of_facts()
        if self.kept_as is not None:
            yield Contract.kept_as == self.kept_as
        if self.lacking is not None:
            yield lacks(self.lacking)

    @property
    def names_few(self) -> bool:
        """Whether an index names what is sought: what is 親展, flagged, under a tag, of a company."""
        return self.confidential or self.flagged or self.tag is not None or bool(self.company)

    def _of_days(self) -> Iterator[ColumnElement[bool]]:
        spans = (
            (Contract.ends_on, self.expires_from, self.expires_to),
            (Contract.starts_on, self.starts_from, self.starts_to),
            (Contract.traded_on, self.traded_from, self.traded_to),
            (Contract.notice_by, self.notice_from, self.notice_to),
        )
        for column, first, last in spans:
            if first:
                yield column >= first
            if last:
                yield column <= last

    def _of_moments(self) -> Iterator[ColumnElement[bool]]:
        spans = (
            (Contract.submitted_at, self.sent_from, self.sent_to),
            (Contract.concluded_at, self.concluded_from, self.concluded_to),
        )
        for column, first, last in spans:
            if first:
                yield column >= began(first)
            if last:
                yield column < began(_day_after(last))

    def _of_amount(self) -> Iterator[ColumnElement[bool]]:
        """Amounts of two currencies are not compared: a limit is of the one it names."""
        for limit in (self.least, self.most):
            if limit is not None:
                yield Contract.currency == limit.currency
        if self.least is not None:
            yield Contract.amount >= self.least.amount
        if self.most is not None:
            yield Contract.amount <= self.most.amount

    def _of_progress(self) -> Iterator[ColumnElement[bool]]:
        if self.party is not None:
            yield _has_party(self.party)
        if self.asked_before is not None:
            yield _waits_since(self.asked_before)
        if self.life is not None:
            yield and_(Contract.stage.in_(STANDING), Contract.life == self.life)

    def _of_marks(self) -> Iterator[ColumnElement[bool]]:
        if self.flagged:
            yield Contract.id.in_(select(ContractFlag.contract_id))
        if self.unstamped:
            yield is_unstamped()
        if self.unconfirmed:
            yield is_unconfirmed()
        if self.over is not None:
            yield self.over.contracts

    def _of_facts(self) -> Iterator[ColumnElement[bool]]:
        if self.public_id:
            yield Contract.public_id == self.public_id
        if self.company:
            yield Contract.id.in_(select(Party.contract_id).where(Party.company_key == self.company))
        if self.number:
            yield Contract.number.contains(self.number, autoescape=True)
        if self.auto_renews:
            yield Contract.auto_renews.is_(RENEWING[self.auto_renews])
        if self.own_item is not None:
            yield says(self.own_item.code, self.own_item.value, whole=self.own_item.whole)

    def _of_place(self) -> Iterator[ColumnElement[bool]]:
        if self.unfiled:
            yield Contract.folder_id.is_(None)
        if self.folders:
            yield Contract.folder_id.in_(self.folders)
        if self.tag is not None:
            yield Contract.id.in_(select(ContractTag.contract_id).where(ContractTag.tag_id == self.tag))
        if self.confidential:
            secret = aliased(Contract)
            yield Contract.id.in_(select(secret.id).where(secret.confidential.is_(True)))
        equal = ((Contract.owner_id, self.owner), (Contract.type_id, self.kind))
        yield from (column == wanted for column, wanted in equal if wanted is not None)


EVERYTHING = Filters()
RENEWING = {"yes": True, "no": False, "unknown": None}


def began(day: date) -> datetime:
    """Return the first instant of the day in Japan; of the calendar's very first day there is none in UTC."""
    return datetime.combine(max(day, date.min + timedelta(days=1)), time.min, JST)


def _day_after(day: date) -> date:
    """9999/12/31 is what people type for no end."""
    return day if day == date.max else day + timedelta(days=1)


def types_of(session: Session, organization_id: int) -> list[ContractType]:
    """Return every 契約種別, hidden ones too: contracts keep them."""
    query = select(ContractType).where(ContractType.organization_id == organization_id)
    return list(session.scalars(query.order_by(ContractType.position)))


def tags_by_contract(session: Session, contracts: Collection[int]) -> dict[int, list[str]]:
    """Return the names of the tags of each of these contracts."""
    query = select(ContractTag.contract_id, Tag.name).join(Tag, Tag.id == ContractTag.tag_id)
    found: dict[int, list[str]] = {}
    for contract, name in session.execute(
        query.where(ContractTag.contract_id.in_(contracts)).order_by(Tag.name)
    ):
        found.setdefault(contract, []).append(name)
    return found


def lacks(what: Lacking) -> ColumnElement[bool]:
    """Return whether a contract is without it; of TAX_KEY, whether the tax law misses anything (LW-21)."""
    has_counterparty = exists().where(Party.contract_id == Contract.id, Party.own.is_(False))
    without: dict[Lacking, ColumnElement[bool]] = {
        Lacking.TRADED_ON: Contract.traded_on.is_(None),
        Lacking.AMOUNT: Contract.amount.is_(None),
        Lacking.COUNTERPARTY: ~has_counterparty,
        Lacking.STARTS_ON: Contract.starts_on.is_(None),
        Lacking.ENDS_ON: Contract.ends_on.is_(None),
    }
    if what is not Lacking.TAX_KEY:
        return without[what]
    unsaid = and_(without[Lacking.AMOUNT], Contract.amount_state != "none")
    return or_(without[Lacking.TRADED_ON], unsaid, without[Lacking.COUNTERPARTY])


def _has_party(status: PartyStatus) -> ColumnElement[bool]:
    """`contracts.party_status` as far as a list can tell it without reading every record."""
    is_waiting = Contract.stage.in_(AWAITING_SIGNATURES)
    stands = Party.progress.in_(FOUND_BY[status])
    if status in _OFTEN:
        return and_(is_waiting, exists().where(Party.contract_id == Contract.id, stands))
    if status is PartyStatus.UNDELIVERED:
        return and_(is_waiting, Contract.id.in_(unreached()))
    found = select(Party.contract_id).where(stands)
    if status is PartyStatus.ASKED:
        found = found.where(Party.undelivered_at.is_(None))
    return and_(is_waiting, Contract.id.in_(found))


_OFTEN = frozenset({PartyStatus.NOT_ASKED, PartyStatus.AGREED})
"""Parties stand so in most contracts, ended ones too; the others are few and found by themselves."""


def _waits_since(moment: datetime) -> ColumnElement[bool]:
    """Return whether somebody waits to be asked again: none was asked at `moment` or later."""
    is_long = or_(Contract.asked_at.is_(None), Contract.asked_at < moment)
    return and_(Contract.stage.in_(AWAITING_SIGNATURES), is_long)
