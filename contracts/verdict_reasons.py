"""The codes behind a verdict in words, for the command line and the public page alike (threats.md 0.1)."""

REASONS = {
    "this_version_is_not_concluded": "締結された版ではありません",
    "unreadable": "ファイルを読み取れません",
    "signature_in_no_field": "署名欄に属さない署名があります",
    "not_intact": "署名された範囲が書き換えられています",
    "not_valid": "署名の値が正しくありません",
    "coverage": "署名の範囲がファイルを覆っていません",
    "modified": "署名後に認められない変更があります",
    "change_not_permitted": "認証で禁じられた変更があります",
    "unexplained_bytes": "説明のつかないデータが付け加えられています",
    "signature_timestamp": "署名のタイムスタンプが正しくありません",
    "in_several_fields": "一つの署名が複数の欄から参照されています",
    "several_signers": "一つの署名に複数の署名者が入っています",
    "data_beside_the_signature": "署名の脇に余分なデータがあります",
    "subfilter": "署名の形式が認められたものではありません",
    "no_message_digest": "署名に文書のダイジェストがありません",
    "weak_digest": "弱いハッシュ関数が使われています",
    "read_leniently": "ファイルの構造に誤りがあり、補って読み取りました",
    "added_after_the_last_signature": "最後の署名の後にデータが追加されています（検証情報など）",
    "nobody_signed": "タイムスタンプだけが付いていて、署名した人はいません",
    "goes_on_from_ours": "このサイトが発行したファイルに、発行していない内容が続いています",
    "not_on_record": (
        "このサイトの鍵で署名されていますが、発行の記録にないファイルです。一部が切り取られたおそれがあります"
    ),
    "not_compared": "版ごとの変更を調べられなかったため、署名の後に変わったことを確かめられません",
    "changed_beyond_signing": "署名の後に、署名のほかの変更が加えられた版があります",
}
UNREADABLE = {
    "not_a_pdf": "PDFではありません",
    "damaged": "ファイルが壊れているため、読み取れません",
    "encrypted": "パスワードで保護されているため、読み取れません",
    "timeout": "決められた時間内に読み取れませんでした",
    "memory": "読み取りに多くのメモリーを要するため、中止しました",
    "crashed": "読み取りの途中で処理が止まりました",
}


def reason_in_words(reason: str) -> str:
    """A reason is a code, with the field it was found in after a colon."""
    code, _, where = reason.partition(":")
    if code == "unreadable" and where in UNREADABLE:
        return UNREADABLE[where]
    sentence = REASONS.get(code, code)
    return f"{sentence}（{where}）" if where else sentence
