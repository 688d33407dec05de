"""The rule of MK-76 to MK-80 in one place; `database.queries.reaching` says the same in SQL."""

from dataclasses import dataclass

from contracts.access.levels import Level, highest
from contracts.roles import Permission, Role


@dataclass(frozen=True, slots=True)
class Reader:
    """A person before one contract: what they are, and what was given to them by name or by group.

    `is_party`: they hold a place of our own side, or the route asked them by name to approve.
    `named` and `by_group` are grants of the contract itself (None: there is none), `by_folder` is the
    highest level that its folder gives to the person's groups or to everybody. `is_party`: holds a place of
    our own side, or was asked to approve it by its route.
    """

    role: Role
    owns: bool = False
    is_party: bool = False
    reads_confidential: bool = False
    named: Level | None = None
    by_group: Level | None = None
    by_folder: Level = Level.NONE


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a contract is kept. With `own_access` its folder gives nothing; only its own grants count.

    `asks_approver`: it waits for approval, its 契約種別 asks for one, or its end draws near.
    """

    is_sent: bool = True
    is_filed: bool = False
    confidential: bool = False
    own_access: bool = False
    asks_approver: bool = False


def level_of(reader: Reader, placed: Placed) -> Level:
    """Return how far the contract is open; a draft is its owner's alone."""
    if not reader.role.may(Permission.READ):
        return Level.NONE
    if reader.owns:
        return Level.EDITOR
    if not placed.is_sent:
        return Level.NONE
    open_to_all_alike = Level.NONE if placed.confidential else _by_place(reader, placed)
    return highest((_granted(reader), _by_standing(reader, placed), open_to_all_alike))


def _granted(reader: Reader) -> Level:
    """What is said of the person goes before what is said of their groups."""
    return reader.named if reader.named is not None else reader.by_group or Level.NONE


def _by_standing(reader: Reader, placed: Placed) -> Level:
    """親展 is for its own side's parties and for 親展書類管理者 too."""
    if placed.confidential and reader.reads_confidential:
        return Level.EDITOR
    return Level.VIEWER if reader.is_party else Level.NONE


def _by_place(reader: Reader, placed: Placed) -> Level:
    approves = reader.role.may(Permission.APPROVE) and placed.asks_approver
    return highest((_by_role(reader, placed), Level.VIEWER if approves else Level.NONE))


def _by_role(reader: Reader, placed: Placed) -> Level:
    """全体管理者 and auditors see all; for others what is said on the contract shuts its folder out."""
    if reader.role.may(Permission.SEE_ALL):
        return Level.EDITOR if reader.role.may(Permission.SEND) else Level.VIEWER
    if placed.own_access or reader.named is not None or reader.by_group is not None:
        return Level.NONE
    if placed.is_filed:
        return reader.by_folder
    return Level.EDITOR if reader.role.may(Permission.SEE_UNFILED) else Level.NONE
