"""What the API's own problems say: titles by HTTP status, details by code."""

from flask_babel import LazyString, lazy_gettext

_l = lazy_gettext

SENTENCES: dict[str | int, LazyString] = {
    202: _l("処理中です"),
    400: _l("リクエストを受け付けられませんでした"),
    401: _l("認証が必要です"),
    403: _l("この操作はできません"),
    404: _l("見つかりません"),
    409: _l("いまの状態では行えません"),
    412: _l("読んだ後に変わっています"),
    413: _l("大きすぎます"),
    422: _l("入力内容を処理できません"),
    503: _l("ただいま受け付けられません"),
    "token_missing": _l("Authorizationヘッダーに「Bearer トークン」を指定してください。"),
    "token_invalid": _l("トークンが正しくないか、無効にされています。新しいトークンを発行してください。"),
    "forbidden": _l("このトークンの利用者には、この操作の権限がありません。"),
    "not_found": _l("この契約は存在しないか、表示する権限がありません。"),
    "not_json": _l("本文をJSONとして読み取れません。UTF-8のJSONオブジェクトを送ってください。"),
    "input_refused": _l("errorsに示した項目を直して、もう一度送ってください。"),
    "unknown_stage": _l("stageには契約の状態のコードを指定してください。"),
    "file_missing": _l("multipart/form-dataの「file」にPDFを入れて送ってください。"),
    "too_many_documents": _l("一度に送れる文書は100件までです。"),
    "too_heavy": _l("文書の大きさの合計は200MBまでです。"),
    "no_such_party": _l("この契約に、そのIDの当事者はいません。"),
    "not_submitted": _l("この契約はまだ送信されていません。"),
    "no_such_document": _l("documentには、この契約の文書の番号を1から指定してください。"),
    "too_large": _l("送信できる大きさの上限を超えています。"),
    "already_submitted": _l("この契約はすでに送信されています。"),
    "concluded_stays": _l(
        "締結済みの文書は差し替えられません。変更契約や覚書を新しい契約として作成し、関連付けてください。"
    ),
    "being_submitted": _l("この契約は送信処理中です。少し待ってからもう一度お試しください。"),
    "boxes_changed": _l("署名位置が別の操作で変更されています。もう一度読み込んでから送ってください。"),
    "pages_unmeasured": _l("ただいま文書のページを測れません。少し待ってから、もう一度送ってください。"),
    "metadata_changed_meanwhile": _l(
        "この契約情報は、読んだ後に変更されています。もう一度読んでから送ってください。"
    ),
    "draft_changed": _l("この下書きは、いま別の操作で変更されました。もう一度読み込んでから送ってください。"),
    "draft_incomplete": _l("送信に必要な内容が足りません。errorsに示した項目を補ってください。"),
    "key_missing": _l("Idempotency-Keyを指定してください。同じ鍵で送り直すと、続きを行います。"),
    "no_such_run": _l("そのIDのまとめての再依頼はありません。"),
    "unknown_folder": _l("このフォルダは存在しないか、契約を入れる権限がありません。"),
    "key_unusable": _l("Idempotency-Keyは128文字までの半角英数字と記号で指定してください。"),
    "not_concluded": _l("締結がまだ完了していないため、署名済みの文書はありません。"),
    "certificate_not_issued": _l("合意証明書はまだ発行されていません。"),
    "engine_unavailable": _l("契約を処理する仕組みが応答していません。この操作は行われていません。"),
    "not_known_yet": _l(
        "結果がまだ確認できていません。同じIdempotency-Keyでもう一度送ると結果が分かります。二重に処理されることはありません。"
    ),
    "required": _l("必須の項目です。"),
    "type": _l("値の型が正しくありません。"),
    "enum": _l("選択肢にない値です。"),
    "pattern": _l("書式が正しくありません。"),
    "format": _l("書式が正しくありません。"),
    "minLength": _l("値が短すぎるか、空です。"),
    "maxLength": _l("値が長すぎます。"),
    "minimum": _l("値が小さすぎます。"),
    "maximum": _l("値が大きすぎます。"),
    "minItems": _l("1件以上指定してください。"),
    "maxItems": _l("数が多すぎます。"),
    "unknown_contract_type": _l("この契約種別は登録されていません。"),
    "unknown_item": _l("この契約種別に、このコードの項目はありません。"),
    "ways_unlike_documents": _l("アップロードした文書と同じ数だけ、文書の順に指定してください。"),
    "maxProperties": _l("数が多すぎます。"),
    "period_unreadable": _l("期間を「3か月」「90日」「1年」の形で指定してください。"),
    "day_unreadable": _l("日付を「2026-04-01」の形で指定してください。"),
    "amount_unreadable": _l("金額を円単位の整数で指定してください。"),
    "money_unreadable": _l("金額を「1200000」「USD 5000」の形で指定してください。"),
    "unknown_code": _l("この項目で使えるコードを指定してください。"),
    "number_unreadable": _l("1以上の整数で指定してください。"),
    "invalid": _l("値が正しくありません。"),
}


def sentence_for_problem(code: str | int) -> str:
    return str(SENTENCES.get(code, SENTENCES["invalid"]))
