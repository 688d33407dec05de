"""自分の証明書で署名する: why a certificate or a signature is not taken, and what to do."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

_REFUSALS: dict[str, LazyString] = {
    "unreadable": _l(
        "証明書として読み取れません。PEMまたはDER形式の証明書ファイル（.pem、.cer、.crt）を選んでください。"
    ),
    "too_large": _l("ファイルが大きすぎます。署名に使う証明書と、その発行者の証明書だけを入れてください。"),
    "several_signers": _l(
        "署名者の証明書が2つ以上入っています。署名に使う1つと、その発行者の証明書だけを入れてください。"
    ),
    "not_yet_valid": _l("証明書の有効期間がまだ始まっていません。"),
    "expired": _l("証明書の有効期限が切れているか、2日以内に切れます。有効な証明書を選んでください。"),
    "ours": _l("割符の証明書では、当事者としての署名はできません。ご自身の証明書を選んでください。"),
    "chain_broken": _l(
        "署名者の証明書と、入っている発行者の証明書がつながりません。正しい発行者の証明書を入れてください。"
    ),
    "is_an_authority": _l("認証局の証明書では署名できません。ご自身の署名用の証明書を選んでください。"),
    "not_for_signing": _l("この証明書は、文書への署名を目的としていません。署名用の証明書を選んでください。"),
    "too_weak": _l(
        "この証明書の鍵は短すぎるか、対応していない方式です（RSA 2048ビット以上、または楕円曲線256ビット以上）。"
    ),
    "signature_wrong": _l(
        "署名が、この署名対象データに対するものではありません。ダウンロードしたデータそのものに、選んだ証明書の鍵で署名してください（SHA-256、RSAはPKCS#1 v1.5）。"
    ),
    "missing": _l("ファイルを選んでください。"),
    "stale": _l(
        "署名の準備のあとで、ほかの方の署名が書類に加わりました。この署名対象データは使えません。証明書を選ぶところから、もう一度準備してください。"
    ),
    "too_often": _l("準備の回数が上限に達しました。送信者にお問い合わせください。"),
}


def own_refusal(code: str) -> str:
    return str(_REFUSALS[code])
