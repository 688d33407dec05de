"""Every table, and bringing a database up to them."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData

from database import (
    abuse,
    account,
    anchors,
    announcement,
    approval,
    archival,
    archive_check,
    attachments,
    audit,
    bulk_sending,
    chasing,
    commenting,
    contact,
    contract,
    contract_body,
    contract_flag,
    contract_type,
    delivery,
    digests,
    disposal,
    document,
    document_template,
    evidence,
    factors,
    folders,
    holders,
    imports,
    key_generations,
    legal_hold,
    listing,
    metadata_change,
    metadata_plan,
    metadata_reading,
    office,
    overview,
    own_signatures,
    party,
    password_reset,
    people,
    person_request,
    placing,
    proposals,
    readers,
    record,
    relations,
    review_intake,
    reviews,
    sharing,
    sign_on,
    snippet,
    staff_factor,
    suspension,
    tax_visit,
    versioning,
    watched,
)
from database.base import Row

METADATA: MetaData = Row.metadata
NOUNS = (
    abuse,
    account,
    anchors,
    announcement,
    approval,
    archival,
    archive_check,
    attachments,
    audit,
    bulk_sending,
    chasing,
    commenting,
    contact,
    contract,
    contract_body,
    contract_flag,
    contract_type,
    delivery,
    digests,
    disposal,
    document,
    document_template,
    evidence,
    factors,
    folders,
    holders,
    imports,
    key_generations,
    legal_hold,
    listing,
    metadata_change,
    metadata_plan,
    metadata_reading,
    office,
    overview,
    own_signatures,
    party,
    password_reset,
    people,
    person_request,
    placing,
    proposals,
    readers,
    record,
    relations,
    review_intake,
    reviews,
    sharing,
    sign_on,
    snippet,
    staff_factor,
    suspension,
    tax_visit,
    versioning,
    watched,
)
MIGRATIONS = Path(__file__).parent.parent / "migrations"


def migration_config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    return config


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest schema; nothing happens when it is there already."""
    command.upgrade(migration_config(url), "head")
