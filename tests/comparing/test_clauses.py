"""Known edits of a contract between two versions, and how they are told clause by clause."""

import pytest

from adapters.comparing import ClauseChange, compare_clauses
from adapters.confinement import ConfinedTaskFailed, FailureCode, Limits
from tests.comparing.test_changes import COURT, FEE, PREAMBLE, TERM, printed

CONFIDENTIAL = "第5条（秘密保持）　甲及び乙は、本契約に関して知り得た相手方の秘密を第三者に漏らさない。"
AGAIN = "第6条　本契約は、第3条の規定により更新できる。ただし、第4条の定めは更新後も同じとする。"
LONG = Limits(wall_seconds=2.0)


def changes(old: tuple[str, ...], new: tuple[str, ...]) -> list[ClauseChange]:
    return list(compare_clauses(printed(*old), printed(*new)).changes)


def marked(change: ClauseChange) -> list[tuple[str, str]]:
    return [(run.kind, run.text) for run in change.runs if run.kind != "same"]


@pytest.mark.shows("MK-39")
def test_a_changed_an_inserted_and_a_deleted_clause_are_each_found_and_nothing_else() -> None:
    old = (PREAMBLE, FEE, TERM, COURT)
    new = (PREAMBLE, FEE.replace("五十", "六十"), COURT.replace("第4条", "第3条"), CONFIDENTIAL)
    fee, term, court, secret = changes(old, new)
    assert (fee.kind, marked(fee)) == ("changed", [("out", "五"), ("in", "六")])
    assert (term.kind, term.old_head, term.new_page) == ("deleted", "第3条", 0)
    assert (court.kind, court.old_head, court.new_head) == ("renumbered", "第4条", "第3条")
    assert (secret.kind, secret.new_head, secret.old_page) == ("inserted", "第5条", 0)
    assert marked(secret)[0][1].startswith("（秘密保持）甲及び乙は")


@pytest.mark.shows("MK-39")
def test_a_clause_that_stands_elsewhere_now_is_moved_and_not_deleted_and_inserted() -> None:
    numbers = ("第2条", "第3条", "第4条", "第5条")
    texts = (FEE, TERM, COURT, CONFIDENTIAL)
    order = (COURT, FEE, TERM, CONFIDENTIAL)
    renumbered = tuple(f"{number}{text[3:]}" for number, text in zip(numbers, order, strict=True))
    found = changes((PREAMBLE, *texts), (PREAMBLE, *renumbered))
    moved = [one for one in found if one.kind == "moved"]
    assert [(one.old_head, one.new_head) for one in moved] == [("第4条", "第2条")]
    assert {one.kind for one in found} == {"moved", "renumbered"}
    both = changes((PREAMBLE, *texts), (PREAMBLE, renumbered[0].replace("東京", "大阪"), *renumbered[1:]))
    (told,) = (one for one in both if one.kind == "moved_and_changed")
    assert marked(told) == [("out", "東京"), ("in", "大阪")]


@pytest.mark.shows("MK-39")
def test_full_width_for_half_width_is_shown_and_told_to_be_notation_alone() -> None:
    old = (PREAMBLE, TERM, COURT)
    (term,) = changes(old, (PREAMBLE, TERM.replace("2026年4月1日", "２０２６年４月１日"), COURT))
    assert term.kind == "notation"
    assert marked(term)[:2] == [("out_notation", "2026"), ("in_notation", "２０２６")]
    (mixed,) = changes(old, (PREAMBLE, TERM.replace("2026年4月1日", "２０２６年５月1日"), COURT))
    assert mixed.kind == "changed"
    assert ("out", "4") in marked(mixed)
    assert ("in", "５") in marked(mixed)


def test_an_article_that_is_only_cited_at_the_beginning_of_a_line_is_no_clause() -> None:
    clauses = (PREAMBLE, FEE, TERM, COURT, AGAIN)
    broken = printed(PREAMBLE, FEE, TERM, COURT, "第6条　本契約は、", *AGAIN.split("、", 1)[1:])
    assert [one.kind for one in compare_clauses(printed(*clauses), broken).changes] == []
    (last,) = changes(clauses, (*clauses[:-1], AGAIN.replace("更新できる", "延長できる")))
    assert (last.old_head, last.new_head, last.new_page) == ("第6条", "第6条", 1)


def test_a_document_without_articles_is_compared_by_its_sentences() -> None:
    old = ("甲は乙に商品を売り渡す。", "代金は金十万円とする。", "引渡しは月末とする。")
    first, last = changes(old, (old[0], "代金は金二十万円とする。", old[2], "送料は乙の負担とする。"))
    assert marked(first) == [("in", "二")]
    assert (last.kind, marked(last)) == ("inserted", [("in", "送料は乙の負担とする。")])


def test_a_comparison_that_takes_too_long_is_killed_with_its_reason() -> None:
    old = [f"第{at}条　" + f"甲は乙に対し第{at}号の物品を{at * 7}個引き渡す。" * 12 for at in range(1, 160)]
    new = [f"第{at}条　" + f"乙は甲より第{at}号の役務を{at * 9}回受け取る。" * 12 for at in range(1, 160)]
    pages = printed(*old, lines_on_a_page=24), printed(*new, lines_on_a_page=24)
    with pytest.raises(ConfinedTaskFailed) as failed:
        compare_clauses(*pages, LONG)
    assert failed.value.code is FailureCode.TIMEOUT
