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
    "not_authenticated": _l(
        "先に認証が必要です。メールやSMSのリンクから開き直し、求められた方法で認証してください。"
    ),
    "party_locked": _l("コードの誤入力が続いたため、操作を停止しています。送信者にご連絡ください。"),
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
    "address_already_decided": _l("この届出の状態が変わりました。画面を読み込み直してご確認ください。"),
    "unknown_party": _l("この契約の当事者ではありません。"),
    "round_is_over": _l("この依頼は終了しています。最新のメールのリンクから開いてください。"),
    "day_unreadable": _l("日付を読み取れません。"),
    "contract_frozen": _l(
        "記録の不一致を検知したため、この契約の操作を停止しています。システム管理者にご連絡ください。"
    ),
    "place_is_taken": _l("すでに別の方が手続きを始めています。送信者にご連絡ください。"),
    "already_holds_the_place": _l(
        "ご自身のメールアドレスです。引き継ぐ方のメールアドレスを入力してください。"
    ),
    "holds_another_place": _l(
        "この契約のほかの当事者のメールアドレスです。引き継ぐ方のメールアドレスを入力してください。"
    ),
    "hand_over_not_allowed": _l("この依頼は、別の方に引き継げません。送信者にご連絡ください。"),
    "own_address_at_signing_url": _l(
        "送信者と同じ組織のメールアドレスは使えません。ご自身の組織のメールアドレスを入力してください。"
    ),
    "domain_not_allowed": _l(
        "このメールアドレスは使えません。送信者が指定した組織のメールアドレスを入力してください。"
    ),
    "nothing_to_retract": _l("撤回する同意がありません。画面を読み込み直して状態をご確認ください。"),
    "no_retraction_asked": _l("回答を待っている撤回の申し出はありません。画面を読み込み直してください。"),
    "must_be_revised": _l(
        "撤回を受け入れたため、そのままでは再開できません。新しい版で再開するか、取り下げてください。"
    ),
    "fields_missing": _l("入力が必要な項目が残っています。すべて入力してからお進みください。"),
    "simple_view_too_plain": _l(
        "印影または入力欄があるため、簡易表示版では同意できません。通常のページでお手続きください。"
    ),
    "authority_not_declared": _l("締結権限の確認に印を付けてからお進みください。"),
    "delivery_not_consented": _l("電子交付への承諾が必要です。承諾してからお進みください。"),
    "too_many_parties": _l("当事者は30名までです。人数を減らしてから送信してください。"),
    "notarial_deed_needed": _l(
        "この契約種別には公正証書が必要なため、電子では締結できません。公証役場でのお手続きをご確認ください。"
    ),
    "nothing_to_answer": _l("いま回答が必要な電子交付の確認はありません。画面を読み込み直してください。"),
    "phrase_differs": _l("承諾の言葉が一致しません。表示された言葉をそのまま入力してください。"),
    "refused": _l("この操作は受け付けられませんでした。画面を読み込み直してご確認ください。"),
}


def sentence_for(refused: Refused) -> str:
    return str(SENTENCES.get(refused.code, SENTENCES["refused"]))
