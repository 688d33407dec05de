"""要対応 as lines: what it is about, what is to be done, whose it is (AD-25)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from database.contract import Contract
from database.queries.tasks import Tasks
from database.reviews import ReviewRequest
from database.sharing import ExternalComment
from webapp.texts.names import listed
from webapp.texts.renewals import renewal_todo
from webapp.texts.tasks import answering_words, remark_word, review_word


@dataclass(frozen=True, slots=True)
class TaskLine:
    """`contract` is given where those of its other side are who it is about."""

    href: str
    title: str
    todo: str
    who: str
    at: datetime
    contract: Contract | None = None


def all_lines(tasks: Tasks) -> list[TaskLine]:
    """Return the lines of every section of the page, in its order."""
    return [
        *(_of_contract(one, _("承認または差し戻し")) for one in tasks.to_approve.rows),
        *signing_lines(tasks.to_sign.rows),
        *answering_lines(tasks.to_answer.rows),
        *renewal_lines(tasks.renewals.rows),
        *review_lines(tasks.reviews.rows),
        *remark_lines(tasks.remarks.rows),
        *paper_lines(tasks.on_paper.rows),
    ]


def signing_lines(contracts: Sequence[Contract]) -> list[TaskLine]:
    return [_of_contract(one, _("メールのリンクから署名")) for one in contracts]


def answering_lines(contracts: Sequence[Contract]) -> list[TaskLine]:
    return [_of_contract(one, listed(answering_words(one))) for one in contracts]


def review_lines(reviews: Sequence[ReviewRequest]) -> list[TaskLine]:
    return [
        TaskLine(
            url_for("review.review", public_id=one.public_id),
            one.title,
            review_word(one),
            one.requester.name,
            one.changed_at,
        )
        for one in reviews
    ]


def remark_lines(remarks: Sequence[ExternalComment]) -> list[TaskLine]:
    return [
        TaskLine(
            url_for("review.shared", public_id=one.share.contract.public_id, share=one.share.public_id),
            one.share.contract.title or _("（文書名なし）"),
            remark_word(one),
            one.author,
            one.at,
        )
        for one in remarks
    ]


def renewal_lines(contracts: Sequence[Contract]) -> list[TaskLine]:
    return [
        TaskLine(
            url_for("management.renewal", public_id=one.public_id),
            one.title,
            renewal_todo(one),
            "",
            one.renewal_asked_at or one.changed_at,
            one,
        )
        for one in contracts
    ]


def paper_lines(contracts: Sequence[Contract]) -> list[TaskLine]:
    return [_of_contract(one, _("書類を紙で渡して、記録する")) for one in contracts]


def _of_contract(contract: Contract, todo: str) -> TaskLine:
    href = url_for("management.contract", public_id=contract.public_id)
    return TaskLine(href, contract.title or _("（文書名なし）"), todo, "", contract.changed_at, contract)
