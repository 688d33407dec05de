"""The rows of a set-up sheet: groups with their people, folders with what groups are given (MK-78)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contracts.access.levels import Level
from contracts.access.tree import MOST_DEEP

GROUP, MAIL, FOLDER, LEVEL = "グループ", "メールアドレス", "フォルダ", "権限"
GROUP_HEADER, FOLDER_HEADER = (GROUP, MAIL), (FOLDER, GROUP, LEVEL)
EVERYBODY = "すべての利用者"
WORDS = {"編集者": Level.EDITOR, "閲覧者": Level.VIEWER, "訪問者": Level.VISITOR, "なし": Level.NONE}
MOST_ROWS, LONGEST_NAME = 5_000, 100


@dataclass(frozen=True, slots=True)
class RowFault:
    """`row` counts from 1 with the header; `code` names the sentence."""

    row: int
    column: str
    code: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    row: int
    group: str
    mail: str


@dataclass(frozen=True, slots=True)
class FolderRow:
    """`group` is empty for a folder that nothing is said about, EVERYBODY for all."""

    row: int
    path: tuple[str, ...]
    group: str
    level: Level | None


def member_rows(rows: Sequence[Mapping[str, str]]) -> tuple[list[MemberRow], list[RowFault]]:
    found, faults = [], []
    for number, row in enumerate(rows, 2):
        group, mail = row.get(GROUP, "").strip(), row.get(MAIL, "").strip()
        if fault := _name_fault(group):
            faults.append(RowFault(number, GROUP, fault))
        else:
            found.append(MemberRow(number, group, mail))
    return found, faults


def folder_rows(rows: Sequence[Mapping[str, str]]) -> tuple[list[FolderRow], list[RowFault]]:
    found, faults = [], []
    for number, row in enumerate(rows, 2):
        path = tuple(part.strip() for part in row.get(FOLDER, "").split("/"))
        group, word = row.get(GROUP, "").strip(), row.get(LEVEL, "").strip()
        wrong = [RowFault(number, FOLDER, fault) for fault in {_name_fault(one) for one in path} if fault]
        if len(path) > MOST_DEEP:
            wrong.append(RowFault(number, FOLDER, "too_deep"))
        if bool(group) != bool(word) or (word and word not in WORDS):
            wrong.append(RowFault(number, LEVEL, "level_unknown"))
        faults += wrong
        if not wrong:
            found.append(FolderRow(number, path, group, WORDS.get(word)))
    return found, faults


def _name_fault(name: str) -> str:
    if not name:
        return "name_missing"
    return "name_too_long" if len(name) > LONGEST_NAME else ""
