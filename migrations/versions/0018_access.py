"""Groups, folders, tags, 親展, and what is given on one contract or to one person."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

import database.base

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAME = sa.String(length=100)
LEVEL = sa.String(length=16)
TABLES = (
    *("user_right", "contract_tag", "tag", "contract_grant"),
    *("folder_reach", "folder_grant", "folder", "group_member", "staff_group"),
)


def upgrade() -> None:
    _create_groups()
    _create_folders()
    _create_contract_grant()
    _create_tags()
    _create_rights()
    _widen_contract()


def downgrade() -> None:
    op.drop_index("ix_party_own_mail", table_name="party")
    for index in ("ix_contract_confidential", "ix_contract_owner_id"):
        op.drop_index(index, table_name="contract")
    op.drop_index("ix_contract_organization_id_folder_id_changed_at", table_name="contract")
    for column in ("own_access", "confidential", "folder_id"):
        op.drop_column("contract", column)
    for table in TABLES:
        op.drop_table(table)


def _create_groups() -> None:
    _create_named("staff_group", sa.Column("name", NAME, nullable=False), unique="name")
    op.create_table(
        "group_member",
        _key("group_id"),
        _key("user_id"),
        _key("organization_id"),
        _within("group_member", "group_id", "staff_group"),
        _within("group_member", "user_id", "app_user"),
        sa.PrimaryKeyConstraint("group_id", "user_id", name=op.f("pk_group_member")),
    )
    _index("group_member", "user_id")


def _create_folders() -> None:
    op.create_table(
        "folder",
        _key("id"),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        _key("organization_id"),
        _key("parent_id", nullable=True),
        sa.Column("name", NAME, nullable=False),
        sa.Column("inherits", sa.Boolean(), server_default=sa.true(), nullable=False),
        _instant("created_at"),
        _of_organization("folder"),
        _within("folder", "parent_id", "folder"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_folder")),
        sa.UniqueConstraint("public_id", name=op.f("uq_folder_public_id")),
        sa.UniqueConstraint("organization_id", "id", name=op.f("uq_folder_organization_id_id")),
        sa.UniqueConstraint(
            *("organization_id", "parent_id", "name"), name=op.f("uq_folder_organization_id_parent_id_name")
        ),
    )
    for table in ("folder_grant", "folder_reach"):
        op.create_table(
            table,
            _key("id"),
            _key("organization_id"),
            _key("folder_id"),
            _key("group_id", nullable=True),
            sa.Column("level", LEVEL, nullable=False),
            _within(table, "folder_id", "folder"),
            _within(table, "group_id", "staff_group"),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        )
    _index("folder_grant", "folder_id")
    _index("folder_reach", "organization_id", "group_id")


def _create_contract_grant() -> None:
    op.create_table(
        "contract_grant",
        _key("id"),
        _key("organization_id"),
        _key("contract_id"),
        _key("user_id", nullable=True),
        _key("group_id", nullable=True),
        sa.Column("level", LEVEL, nullable=False),
        _within("contract_grant", "contract_id", "contract"),
        _within("contract_grant", "user_id", "app_user"),
        _within("contract_grant", "group_id", "staff_group"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_grant")),
    )
    for column in ("contract_id", "user_id", "group_id"):
        _index("contract_grant", column)


def _create_tags() -> None:
    name, key = sa.Column("name", NAME, nullable=False), sa.Column("key", NAME, nullable=False)
    _create_named("tag", name, key, unique="key")
    op.create_table(
        "contract_tag",
        _key("tag_id"),
        _key("contract_id"),
        _key("organization_id"),
        _within("contract_tag", "tag_id", "tag"),
        _within("contract_tag", "contract_id", "contract"),
        sa.PrimaryKeyConstraint("tag_id", "contract_id", name=op.f("pk_contract_tag")),
    )
    _index("contract_tag", "contract_id")


def _create_rights() -> None:
    """Whoever could be asked to sign before can be asked to go on signing."""
    op.create_table(
        "user_right",
        _key("user_id"),
        sa.Column("right", sa.String(length=32), nullable=False),
        _key("organization_id"),
        _within("user_right", "user_id", "app_user"),
        sa.PrimaryKeyConstraint("user_id", "right", name=op.f("pk_user_right")),
    )
    op.execute(
        'INSERT INTO user_right (user_id, "right", organization_id) '
        "SELECT id, 'sign', organization_id FROM app_user WHERE disabled_at IS NULL"
    )


def _widen_contract() -> None:
    op.add_column("contract", _key("folder_id", nullable=True))
    for name in ("confidential", "own_access"):
        column = sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
        op.add_column("contract", column)
    _index("contract", "organization_id", "folder_id", "changed_at")
    _index("contract", "owner_id")
    secret, ours = sa.text("confidential"), sa.text("own")
    op.create_index(
        "ix_contract_confidential", "contract", ["id"], sqlite_where=secret, postgresql_where=secret
    )
    op.create_index("ix_party_own_mail", "party", ["mail"], sqlite_where=ours, postgresql_where=ours)


def _create_named(table: str, *columns: sa.Column[str], unique: str) -> None:
    op.create_table(
        table,
        _key("id"),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        _key("organization_id"),
        *columns,
        _instant("created_at"),
        _of_organization(table),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
        sa.UniqueConstraint("organization_id", "id", name=op.f(f"uq_{table}_organization_id_id")),
        sa.UniqueConstraint("organization_id", unique, name=op.f(f"uq_{table}_organization_id_{unique}")),
    )


def _key(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, KEY, nullable=nullable)


def _instant(name: str) -> sa.Column[datetime]:
    return sa.Column(name, database.base.Instant(timezone=True), nullable=False)


def _of_organization(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_organization_id_organization")
    return sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=name)


def _within(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_organization_id_{column}_{other}")
    theirs = [f"{other}.organization_id", f"{other}.id"]
    return sa.ForeignKeyConstraint(["organization_id", column], theirs, name=name)


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
