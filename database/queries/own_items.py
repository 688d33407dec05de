"""The 独自の項目 of a 契約種別 as a condition (MK-86): which contracts say this of that item."""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from database.contract import Contract


class _Says(FunctionElement[bool]):
    """`contracts.custom_values` in JSON: an element of this code holds this text; whole where it is exact."""

    type = Boolean()
    name = "says"
    inherit_cache = True


def says(code: str, value: str, *, whole: bool) -> ColumnElement[bool]:
    """Return whether the item `code` is `value`, or has it in it unless `whole`."""
    return _Says(Contract.custom_values, literal(code), literal(value), literal(int(whole)))


@compiles(_Says, "sqlite")
def _on_sqlite(element: _Says, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 -- SQLAlchemy's hook
    stored, code, value, whole = (compiler.process(one, **options) for one in element.clauses)
    found = "json_extract(item.value, '$.value')"
    fits = f"CASE {whole} WHEN 1 THEN {found} = {value} ELSE instr(lower({found}), lower({value})) > 0 END"
    items = f"json_each(nullif({stored}, '')) AS item"
    return f"EXISTS (SELECT 1 FROM {items} WHERE json_extract(item.value, '$.code') = {code} AND {fits})"  # noqa: S608 -- bound parameters all


@compiles(_Says, "postgresql")
def _on_postgresql(element: _Says, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 -- SQLAlchemy's hook
    stored, code, value, whole = (compiler.process(one, **options) for one in element.clauses)
    found = "(item ->> 'value')"
    fits = f"CASE {whole} WHEN 1 THEN {found} = {value} ELSE strpos(lower({found}), lower({value})) > 0 END"
    items = f"jsonb_array_elements(CAST(nullif({stored}, '') AS jsonb)) AS item"
    return f"EXISTS (SELECT 1 FROM {items} WHERE (item ->> 'code') = {code} AND {fits})"  # noqa: S608 -- bound parameters all
