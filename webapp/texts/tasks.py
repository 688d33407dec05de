"""What is to be done about each thing in 要対応."""

from flask_babel import gettext as _

from contracts.reviewing import ReviewState
from contracts.sharing import ExternalKind
from contracts.stage import AWAITING_SIGNATURES, Stage
from database.contract import Contract
from database.party_sessions import code_is_locked
from database.queries.contracts import waits_for_address
from database.reviews import ReviewRequest
from database.sharing import ExternalComment
from database.turns import ASKED_BACK, OUTSIDE


def answering_words(contract: Contract) -> list[str]:
    """Return all that this contract asks of its sender now."""
    words = [str(_returned(contract))] if contract.stage == Stage.SENT_BACK else []
    if contract.stage == Stage.AWAITING_CONFIRMATION:
        words.append(_("締結前の確認"))
    if contract.stage in AWAITING_SIGNATURES and contract.returned_how == ASKED_BACK:
        words.append(_("同意の撤回の申し出に回答"))
    if any(code_is_locked(party) for party in contract.parties):
        words.append(_("アクセスコードの入力停止を解除"))
    if waits_for_address(contract):
        words.append(_("届かなかった宛先を直して再依頼"))
    return words


def review_word(review: ReviewRequest) -> str:
    if review.state == ReviewState.ASKING:
        return str(_("法務からの確認に回答"))
    return str(_("審査を続ける") if review.assignee_id else _("担当者を決めて審査"))


def remark_word(remark: ExternalComment) -> str:
    if remark.kind == ExternalKind.AGREED:
        return str(_("社外が内容を了承：次の手続きへ"))
    return str(_("社外からのコメントに回答"))


def _returned(contract: Contract) -> str:
    if contract.returned_how == OUTSIDE:
        return str(_("相手方の差し戻しに回答"))
    return str(_("修正して、もう一度承認を依頼"))
