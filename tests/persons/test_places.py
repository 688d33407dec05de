"""Every column in which the data of a person can lie is looked into, or named here with a reason."""

from fnmatch import fnmatchcase

import pytest
from sqlalchemy import LargeBinary, String

import database.schema
from contracts.person_requests import Why
from database.base import Row
from database.persons.finding import PLACES
from webapp.texts import person_requests as texts

SHORTEST = 41
"""Codes, ids and instants are shorter than a name."""
SECRET = "a hash, key or token: never shown, and says nothing of a person"  # noqa: S105 -- a reason in words
MACHINE = "written by this program: codes, digests, numbers, names of authorities"
OURS = "a name the organisation gave to a thing of its own, not to a person"
DOCUMENT = "a document itself, or its name, text or reading: kept and disposed of with its contract"
DERIVED = "made of other columns, and made anew when these change"
DUTY = "what staff wrote at work of a contract or a run; addresses in it are not looked for"
NAMED = {
    "*.secret_id": SECRET,
    "*.*_hash": SECRET,
    "*.*digest*": SECRET,
    "*.secret": SECRET,
    "*.salt": SECRET,
    "*.key_check": SECRET,
    "*.check_value": SECRET,
    "*.credential_id": SECRET,
    "one_time_code.browser": SECRET,
    "own_signature_*.attributes": DOCUMENT,
    "own_signature_value.signature": DOCUMENT,
    "own_signature.parent": MACHINE,
    "*.authority": MACHINE,
    "*.serial": MACHINE,
    "*.policy": MACHINE,
    "*.accredited": MACHINE,
    "*.token": MACHINE,
    "*.certificates": MACHINE,
    "*.previous": MACHINE,
    "*.head": MACHINE,
    "*.code": MACHINE,
    "*.faults": MACHINE,
    "*.warnings": MACHINE,
    "*.origin": "who asked, by id, and from which address: an act of staff at work",
    "*.message_id": MACHINE,
    "*.outcome": MACHINE,
    "contract_event.k*": MACHINE,
    "audit_event.subject": MACHINE,
    "delivery.template": MACHINE,
    "delivery_event.event_id": MACHINE,
    "effect.recipient": "the public id of a party",
    "archival_revision.origin": MACHINE,
    "archive_check.asked_by": "the public id of a user",
    "archive_check.totals": MACHINE,
    "archive_check_file.reasons": MACHINE,
    "approval_route.steps": "public ids of users",
    "approval_route.*": OURS,
    "contract.claim_domains": "domains of companies",
    "contract.stored_at": OURS,
    "contract.box": OURS,
    "contract.withheld": MACHINE,
    "contract.search_*": DERIVED,
    "party.company_key": DERIVED,
    "party.seal_methods": MACHINE,
    "party_field.label": OURS,
    "required_document.*": OURS,
    "contract_body.*": DOCUMENT,
    "metadata_reading.*": DOCUMENT,
    "metadata_proposal.*": MACHINE,
    "metadata_change.item": MACHINE,
    "metadata_plan.*": DUTY,
    "bulk_change.results": MACHINE,
    "bulk_sending.*": OURS,
    "*.filename": DOCUMENT,
    "*.found": DOCUMENT,
    "import_file.twins": MACHINE,
    "import_job.name": OURS,
    "imported_document.*": DOCUMENT,
    "draft_origin.documents": DOCUMENT,
    "document_template.name": OURS,
    "document_review.reason": DUTY,
    "hold_entry.*": DUTY,
    "legal_hold.name": OURS,
    "disposal*.*": DUTY,
    "tombstone.*": "companies, never persons (decision 062)",
    "announcement.title": OURS,
    "contract_type.*": OURS,
    "folder.name": OURS,
    "tag.*": OURS,
    "staff_group.name": OURS,
    "saved_view.name": OURS,
    "list_columns.*": MACHINE,
    "organization*.name": OURS,
    "preference.name": MACHINE,
    "preservation.failure": MACHINE,
    "review_intake.*": MACHINE,
    "sign_on_provider.*": "the company's own provider",
    "suspension.reason": DUTY,
    "tax_visit.kept_as": MACHINE,
    "version_placement.boxes": MACHINE,
    "version_share.display_name": "the organisation's own name",
    "watched_mail.occasion": MACHINE,
}


def _can_hold_a_person(column_type: object) -> bool:
    if isinstance(column_type, String):
        return column_type.length is None or column_type.length >= SHORTEST
    return isinstance(column_type, LargeBinary)


@pytest.mark.shows("LW-39")
def test_no_column_is_forgotten() -> None:
    held = {column for place in PLACES for column in place.holds}
    columns = {
        f"{table.name}.{column.name}": column.type
        for table in Row.metadata.sorted_tables
        for column in table.columns
    }
    assert held <= set(columns), "the registry names columns that are not there"
    open_ones = {name for name, kind in columns.items() if _can_hold_a_person(kind)} - held
    unnamed = {name for name in open_ones if not any(fnmatchcase(name, pattern) for pattern in NAMED)}
    assert not unnamed, "say in a Place where this is found, or here why it is not looked into"
    assert database.schema.METADATA is Row.metadata


def test_every_place_and_reason_has_its_words() -> None:
    assert {place.code for place in PLACES} <= set(texts.PLACES)
    assert {why.value for why in Why} - {Why.RETENTION.value} == {str(why) for why in texts.WHYS}
