"""Triggers that refuse UPDATE and DELETE; a table guarded so is never batch-altered (design.md section 4)."""

APPEND_ONLY = ("contract_event", "audit_event", "revision", "certificate")
ANSWERS = (
    *("document_review", "delivery_answer", "filled_form", "party_holder", "revision_document"),
    *("proposal_answer", "address_decision", "organization_text", "organization_logo", "imprint"),
)
"""Guarded alike, by migrations 0009 and 0010; `delivery_event` by 0017, `own_signature…` by 0030.

`archival_revision` is by 0032.
"""

_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""


def statements(dialect: str, tables: tuple[str, ...] = APPEND_ONLY) -> list[str]:
    """Return the DDL that makes `tables` append-only on `dialect` (sqlite or postgresql)."""
    if dialect == "postgresql":
        return [_POSTGRES_FUNCTION, *(_postgres_trigger(table) for table in tables)]
    return [_sqlite_trigger(table, verb) for table in tables for verb in ("UPDATE", "DELETE")]


def _postgres_trigger(table: str) -> str:
    return (
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def _sqlite_trigger(table: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )
