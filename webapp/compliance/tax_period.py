"""The period and the 保存区分 that the reports of the tax law are asked for; by default this 事業年度."""

from dataclasses import dataclass
from datetime import date

from flask import request

from contracts.fiscal_year import fiscal_year, fiscal_years
from contracts.life import civil_day
from contracts.tax_keeping import KeptAs
from database.engine import now_of
from webapp.access.staff import policies
from webapp.compliance.days import Days, days_asked
from webapp.parts import parts

YEARS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """`first` and `last` are the days that hold, both included; `years` are offered as shortcuts."""

    days: Days
    first: date
    last: date
    kept_as: KeptAs | None
    years: list[tuple[date, date]]
    today: date

    @property
    def query(self) -> dict[str, str | None]:
        """Return what addresses of this report carry on."""
        typed = {"from": self.days.typed_first or None, "to": self.days.typed_last or None}
        return {**typed, "kept_as": self.kept_as.value if self.kept_as else None}

    @property
    def spelled(self) -> dict[str, str | int]:
        """Return the period as facts of the audit log."""
        kept = {"kept_as": self.kept_as.value} if self.kept_as else {}
        return {"from": self.first.isoformat(), "to": self.last.isoformat(), **kept}


def period_asked() -> Asked:
    with parts().database.reading() as session:
        today = civil_day(now_of(session))
    days, closes = days_asked(), policies().fiscal_month
    begin, end = fiscal_year(today, closes)
    typed = request.args.get("kept_as", "")
    kept_as = KeptAs(typed) if typed in set(KeptAs) else None
    years = fiscal_years(today, closes, YEARS)
    first = days.first or (date(1868, 1, 1) if days.last else begin)
    return Asked(days, first, days.last or (today if days.first else end), kept_as, years, today)
