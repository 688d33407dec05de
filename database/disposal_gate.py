"""The one door through which append-only rows may go: an approved 廃棄 of their contract (LW-27, I1).

The triggers stay: UPDATE and TRUNCATE are refused as ever, and DELETE is, unless the row hangs on a contract
that a disposal is `executing`, which was approved by somebody other than its proposer after the retention had
ended. So the database itself refuses a deletion without two persons.
"""

_PARTY = "(SELECT party.contract_id FROM party WHERE party.id = {})"
_OF_PARTY = _PARTY.format("OLD.party_id")
_SIGNATURE = "(SELECT own_signature.party_id FROM own_signature WHERE own_signature.id = {})"
_DOCUMENT = (
    "(SELECT own_signature_document.own_signature_id FROM own_signature_document"
    " WHERE own_signature_document.id = OLD.document_id)"
)
GATED: dict[str, str] = {
    **dict.fromkeys(
        (
            *("archival_revision", "certificate", "contract_event", "hold_entry", "import_stamp"),
            *("imported_document", "metadata_change", "proposal_answer", "revision"),
        ),
        "OLD.contract_id",
    ),
    **dict.fromkeys(
        ("delivery_answer", "filled_form", "imprint", "own_signature", "party_holder"), _OF_PARTY
    ),
    "delivery_event": (
        "(SELECT delivery.contract_id FROM delivery WHERE delivery.message_id = OLD.message_id)"
    ),
    "document_review": _PARTY.format(
        "(SELECT required_document.party_id FROM required_document"
        " WHERE required_document.id = OLD.required_document_id)"
    ),
    "own_signature_document": _PARTY.format(_SIGNATURE.format("OLD.own_signature_id")),
    "own_signature_value": _PARTY.format(_SIGNATURE.format(_DOCUMENT)),
    "revision_document": ("(SELECT revision.contract_id FROM revision WHERE revision.id = OLD.revision_id)"),
}
"""Append-only tables that hang on a contract, and the SQL that finds it from a row that is to go."""

PROPOSAL = ("organization_id", "reason", "proposed_by_id", "proposed_at")
ANSWER = ("approved_by_id", "approved_at", "approved_on", "rejected_by_id", "rejected_at")

_MAY_GO = """EXISTS (
    SELECT 1 FROM disposal_item
    JOIN disposal ON disposal.id = disposal_item.disposal_id
    JOIN contract ON contract.id = disposal_item.contract_id
        AND contract.public_id = disposal_item.contract
    WHERE disposal_item.contract_id = {contract} AND disposal_item.state = 'executing'
        AND disposal.approved_by_id <> disposal.proposed_by_id
        AND disposal_item.kept_until < disposal.approved_on)"""

_SQLITE = (
    "DROP TRIGGER {table}_no_delete",
    """
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN NOT {may_go}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""",
)
_FUNCTION = """
CREATE FUNCTION refuse_deletion_of_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT {may_go} THEN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END IF;
    RETURN OLD;
END $$"""
_POSTGRESQL = (
    _FUNCTION,
    "DROP TRIGGER {table}_append_only ON {table}",
    """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()""",
    """
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_deletion_of_{table}()""",
)


def gates(dialect: str, tables: dict[str, str]) -> list[str]:
    """Return the DDL that lets rows of tables that are append-only go with their contract alone."""
    return [statement for table, contract in tables.items() for statement in _gate(dialect, table, contract)]


def walls(dialect: str, tables: dict[str, str]) -> list[str]:
    """Return the DDL that takes the doors out again; `append_only.statements` follow."""
    drops = ["DROP TRIGGER {0}_no_delete", "DROP TRIGGER {0}_no_update"]
    if dialect == "postgresql":
        drops = ["DROP TRIGGER {0}_no_delete ON {0}", "DROP FUNCTION refuse_deletion_of_{0}()"]
        drops.append("DROP TRIGGER {0}_append_only ON {0}")
    return [drop.format(table) for table in tables for drop in drops]


def seals(dialect: str) -> list[str]:
    """Return the DDL that keeps what was proposed, and what was answered once, as it is."""
    answered = " OR ".join(f"OLD.{one} IS NOT NULL" for one in ANSWER)
    return [
        *_refusal(dialect, "disposal", "sealed", (f"UPDATE OF {', '.join(PROPOSAL)}", "1 = 1")),
        *_refusal(dialect, "disposal", "answered", (f"UPDATE OF {', '.join(ANSWER)}", answered)),
        *_refusal(dialect, "disposal", "no_delete", ("DELETE", "1 = 1")),
        *_refusal(dialect, "disposal_item", "no_delete", ("DELETE", "1 = 1")),
        *_refusal(dialect, "disposal_item", "over", ("UPDATE", "OLD.state IN ('done', 'left_out')")),
    ]


def _gate(dialect: str, table: str, contract: str) -> list[str]:
    may_go = _MAY_GO.format(contract=contract)
    form = _POSTGRESQL if dialect == "postgresql" else _SQLITE
    return [statement.format(table=table, may_go=may_go) for statement in form]


def _refusal(dialect: str, table: str, name: str, when: tuple[str, str]) -> list[str]:
    verb, condition = when
    head = f"CREATE TRIGGER {table}_{name} BEFORE {verb} ON {table} FOR EACH ROW WHEN ({condition}) "
    if dialect == "postgresql":
        return [f"{head} EXECUTE FUNCTION refuse_change()"]
    return [f"{head} BEGIN SELECT RAISE(ABORT, '{table} is settled'); END"]
