"""本人からの請求 in words: places, why they are kept, and why something is not erased (LW-39)."""

from datetime import date

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contracts.person_requests import ERASED, RequestKind, Standing, Why
from webapp.texts.dates import prose_date

KINDS: dict[str, LazyString] = {
    RequestKind.DISCLOSURE: _l("開示"),
    RequestKind.ERASURE: _l("利用停止・消去"),
}
STANDINGS: dict[str, tuple[LazyString, str]] = {
    Standing.OPEN: (_l("対応中"), "ours"),
    Standing.ANSWERED: (_l("回答済み"), "done"),
    Standing.WITHDRAWN: (_l("取り下げ"), "stopped"),
}

CONTRACT, OFFICE, OUTSIDE, WORK, SAFETY = range(5)
PURPOSES: dict[int, LazyString] = {
    CONTRACT: _l("契約の締結と、その証拠の保存のため。契約の保存期間が終わるまで保存します。"),
    OFFICE: _l("契約書類の送付と連絡のため。必要がなくなれば消去します。"),
    OUTSIDE: _l("本人が作成したアカウントの提供のため。アカウントの削除まで保存します。"),
    WORK: _l("社内の業務の遂行と、その記録のため。業務の記録として保存します。"),
    SAFETY: _l("操作の証跡と不正の防止のため。書き換えのできない記録として保存します。"),
}
SENDER, HIMSELF, MACHINE, STAFF = (
    _l("送信者の入力"),
    _l("本人の入力・操作"),
    _l("操作のときの自動記録"),
    _l("社内の利用者の入力"),
)
PLACES: dict[str, tuple[LazyString, LazyString, int]] = {
    "party": (_l("契約の当事者"), SENDER, CONTRACT),
    "party_holder": (_l("当事者の引き継ぎ・宛先の変更"), HIMSELF, CONTRACT),
    "contract_event": (_l("契約の手続きの記録"), MACHINE, CONTRACT),
    "delivery": (_l("送信したメール・SMSの記録"), MACHINE, CONTRACT),
    "delivery_answer": (_l("電子交付への回答"), HIMSELF, CONTRACT),
    "field_value": (_l("契約書の入力欄"), HIMSELF, CONTRACT),
    "filled_form": (_l("同意したときの入力内容"), HIMSELF, CONTRACT),
    "proposal_answer": (_l("入力内容の契約への反映"), HIMSELF, CONTRACT),
    "submitted_file": (_l("提出された書類"), HIMSELF, CONTRACT),
    "imprint": (_l("印影"), HIMSELF, CONTRACT),
    "own_signature": (_l("自分の証明書による署名"), HIMSELF, CONTRACT),
    "reader_claim": (_l("書類を保管した記録"), HIMSELF, CONTRACT),
    "party_session": (_l("契約のページを開いた記録"), MACHINE, CONTRACT),
    "contact": (_l("宛先帳"), STAFF, OFFICE),
    "reader": (_l("取引先アカウント"), HIMSELF, OUTSIDE),
    "reader_invitation": (_l("取引先アカウントの確認メール"), HIMSELF, OUTSIDE),
    "one_time_code": (_l("認証コードの送信"), MACHINE, SAFETY),
    "second_factor": (_l("二段階認証の登録"), HIMSELF, SAFETY),
    "version_share": (_l("社外共有の宛先"), STAFF, OFFICE),
    "external_comment": (_l("社外共有のコメント"), HIMSELF, CONTRACT),
    "address_entry": (_l("届出メールアドレス"), HIMSELF, OFFICE),
    "address_invitation": (_l("メールアドレスの届出の依頼"), STAFF, OFFICE),
    "bulk_row": (_l("一斉送信のCSV"), STAFF, OFFICE),
    "abuse_report": (_l("心当たりのない依頼の報告"), HIMSELF, SAFETY),
    "tax_visit": (_l("税務調査モード"), STAFF, SAFETY),
    "person_request": (_l("本人からの請求"), HIMSELF, WORK),
    "app_user": (_l("利用者アカウント"), STAFF, WORK),
    "account_letter": (_l("利用者へのお知らせメール"), MACHINE, WORK),
    "staff_session": (_l("ログインの記録"), MACHINE, WORK),
    "internal_comment": (_l("社内コメント"), HIMSELF, WORK),
    "review": (_l("契約審査依頼"), HIMSELF, WORK),
    "audit_event": (_l("操作ログ（本人の操作）"), MACHINE, SAFETY),
    "audit_mention": (_l("操作ログ（本人のメールアドレスを含む行）"), MACHINE, SAFETY),
    "free_text": (_l("自由に書かれた文章"), STAFF, OFFICE),
    "fixed_text": (_l("書き換えられない履歴の文章"), STAFF, SAFETY),
    "contract": (_l("契約"), SENDER, CONTRACT),
}
WHYS: dict[str, LazyString] = {
    Why.NO_DAY: _l("契約が続いているか終了日が決まっていないため、保存期限がまだ決まっていません。"),
    Why.HELD: _l("紛争などに備えて廃棄を停止している契約の記録のため、消去できません。"),
    Why.UNDERWAY: _l("手続き中のため、消去できません。手続きが終わってから、もう一度確かめます。"),
    Why.DISPOSAL: _l("保存期間は終わっています。契約の廃棄の手続きで、契約ごと消去します。"),
    Why.EVIDENCE: _l("書き換えと削除のできない証拠の記録のため、消去できません。"),
    Why.DUTY: _l("社内の業務の記録のため、消去しません。"),
    Why.ACTIVE: _l("現在も使われているため、消去できません。利用を終えてから消去します。"),
    Why.LIVE: _l("有効なリンクやコード、送信中のメールがあるため、まだ消去できません。"),
    Why.SCHEDULED: _l("決められた期間のあとに、自動で消去します。"),
    Why.BY_HAND: _l("文章の一部のため、自動では消去できません。担当者が確かめて書き直します。"),
    Why.UNSEEN: _l("担当者が閲覧できない契約のため、閲覧できる者が別に確かめます。"),
}
TOLD: dict[str, LazyString] = {
    Why.HELD: _l("権利や義務を確かめるために必要な記録のため、消去できません。"),
    Why.BY_HAND: _l("文章の一部に含まれています。担当者が確かめて書き直します。"),
    Why.UNSEEN: _l("ほかに確かめている記録があり、別にお知らせします。"),
}
"""What the person is told where our own words would say more than is theirs: of a dispute, or who may see what."""
FIELDS: dict[str, LazyString] = {
    "company": _l("会社名"),
    "name": _l("氏名"),
    "mail": _l("メールアドレス"),
    "mails": _l("メールアドレス"),
    "address_key": _l("宛先"),
    "previous_mail": _l("以前のメールアドレス"),
    "phone": _l("電話番号"),
    "role": _l("立場"),
    "kind": _l("種類"),
    "title": _l("件名・肩書き"),
    "language": _l("言語"),
    "corporate_number": _l("法人番号"),
    "invoice_number": _l("登録番号"),
    "postal_code": _l("郵便番号"),
    "prefecture": _l("都道府県"),
    "address_lines": _l("住所"),
    "registration": _l("登録番号など"),
    "how": _l("方法"),
    "message": _l("メッセージ"),
    "address": _l("宛先・IPアドレス"),
    "remote": _l("IPアドレス"),
    "user_agent": _l("ブラウザ"),
    "reason": _l("理由"),
    "at": _l("日時"),
    "created_at": _l("登録日時"),
    "changed_at": _l("変更日時"),
    "ended_at": _l("終了日時"),
    "expires_at": _l("期限"),
    "opened_at": _l("開いた日時"),
    "used_at": _l("使った日時"),
    "last_used_at": _l("最後に使った日時"),
    "last_seen_at": _l("最後の操作"),
    "revoked_at": _l("解除した日時"),
    "saved_at": _l("保存日時"),
    "prepared_at": _l("準備した日時"),
    "claimed_at": _l("保管した日時"),
    "arrived_at": _l("到着日時"),
    "filed_at": _l("届出日時"),
    "confirmed_at": _l("確認日時"),
    "reported_at": _l("報告日時"),
    "purged_at": _l("削除日時"),
    "disabled_at": _l("停止日時"),
    "closed_at": _l("回答日時"),
    "received_on": _l("受付日"),
    "expires_on": _l("期限"),
    "first_day": _l("最初の日"),
    "last_day": _l("最後の日"),
    "until": _l("最後の日"),
    "template": _l("メールの種類"),
    "channel": _l("送信の方法"),
    "fate": _l("送信の結果"),
    "edelivery": _l("電子交付の種類"),
    "answer": _l("回答"),
    "phrase": _l("入力した言葉"),
    "label": _l("入力欄"),
    "value": _l("入力内容"),
    "values": _l("入力内容"),
    "facts": _l("入力内容"),
    "adopted": _l("反映"),
    "filename": _l("ファイル名"),
    "text": _l("印影の文字"),
    "method": _l("作り方"),
    "subject": _l("証明書の名義"),
    "issuer": _l("証明書の発行者"),
    "serial": _l("証明書のシリアル番号"),
    "purpose": _l("目的"),
    "recipient": _l("宛名"),
    "author": _l("書いた人"),
    "body": _l("本文"),
    "state": _l("状態"),
    "details": _l("内容"),
    "visitor": _l("調査を行う方"),
    "checked_how": _l("本人確認の方法"),
    "remarks": _l("備考"),
    "number": _l("番号"),
    "code": _l("操作"),
    "came_by": _l("ログインの方法"),
    "way": _l("受付の方法"),
    "mentions": _l("含まれるメールアドレス"),
    "where": _l("場所"),
}
WHERE: dict[str, LazyString] = {
    "contract.title": _l("契約の文書名"),
    "contract.memo": _l("契約のメモ"),
    "contract.comment": _l("契約のコメント"),
    "contract.custom_values": _l("契約の独自の項目"),
    "internal_comment.body": _l("社内コメント"),
    "contract_flag.note": _l("契約のフラグ"),
    "review_request.body": _l("契約審査依頼"),
    "review_message.body": _l("契約審査のやり取り"),
    "document_template.content": _l("文書テンプレート"),
    "snippet.body": _l("定型文"),
    "announcement.body": _l("お知らせ"),
    "preference.value": _l("組織の設定"),
    "bulk_sending.content": _l("一斉送信の内容"),
    "import_file.facts": _l("締結済み契約の登録"),
    "metadata_change.was": _l("契約情報の変更履歴（変更前）"),
    "metadata_change.became": _l("契約情報の変更履歴（変更後）"),
    "metadata_change.reason": _l("契約情報の変更履歴（理由）"),
    "document_version.note": _l("文書の版の説明"),
    "metadata_proposal.value": _l("文書から読み取った契約情報"),
    "metadata_plan_row.changes": _l("契約情報のまとめての変更"),
    "document_template.note": _l("文書テンプレートの説明"),
    "saved_view.query": _l("保存した表示"),
    "hold_entry.reason": _l("訴訟ホールドの記録"),
    "legal_hold.reason": _l("訴訟ホールドの理由"),
    "address_decision.reason": _l("届出への回答の理由"),
    "organization_text.body": _l("ご案内とFAQの文章"),
}


def place_label(code: str) -> str:
    """Return the name of a place; one of another release is shown as it is."""
    return str(PLACES[code][0]) if code in PLACES else code


def place_source(code: str) -> str:
    return str(PLACES[code][1])


def place_purpose(code: str) -> str:
    return str(PURPOSES[PLACES[code][2]])


def field_label(name: str) -> str:
    return str(FIELDS.get(name, name))


def told_words(why: str, until: date | None) -> str:
    """Return the same as the person is told it."""
    return str(TOLD[why]) if why in TOLD else why_words(why, until)


def why_words(why: str, until: date | None) -> str:
    """Return in a sentence why something is not erased, or that it was."""
    if why == ERASED:
        return str(_("消去しました。"))
    if why == Why.RETENTION and until is not None:
        day = prose_date(until)
        return str(_("法令と社内の規程による保存期間中のため、%(day)sまで消去できません。", day=day))
    return str(WHYS.get(why, why))
