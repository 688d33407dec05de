"""A made-up archive of two organisations and people of every kind, and by hand who may see what in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from contracts.access import Level, Placed, Reader, level_of
from contracts.access.levels import highest
from contracts.approval import ANYONE
from contracts.life import RUNNING, Life
from contracts.roles import Role
from contracts.stage import Stage

NAMES = ("髙島商事株式会社", "株式会社青葉不動産", "みどり商店", "有限会社吉田工務店")
STAGES = (Stage.AWAITING_APPROVAL, Stage.AWAITING_OTHER, Stage.CONCLUDED, Stage.CONCLUDED, Stage.SENT_BACK)
LIVES = (*RUNNING, Life.ENDED, Life.UNKNOWN)
FOLDERS, GROUPS, CASES = 4, 3, 48
GIVEN = (Level.NONE, Level.VISITOR, Level.VIEWER, Level.EDITOR)
TITLED, WRITTEN = "倉庫", "冷凍"
"""What half of the titles and half of the documents say."""


@dataclass(frozen=True)
class Person:
    """Somebody who signs in; `groups` are numbers."""

    mail: str
    role: Role
    groups: frozenset[int] = frozenset()
    reads_confidential: bool = False


PEOPLE = (
    Person("boss@sample.example", Role.ADMINISTRATOR),
    Person("keeper@sample.example", Role.ADMINISTRATOR, reads_confidential=True),
    Person("legal@sample.example", Role.LEGAL, frozenset({0})),
    Person("approver@sample.example", Role.APPROVER, frozenset({1})),
    Person("viewer@sample.example", Role.VIEWER, frozenset({0, 2})),
    Person("outsider@sample.example", Role.VIEWER),
    Person("audit@sample.example", Role.COMPLIANCE),
)
OWNERS = ("yamada@sample.example", *(one.mail for one in PEOPLE))


@dataclass
class Case:
    """`word` stands in everything of this contract that anybody types, and nowhere else.

    `company` is its first counterparty, which others may have too; `to_people` and `to_groups` are grants,
    `signer` of our own side, `turn` whom its route asked. `ends` counts days from today.
    """

    word: str
    owner: str
    is_elsewhere: bool = False
    is_sent: bool = True
    folder: int | None = None
    confidential: bool = False
    own_access: bool = False
    stage: Stage = Stage.CONCLUDED
    life: Life = Life.UNKNOWN
    is_alerted: bool = False
    is_escalated: bool = False
    asks_approval: bool = False
    to_people: dict[str, Level] = field(default_factory=dict)
    to_groups: dict[int, Level] = field(default_factory=dict)
    signer: str = ""
    turn: str = ""
    company: str = NAMES[0]
    ends: int | None = None
    is_titled: bool = False
    is_written: bool = False
    public_id: str = ""

    @property
    def title(self) -> str:
        return f"{TITLED if self.is_titled else '本社'}{self.word}契約書"

    @property
    def page(self) -> str:
        return f"第1条 {self.word}の{WRITTEN if self.is_written else '常温'}庫を貸し渡す。"

    @property
    def ends_in(self) -> timedelta | None:
        return None if self.ends is None else timedelta(days=self.ends)


Folders = Sequence[dict[int | None, Level]]
"""What each folder gives to each group; None is everybody."""


def folders_made(chance: Random) -> Folders:
    keys = (None, *range(GROUPS))
    return [{key: chance.choice(GIVEN[1:]) for key in keys if chance.random() < 0.3} for _ in range(FOLDERS)]


def cases_made(chance: Random) -> Iterator[Case]:
    for number in range(CASES):
        stage = chance.choice(STAGES)
        yield Case(
            word=f"qz{number:02d}xv",
            owner=chance.choice(OWNERS) if chance.random() < 0.2 else OWNERS[0],
            is_elsewhere=number % 12 == 0,
            is_sent=number % 9 != 1,
            folder=chance.choice((None, *range(FOLDERS))),
            confidential=number % 4 == 1,
            own_access=number % 7 == 3,
            stage=stage if number % 9 != 1 else Stage.DRAFT,
            life=chance.choice(LIVES),
            is_alerted=number % 5 == 0,
            is_escalated=number % 6 == 0,
            asks_approval=number % 8 == 0,
            to_people={chance.choice(PEOPLE).mail: chance.choice(GIVEN)} if number % 3 == 0 else {},
            to_groups={chance.randrange(GROUPS): chance.choice(GIVEN)} if number % 5 == 0 else {},
            signer=chance.choice(PEOPLE).mail if number % 10 == 0 else "",
            turn=chance.choice((ANYONE, *(one.mail for one in PEOPLE))) if number % 7 == 0 else "",
            company=chance.choice(NAMES),
            ends=chance.randrange(-20, 120) if chance.random() < 0.8 else None,
            is_titled=chance.random() < 0.5,
            is_written=chance.random() < 0.5,
        )


def sees(person: Person, case: Case, folders: Folders) -> bool:
    """Say by the rule alone, without a query, whether the contract exists for this person."""
    if case.is_elsewhere:
        return False
    placed = Placed(case.is_sent, case.folder is not None, case.confidential, case.own_access, _asks(case))
    reader = Reader(
        person.role,
        case.owner == person.mail,
        person.mail in {case.signer, case.turn},
        person.reads_confidential,
        case.to_people.get(person.mail),
        _highest(case.to_groups, person.groups),
        _by_folder(person, case, folders),
    )
    return level_of(reader, placed).reaches(Level.VISITOR)


def _asks(case: Case) -> bool:
    ends = case.life in RUNNING and case.is_alerted
    undecided = case.life is Life.DECIDING and case.is_escalated
    asked = case.asks_approval or case.turn == ANYONE or case.stage is Stage.AWAITING_APPROVAL
    return asked or ends or undecided


def _highest(given: dict[int, Level], groups: frozenset[int]) -> Level | None:
    mine = [level for group, level in given.items() if group in groups]
    return highest(mine) if mine else None


def _by_folder(person: Person, case: Case, folders: Folders) -> Level:
    given = folders[case.folder] if case.folder is not None else {}
    return highest(level for group, level in given.items() if group is None or group in person.groups)
