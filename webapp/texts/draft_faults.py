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
    "mail_invalid": _l("メールアドレスを正しく入力してください（例：sato@example.com）。"),
    "order_invalid": _l("署名順は1以上の数字で入力してください。"),
    "day_unreadable": _l("日付を読み取れません。「2026/4/1」のように入力してください。"),
    "amount_unreadable": _l("金額を読み取れません。「1,200,000」のように数字で入力してください。"),
    "order_unreadable": _l("署名順は1以上の数字で入力してください。"),
}


def fault_sentence(code: str) -> str:
    return str(SENTENCES[code])
