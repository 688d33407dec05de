"""The sentence for each refusal: what is wrong and what to do now."""

from flask_babel import LazyString, lazy_gettext

from contracts.refusals import Refused

_l = lazy_gettext

SENTENCES: dict[str, LazyString] = {
    "not_your_turn": _l("まだ順番ではありません。順番が来ましたらメールでお知らせします。"),
    "already_agreed": _l("すでに同意が記録されています。もう一度操作する必要はありません。"),
    "nothing_to_approve": _l("この契約は承認待ちではありません。画面を読み込み直して状態をご確認ください。"),
    "cannot_approve_own_contract": _l(
        "ご自身が依頼した契約は承認できません。ほかの承認者に依頼してください。"
    ),
    "reason_missing": _l("理由を入力してください。"),
    "not_sent_back": _l("この契約は差し戻されていません。画面を読み込み直して状態をご確認ください。"),
    "stale_document": _l(
        "表示していた書類が新しくなりました。内容をもう一度ご確認のうえ、操作をやり直してください。"
    ),
    "terms_not_accepted": _l("先に利用規約への同意が必要です。メールのリンクから開き直してください。"),
    "not_authenticated": _l("先にアクセスコードの入力が必要です。"),
    "party_locked": _l("アクセスコードの誤入力が続いたため、操作を停止しています。送信者にご連絡ください。"),
    "party_not_locked": _l("この方は停止されていません。"),
    "documents_missing": _l("提出が必要な書類が残っています。すべて提出してからお進みください。"),
    "document_not_requested": _l("この書類の提出は求められていません。"),
    "imprint_missing": _l("印影がまだ作成されていません。印影を作成してからお進みください。"),
    "already_closed": _l("この契約の手続きは終了しています。画面を読み込み直して状態をご確認ください。"),
    "already_submitted": _l("この契約はすでに送信されています。"),
    "already_sealing": _l("全員の同意がそろい締結処理に入ったため、この操作はできません。"),
    "being_revised": _l("送信者が修正中です。修正が終わりましたらメールでお知らせします。"),
    "no_parties": _l("署名を依頼する相手を一人以上入力してください。"),
    "not_that_party": _l("この操作は、依頼を受けたご本人だけができます。"),
    "same_party_twice": _l("同じ当事者が二度入力されています。画面を読み込み直してください。"),
    "link_days_out_of_range": _l("署名期限の日数は1日から365日までで指定してください。"),
    "reason_too_long": _l("1,000文字以内で入力してください。"),
    "too_many_documents": _l("提出できる回数の上限に達しました。送信者にご連絡ください。"),
    "unknown_party": _l("この契約の当事者ではありません。"),
    "round_is_over": _l("この依頼は終了しています。最新のメールのリンクから開いてください。"),
    "day_unreadable": _l("日付を読み取れません。"),
    "contract_frozen": _l(
        "記録の不一致を検知したため、この契約の操作を停止しています。システム管理者にご連絡ください。"
    ),
    "refused": _l("この操作は受け付けられませんでした。画面を読み込み直してご確認ください。"),
}


def sentence_for(refused: Refused) -> str:
    return str(SENTENCES.get(refused.code, SENTENCES["refused"]))
