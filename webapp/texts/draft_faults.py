"""What a draft still lacks, said so that it can be put right."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "document_missing": _l("契約書のPDFをアップロードしてください。"),
    "title_missing": _l("文書名を入力してください。"),
    "type_missing": _l("契約種別を選んでください。"),
    "ends_before_start": _l("契約終了日は、契約開始日以降の日付を入力してください。"),
    "ends_although_open": _l("契約終了日を空欄にするか、「期間の定めなし」を外してください。"),
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
    "no_signing_right": _l(
        "自社署名者に選んだ方に署名権限がありません。署名権限のある方を選ぶか、管理者に依頼してください。"
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
    "template_needed": _l(
        "文書テンプレートから作った契約だけを送信できます。テンプレートから作り直してください。"
    ),
    "domain_not_listed": _l(
        "このメールアドレスには送信できません。組織の設定で、送信できるドメインが決められています。"
    ),
    "code_needed": _l("この契約種別では、アクセスコードを設定してください。"),
    "code_not_used": _l(
        "この契約種別では、アクセスコードを使いません。「設定済みのアクセスコードを外す」を選んでください。"
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
    "document_without_signer": _l(
        "署名する方のいない文書があります。「文書ごとの扱い」で、署名する当事者を一人以上選んでください。"
    ),
    "nothing_for_party": _l("「文書ごとの扱い」で、この当事者が署名する文書を一つ以上選んでください。"),
    "nothing_to_read": _l("「文書ごとの扱い」で、この当事者に送付する文書を一つ以上選んでください。"),
    "box_where_not_signed": _l(
        "この当事者が署名しない文書に、署名ボックスか入力項目があります。署名位置の画面で移すか、取り除いてください。"
    ),
    "boxes_missing": _l("署名ボックスを置いてください。"),
    "period_unreadable": _l("期間を読み取れません。「3か月」「90日」「1年」のように入力してください。"),
    "day_unreadable": _l("日付を読み取れません。「2026/4/1」のように入力してください。"),
    "amount_unreadable": _l("金額を読み取れません。「1,200,000」「120万円」のように入力してください。"),
    "corporate_number_unreadable": _l("法人番号は13桁の数字で入力してください。"),
    "corporate_number_wrong": _l(
        "法人番号が正しくありません（検査用の数字が一致しません）。もう一度ご確認ください。"
    ),
    "invoice_number_unreadable": _l("登録番号は「T」と13桁の数字で入力してください。"),
    "postal_code_unreadable": _l("郵便番号は7桁の数字で入力してください（例：123-4567）。"),
    "designation_doubled": _l("同じ呼び方の当事者がほかにもいます。別の呼び方を選んでください。"),
    "custom_missing": _l("契約種別で必須とされている項目を入力してください。"),
    "custom_too_long": _l("500文字以内で入力してください。"),
    "number_unreadable": _l("数字を読み取れません。「1,200」「12.5」のように入力してください。"),
    "choice_unknown": _l("選択肢から選んでください。"),
    "order_unreadable": _l("署名順は1以上の数字で入力してください。"),
}


def fault_sentence(code: str) -> str:
    return str(SENTENCES[code])
