"""Two limits in an address, as they were typed: of days, and of amounts of money."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from contracts.money import Money, written
from webapp.texts.dates import table_date

LONGEST_TYPED = 40

T = TypeVar("T", date, Money)


@dataclass(frozen=True, slots=True)
class Typed(Generic[T]):
    """A limit as it was typed; `is_wrong` when it is none."""

    text: str = ""
    value: T | None = None
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Span(Generic[T]):
    """Both limits belong to the span."""

    begin: Typed[T] = Typed()
    end: Typed[T] = Typed()

    def parameters(self, name: str) -> dict[str, str]:
        return {f"{name}_from": self.begin.text, f"{name}_to": self.end.text}

    @property
    def is_given(self) -> bool:
        return bool(self.begin.text or self.end.text)

    @property
    def is_readable(self) -> bool:
        return not (self.begin.is_wrong or self.end.is_wrong or self.is_backwards)

    @property
    def is_backwards(self) -> bool:
        """Whether nothing can lie within: also amounts of two currencies."""
        begin, end = self.begin.value, self.end.value
        if isinstance(begin, Money) and isinstance(end, Money):
            return begin.currency != end.currency or begin.amount > end.amount
        return isinstance(begin, date) and isinstance(end, date) and begin > end


def limit_label(typed: Typed[date] | Typed[Money]) -> str:
    """Return a limit as we write it, or as it was typed where it is none."""
    if isinstance(typed.value, Money):
        return written(typed.value)
    return table_date(typed.value) if typed.value else typed.text


def span_in(arguments: Mapping[str, str], name: str, read: Callable[[str], T | None]) -> Span[T]:
    """Return what `name`_from and `name`_to say; `read` raises ValueError for what is none."""
    begin, end = (_typed(arguments.get(f"{name}_{side}", ""), read) for side in ("from", "to"))
    return Span(begin, end)


def _typed(text: str, read: Callable[[str], T | None]) -> Typed[T]:
    text = text.strip()[:LONGEST_TYPED]
    try:
        return Typed(text, read(text))
    except ValueError:
        return Typed(text, is_wrong=True)
