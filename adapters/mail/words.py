"""How names, days and times are written in a mail (domain.md UX-01, UX-05, UX-08), in each language."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from contracts.languages import ENGLISH_MONTHS
from contracts.periods import Unit, period_from

TOKYO = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True, slots=True)
class Words:
    """`day` and `short_day` are for str.format, `moment` is put after or before the clock in JST."""

    product: str
    day: str
    short_day: str
    moment: str
    between: str
    salutes_in_one_line: bool
    months: str
    years: str
    days: str

    def on_day(self, value: date | str) -> str:
        """2026年4月1日, 1 April 2026; takes a date or an ISO date."""
        return _written(self.day, _date(value))

    def on_short_day(self, value: date | str) -> str:
        """12/10, 10 December, for a subject."""
        return _written(self.short_day, _date(value))

    def time_of_day(self, value: datetime | str) -> str:
        """2026/04/01 13:02 (JST), 1 April 2026, 13:02 (JST); refuses an instant without a zone."""
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        if moment.tzinfo is None:
            raise ValueError(value)
        local = moment.astimezone(TOKYO)
        return f"{_written(self.moment, local)} {local:%H:%M} (JST)"

    def listed(self, names: str) -> str:
        """Return names that were joined in Japanese as this language sets them apart."""
        return self.between.join(names.split("、"))

    def long(self, value: str) -> str:
        """3か月, 3 months; takes a period as `contracts.periods.Period.spelled` has it."""
        period = period_from(str(value))
        form = {Unit.MONTH: self.months, Unit.YEAR: self.years, Unit.DAY: self.days}[period.unit]
        return form.format(count=period.count).removesuffix("s" if period.count == 1 else "")

    def addressed(self, company: str, person: str) -> str:
        """Return whom the mail addresses: 御中 for an organisation, 様 for a person, never both (UX-08)."""
        return _dear(company, person) if self.salutes_in_one_line else _sama(company, person)


WORDS = {
    "ja": Words(
        product="割符（Warifu）",
        day="{year}年{month}月{day}日",
        short_day="{month}/{day}",
        moment="{year}/{month:02}/{day:02}",
        between="、",
        salutes_in_one_line=False,
        months="{count}か月",
        years="{count}年",
        days="{count}日",
    ),
    "en": Words(
        product="Warifu",
        day="{day} {month_name} {year}",
        short_day="{day} {month_name}",
        moment="{day} {month_name} {year},",
        between=", ",
        salutes_in_one_line=True,
        months="{count} months",
        years="{count} years",
        days="{count} days",
    ),
}


def quoted(text: str) -> str:
    """Mark each line, so that what somebody else wrote cannot pass for our own words."""
    return "\n".join(f"> {line}" for line in text.strip().splitlines())


def _sama(company: str, person: str) -> str:
    if not person:
        return f"{company} 御中" if company else "ご担当者 様"
    return f"{company}\n{person} 様" if company else f"{person} 様"


def _dear(company: str, person: str) -> str:
    named = ", ".join(name for name in (person, company) if name)
    return f"Dear {named}" if named else "Dear Sir or Madam"


def _written(form: str, day: date) -> str:
    return form.format(year=day.year, month=day.month, day=day.day, month_name=ENGLISH_MONTHS[day.month - 1])


def _date(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
