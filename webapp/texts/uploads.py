"""What is said of an uploaded file: why it was refused, and what was changed in the copy that is signed."""

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from adapters.intake import UploadRefused
from webapp.parts import parts

REFUSALS: dict[str, LazyString] = {
    "empty": _l("ファイルが空です。内容のあるPDFを選んでください。"),
    "not_pdf": _l("PDFではないファイルです。PDFに変換してからアップロードしてください。"),
    "encrypted": _l("パスワードなどで保護されたPDFです。保護を解除してからアップロードしてください。"),
    "damaged": _l("PDFが壊れていて読み取れません。元の文書からPDFを作り直してください。"),
    "page_too_large": _l("大きすぎるページがあります。A0判までの大きさにしてからアップロードしてください。"),
    "already_signed": _l(
        "電子署名済みのPDFです。署名を保つため、締結用の文書としては使えません。締結するには署名前のPDFを選んでください。署名済みのまま保管するには、契約の「添付書類」に追加してください。"
    ),
    "too_complex": _l(
        "内容が複雑すぎて処理できません。「PDFとして印刷」などで作り直してからアップロードしてください。"
    ),
    "busy": _l("ほかのファイルを処理中です。少し待ってから、もう一度アップロードしてください。"),
    "office_not_installed": _l(
        "Word・Excel・PowerPointの文書は、このサーバーでは変換できません。元のソフトの「PDFとして保存」でPDFにしてからアップロードしてください。"
    ),
    "office_not_converted": _l(
        "文書をPDFに変換できませんでした。元のソフトの「PDFとして保存」でPDFにしてからアップロードしてください。"
    ),
    "office_outside": _l(
        "ほかのファイルやウェブページを読み込む文書です。リンクを解除するか、元のソフトでPDFにしてからアップロードしてください。"
    ),
    "office_too_slow": _l(
        "文書の変換に時間がかかりすぎました。元のソフトの「PDFとして保存」でPDFにしてからアップロードしてください。"
    ),
    "office_too_many": _l(
        "一度に変換できる時間を超えたため、この文書は変換していません。もう一度選んでアップロードしてください。"
    ),
    "zip_empty": _l("ZIPの中にファイルがありません。"),
    "zip_damaged": _l("ZIPを読み取れません。作り直すか、PDFを直接アップロードしてください。"),
    "zip_too_many": _l("ZIPの中のファイルが多すぎます。分けてからアップロードしてください。"),
    "zip_too_heavy": _l("ZIPを開いたときの大きさが上限を超えます。分けてからアップロードしてください。"),
    "zip_encrypted": _l("パスワードで保護されたZIPです。保護を解除してからアップロードしてください。"),
    "zip_nested": _l("ZIPの中に圧縮されたファイルがあります。取り出してからアップロードしてください。"),
    "zip_link": _l("ほかの場所を指すファイルがZIPの中にあります。PDFだけを入れて作り直してください。"),
    "zip_escape": _l("使えない名前のファイルがZIPの中にあります。PDFだけを入れて作り直してください。"),
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
    "id_place_taken": _l(
        "1ページ目の左下に文字や図があります。合意証明書IDをここに小さく印字するため、重なることがあります。余白を空けると避けられます。"
    ),
    "converted": _l(
        "PDFに変換しました。改行・表・文字の形が元の文書と異なることがあります。すべてのページのレイアウトをご確認ください。"
    ),
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
    settings = parts().settings
    if code == "too_many_documents":
        return str(gettext("一度に送れる文書は%(most)s件までです。", most=settings.envelope_files))
    return str(gettext("文書の大きさの合計は%(limit)sMBまでです。", limit=settings.envelope_mb))


def upload_warnings(codes: str) -> list[str]:
    """Return the sentences for the codes of a version, which are kept separated by spaces."""
    return [str(WARNINGS[code]) for code in codes.split() if code in WARNINGS]
