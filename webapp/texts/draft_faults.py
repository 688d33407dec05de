"""What a draft still lacks, said so that it can be put right."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "document_missing": _l("契約書のPDFをアップロードしてください。"),
    "title_missing": _l("文書名を入力してください。"),
    "type_missing": _l("契約種別を選んでください。"),
    "ends_before_start": _l("契約終了日は、契約開始日以降の日付を入力してください。"),
    "amount_missing": _l("金額を入力してください。金額の記載がない契約では「記載なし」を選んでください。"),
    "standing_missing": _l("自社の立場を選んでください。"),
    "signer_missing": _l("署名を依頼する相手を一人以上入力してください。"),
    "own_signer_missing": _l(
        "自社署名者が署名する場合は、当事者のうち自社の方に「自社署名者」のチェックを入れてください。"
    ),
    "registered_seal_unavailable": _l("法人（実印）は選べません。法人（認印）または個人を選んでください。"),
    "company_missing": _l("会社名を入力してください。"),
    "role_missing": _l("役割を入力してください。"),
    "name_missing": _l("氏名を入力してください。"),
    "mail_missing": _l("メールアドレスを入力してください。"),
    "mail_or_phone_missing": _l("メールアドレスか携帯電話番号のどちらかを入力してください。"),
    "sms_off": _l(
        "SMSを送る設定がないため、携帯電話番号だけでは届けられません。メールアドレスを入力してください。"
    ),
    "mail_invalid": _l("メールアドレスを正しく入力してください（例：sato@example.com）。"),
    "phone_unreadable": _l("携帯電話番号を「09012345678」のように10〜11桁の数字で入力してください。"),
    "phone_not_mobile": _l(
        "SMSを受け取れる携帯電話番号（060・070・080・090で始まる11桁）を入力してください。"
    ),
    "phone_for_individuals": _l(
        "SMSは個人の方だけに送れます。法人の方は、携帯電話番号を空欄にしてメールアドレスを入力してください。"
    ),
    "phone_day_ahead": _l("携帯番号取得日は、今日までの日付を入力してください。"),
    "own_by_url": _l("自社署名者には締結用URLを使えません。メールで届ける方法を選んでください。"),
    "hand_over_impossible": _l("この役割・区分の方には、署名者変更を許可できません。"),
    "registration_missing": _l("宅地建物取引士の登録番号を入力してください。"),
    "seal_methods_missing": _l(
        "印影を求めるときは、印影の作り方を1つ以上選んでください。求めないときは「印影を求める」を外してください。"
    ),
    "code_not_four_digits": _l("アクセスコードは4桁の数字で入力してください。"),
    "code_unreadable": _l("アクセスコードは半角の英数字と記号で、空白を入れずに入力してください。"),
    "code_length": _l("アクセスコードは4文字以上64文字以内で入力してください。"),
    "code_in_hint": _l(
        "アクセスコードと同じ文字がヒントに書かれています。ヒントかアクセスコードを変えてください。"
    ),
    "guarantee_limit_missing": _l(
        "極度額を入力してください。個人の連帯保証は、極度額を定めなければ効力を生じません（民法第465条の2）。"
    ),
    "lessee_missing": _l("賃貸の契約では、役割が「借主」の方に署名を依頼してください。"),
    "too_many_parties": _l("当事者は30名までです。人数を減らしてください。"),
    "notarial_deed_needed": _l(
        "この契約種別には公正証書が必要なため、電子では締結できません。公証役場でのお手続きをご確認ください。"
    ),
    "address_outdated": _l(
        "届出が却下・変更・失効されたメールアドレスです。確認・送信の画面で確認してから送信してください。"
    ),
    "domains_unreadable": _l("ドメインを「example.co.jp」のように、空白で区切って20個まで入力してください。"),
    "order_invalid": _l("署名順は1以上の数字で入力してください。"),
    "day_unreadable": _l("日付を読み取れません。「2026/4/1」のように入力してください。"),
    "amount_unreadable": _l("金額を読み取れません。「1,200,000」のように数字で入力してください。"),
    "order_unreadable": _l("署名順は1以上の数字で入力してください。"),
}


def fault_sentence(code: str) -> str:
    return str(SENTENCES[code])
