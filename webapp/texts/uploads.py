"""What is said of an uploaded file: why it was refused, and what was changed in the copy that is signed."""

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from adapters.intake import UploadRefused
from contracts.envelope import LARGEST_BYTES, MOST_DOCUMENTS

REFUSALS: dict[str, LazyString] = {
    "empty": _l("ファイルが空です。内容のあるPDFを選んでください。"),
    "not_pdf": _l("PDFではないファイルです。PDFに変換してからアップロードしてください。"),
    "encrypted": _l("パスワードなどで保護されたPDFです。保護を解除してからアップロードしてください。"),
    "damaged": _l("PDFが壊れていて読み取れません。元の文書からPDFを作り直してください。"),
    "page_too_large": _l("大きすぎるページがあります。A0判までの大きさにしてからアップロードしてください。"),
    "already_signed": _l(
        "電子署名済みのPDFです。署名を保つため、締結用の文書としては使えません。署名前のPDFを選んでください。"
    ),
    "too_complex": _l(
        "内容が複雑すぎて処理できません。「PDFとして印刷」などで作り直してからアップロードしてください。"
    ),
    "busy": _l("ほかのファイルを処理中です。少し待ってから、もう一度アップロードしてください。"),
}
WARNINGS: dict[str, LazyString] = {
    "repaired": _l("PDFに壊れた箇所があったため、修復しました。表示をご確認ください。"),
    "active_content_removed": _l("動作を伴う内容（スクリプト、外部への操作など）を取り除きました。"),
    "form_flattened": _l("入力欄は、入力済みの内容のまま固定しました。"),
    "layers_flattened": _l("レイヤーは、表示されている状態で固定しました。"),
    "attachments_removed": _l("添付ファイルを取り除きました。必要な書類は別の文書として送ってください。"),
    "fonts_not_embedded": _l(
        "埋め込まれていないフォントがあります。表示する環境により文字の形が変わることがあります。"
    ),
    "looks_changed": _l("処理の前後で見た目が変わったページがあります。すべてのページをご確認ください。"),
}


def upload_refusal(refused: UploadRefused) -> str:
    """Return the sentence; sizes in MB, page counts as they are."""
    code = str(refused.code)
    if code == "too_large":
        megabytes = int(refused.facts.get("limit_bytes", 0)) // (1024 * 1024)
        return str(gettext("ファイルが大きすぎます。%(limit)sMBまでのPDFを選んでください。", limit=megabytes))
    if code == "too_many_pages":
        limit = refused.facts.get("limit", refused.facts.get("pages", ""))
        return str(
            gettext(
                "ページ数が多すぎます（上限%(limit)sページ）。分けてからアップロードしてください。",
                limit=limit,
            )
        )
    return str(REFUSALS[code])


def envelope_refusal(code: str) -> str:
    """Return why no more documents fit; `code` as of webapp.drafting.EnvelopeFull (MK-52)."""
    if code == "too_many_documents":
        return str(gettext("一度に送れる文書は%(most)s件までです。", most=MOST_DOCUMENTS))
    megabytes = LARGEST_BYTES // (1024 * 1024)
    return str(gettext("文書の大きさの合計は%(limit)sMBまでです。", limit=megabytes))


def upload_warnings(codes: str) -> list[str]:
    """Return the sentences for the codes of a version, which are kept separated by spaces."""
    return [str(WARNINGS[code]) for code in codes.split() if code in WARNINGS]
