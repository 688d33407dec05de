"""操作ログ: the sentence for each code of the audit log, its details, and who the machine's own words mean."""

from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from webapp.texts.acts import TITLES as ACTS
from webapp.texts.audit_details import detail_of
from webapp.texts.audit_people import ACCOUNTS, READERS, VISITS
from webapp.texts.intake import intake_detail

READING: dict[str, LazyString] = {
    "contract_viewed": _l("契約を表示しました"),
    "metadata_history_viewed": _l("契約情報の変更履歴を表示しました"),
    "metadata_reading_viewed": _l("文書から読み取った契約情報を表示しました"),
    "metadata_reading_asked": _l("文書からの契約情報の読み取りを依頼しました"),
    "metadata_proposals_answered": _l("文書から読み取った契約情報を確認しました"),
    "metadata_withheld": _l("相手方に表示する書類情報を変更しました"),
    "metadata_plan_agreed": _l("契約情報をまとめて変更することにしました"),
    "metadata_plan_carried_out": _l("契約情報をまとめて変更しました"),
    "metadata_history_downloaded": _l("契約情報の変更履歴をCSVで保存しました"),
    "ledger_downloaded": _l("契約台帳をファイルで保存しました"),
    "contract_flagged": _l("フラグを付けました"),
    "contract_unflagged": _l("フラグを外しました"),
    "downloaded": _l("ファイルをダウンロードしました"),
    "tax_report_exported": _l("電帳法の報告書を保存しました"),
    "tax_exported": _l("検索結果の文書をまとめてダウンロードしました"),
    "list_downloaded": _l("文書一覧をCSVで保存しました"),
    "deadlines_downloaded": _l("期限の一覧をCSVで保存しました"),
    "index_downloaded": _l("保存用の索引をダウンロードしました"),
    "document_downloaded": _l("ファイルをダウンロードしました"),
    "document_viewed": _l("文書を開きました"),
    "document_shown": _l("文書の内容をブラウザに表示しました"),
    "versions_compared": _l("文書の版を比べました"),
    "version_viewed": _l("文書の版を開きました"),
    "review_file_downloaded": _l("審査依頼の添付ファイルをダウンロードしました"),
    "review_mail_downloaded": _l("審査依頼の元のメールをダウンロードしました"),
    "document_read": _l("文書の確認を終えて次へ進みました"),
    "tax_visit_given": _l("税務調査モードのアカウントを発行しました"),
    "tax_visit_password_renewed": _l("税務調査モードのパスワードを発行し直しました"),
    "tax_visit_revoked": _l("税務調査モードを終了しました"),
    "tax_visit_signed_in": _l("税務調査モードでログインしました"),
    "tax_visit_signed_out": _l("税務調査モードからログアウトしました"),
    "tax_visit_sign_in_failed": _l("税務調査モードへのログインに失敗しました"),
    "tax_visit_listed": _l("税務調査モードで記録を検索しました"),
    "tax_visit_corrections_viewed": _l("税務調査モードで訂正・削除の履歴を表示しました"),
    "tax_visit_viewed": _l("税務調査モードで記録を表示しました"),
    "tax_visit_downloaded": _l("税務調査モードでダウンロードしました"),
    "overview_listed": _l("横断閲覧で契約の一覧を表示しました"),
    "overview_viewed": _l("横断閲覧で契約を表示しました"),
    "overview_downloaded": _l("横断閲覧でファイルをダウンロードしました"),
}
DESK: dict[str, LazyString] = {
    "metadata_changed": _l("契約情報を変更しました"),
    "document_uploaded": _l("ファイルをアップロードしました"),
    "document_removed": _l("文書を取り除きました"),
    "version_checked": _l("文書の版を確認済みにしました"),
    "version_check_withdrawn": _l("文書の版の確認済みを取り消しました"),
    "version_restored": _l("以前の版の内容に戻しました"),
    "comment_written": _l("社内コメントを書きました"),
    "version_shared": _l("文書の版を社外に共有しました"),
    "share_opened": _l("社外に共有した文書が開かれました"),
    "share_code_last_try": _l("社外共有のアクセスコードの最後の試行がありました"),
    "share_commented": _l("社外に共有した文書にコメントしました"),
    "share_agreed": _l("社外に共有した文書の内容が了承されました"),
    "share_revoked": _l("社外への共有を終了しました"),
    "review_asked": _l("契約審査を依頼しました"),
    "review_answered": _l("契約審査のやり取りに書きました"),
    "intake_taken": _l("メールまたはSlackで審査依頼を受け付けました"),
    "intake_refused": _l("メールまたはSlackからの受付を断りました"),
    "review_assigned": _l("契約審査の担当者を決めました"),
    "review_became_draft": _l("審査依頼から下書きを作りました"),
    "document_received": _l("必要書類を受領しました"),
    "document_asked_again": _l("必要書類の再提出を依頼しました"),
    "document_purged": _l("保存期間を過ぎた書類を削除しました"),
    "timestamps_renewed": _l("保管用タイムスタンプを追加しました"),
    "renewal_failed": _l("保管用タイムスタンプを追加できませんでした"),
    "proposal_adopted": _l("相手方が入力した値を契約の内容に反映しました"),
    "proposal_left": _l("相手方が入力した値を反映しないことにしました"),
    "draft_copied": _l("取り下げた契約から下書きを作成しました"),
    "draft_deleted": _l("下書きを削除しました"),
    "demo_case_made": _l("デモの契約を作成しました"),
    "papers_link_reissued": _l("締結済み文書のリンクを再発行しました"),
    "contact_entered": _l("再依頼の宛先を入力しました"),
    "bulk_request_confirmed": _l("まとめて再依頼しました"),
    "bulk_prepared": _l("一斉送信のCSVを取り込みました"),
    "bulk_discarded": _l("一斉送信を送信せずに破棄しました"),
    "bulk_started": _l("一斉送信を始めました"),
    "bulk_paused": _l("一斉送信を一時停止しました"),
    "bulk_resumed": _l("一斉送信を再開しました"),
    "bulk_cancelled": _l("一斉送信を中止しました"),
    "bulk_finished": _l("一斉送信が終わりました"),
    "import_planned": _l("登録する締結済み契約のファイルを選びました"),
    "import_discarded": _l("締結済み契約のファイルを登録せずに破棄しました"),
    "import_started": _l("締結済み契約の登録を始めました"),
    "import_stopped": _l("締結済み契約の登録を一時停止しました"),
    "import_resumed": _l("締結済み契約の登録を再開しました"),
    "import_retried": _l("登録できなかったファイルをもう一度登録しています"),
    "import_twins_taken": _l("重複の可能性があるファイルを、それでも登録すると決めました"),
    "import_twins_left": _l("重複の可能性があるファイルを登録しないと決めました"),
    "import_finished": _l("締結済み契約の登録が終わりました"),
    "import_stamped": _l("登録したファイルにタイムスタンプを付けました"),
    "access_code_unlocked": _l("アクセスコードの停止を解除しました"),
    "second_factors_revoked": _l("二段階認証の登録を解除しました"),
    "master_key_rotated": _l("ファイルを暗号化するマスター鍵を新しい世代に更新しました"),
    "installation_restored": _l("バックアップから復元しました"),
    "master_key_retired": _l("ファイルを暗号化するマスター鍵の古い世代を廃止しました"),
    "contract_frozen": _l("記録の不一致を検知し、契約を停止しました"),
    "signing_refused": _l("記録にない署名の要求を断りました"),
    "signing_certificate_taken": _l("割符の署名用の証明書が新しくなりました"),
    "own_signature_prepared": _l("相手方が自分の証明書での署名を準備しました"),
    "own_signature_given": _l("相手方が自分の証明書の署名を登録しました"),
}
DELIVERY: dict[str, LazyString] = {
    "delivery_answered": _l("電子交付の確認に回答しました"),
    "paper_delivered": _l("紙で渡したことを記録しました"),
}
COMPLIANCE: dict[str, LazyString] = {
    "certificates_exported": _l("合意証明書一覧を出力しました"),
    "audit_exported": _l("操作ログを出力しました"),
    "timeline_exported": _l("署名履歴を出力しました"),
    "evidence_packaged": _l("立証パッケージを出力しました"),
    "attachment_filed": _l("添付書類を保管しました"),
    "attachment_removed": _l("添付書類を一覧から外しました"),
    "audit_verified": _l("監査ログを検証しました"),
    "archive_check_started": _l("一括検証を始めました"),
    "archive_check_finished": _l("一括検証が終わりました"),
    "archive_check_stopped": _l("一括検証を中止しました"),
    "archive_check_exported": _l("一括検証の報告書を出力しました"),
    "disposal_proposed": _l("契約の廃棄を提案しました"),
    "disposal_approved": _l("契約の廃棄を承認しました"),
    "disposal_rejected": _l("契約の廃棄の提案を却下しました"),
    "disposal_finished": _l("契約の廃棄が終わりました"),
    "contract_disposed": _l("保存期間が満了した契約を廃棄しました"),
    "disposed_contract_back": _l("廃棄した契約の項目が、バックアップからの復元で戻りました"),
    "person_request_registered": _l("本人からの請求を登録しました"),
    "person_hints_ticked": _l("本人からの請求で、氏名などが一致した記録を確かめました"),
    "person_data_disclosed": _l("本人からの請求で、開示するデータを出力しました"),
    "person_data_erased": _l("本人からの請求で、個人データを消去しました"),
    "person_erasure_carried_out": _l("本人からの請求の消去を終えました"),
    "person_letter_opened": _l("本人への回答書を表示しました"),
    "person_request_answered": _l("本人からの請求に回答しました"),
    "person_request_withdrawn": _l("本人からの請求を取り下げとしました"),
    "log_anchored": _l("監査ログの末尾に外部タイムスタンプを付与しました"),
}
ADDRESSES: dict[str, LazyString] = {
    "address_filed": _l("電子契約用メールアドレスを届け出ました"),
    "address_confirmed": _l("届け出たメールアドレスを確認しました"),
    "address_invited": _l("メールアドレスの届出を依頼しました"),
    "address_approved": _l("メールアドレスの届出を承認しました"),
    "address_rejected": _l("メールアドレスの届出を却下しました"),
    "address_replaced": _l("メールアドレスの届出を新しい届出に置き換えました"),
    "address_expired": _l("メールアドレスの届出を失効させました"),
    "outdated_address_accepted": _l("有効でない届出のメールアドレスに送ることを確認しました"),
}
OFFICE: dict[str, LazyString] = {
    "preferences_changed": _l("組織の設定を変更しました"),
    "preferences_confirmed": _l("組織の設定を確かめて保存しました"),
    "organization_renamed": _l("会社名を確かめて保存しました"),
    "policies_changed": _l("セキュリティと上限の設定を変更しました"),
    "sso_changed": _l("会社のアカウントでのログインの設定を変更しました"),
    "sso_tried": _l("会社のアカウントでのログインを試しました"),
    "announcement_made": _l("お知らせを出しました"),
    "announcement_withdrawn": _l("お知らせを取り下げました"),
    "own_phone_changed": _l("自分の電話番号を変更しました"),
    "own_slack_changed": _l("自分のSlackのメンバーIDを変更しました"),
    "office_text_changed": _l("ご案内とFAQの文章を変更しました"),
    "office_text_reset": _l("ご案内とFAQの文章を既定に戻しました"),
    "logo_changed": _l("ロゴを変更しました"),
    "logo_removed": _l("ロゴを取り外しました"),
    "template_made": _l("文書テンプレートを保存しました"),
    "template_changed": _l("文書テンプレートを変更しました"),
    "template_deleted": _l("文書テンプレートを削除しました"),
    "template_used": _l("文書テンプレートから下書きを作りました"),
    "contact_added": _l("宛先帳に追加しました"),
    "contact_kept": _l("宛先帳の宛先を変更しました"),
    "contact_deleted": _l("宛先帳から削除しました"),
    "contacts_imported": _l("宛先帳をCSVで取り込みました"),
    "contacts_exported": _l("宛先帳をCSVで出力しました"),
    "snippet_added": _l("定型文を追加しました"),
    "snippet_changed": _l("定型文を変更しました"),
    "snippet_deleted": _l("定型文を削除しました"),
    "approval_route_added": _l("承認経路を追加しました"),
    "approval_route_changed": _l("承認経路を変更しました"),
    "approval_route_moved": _l("承認経路の順番を変えました"),
    "approval_route_disabled": _l("承認経路を停止しました"),
    "approval_route_enabled": _l("承認経路の停止を解除しました"),
    "approval_delegated": _l("承認の代理を設定しました"),
    "approval_delegation_revoked": _l("承認の代理を取り消しました"),
    "contract_type_added": _l("契約種別を追加しました"),
    "contract_type_changed": _l("契約種別を変更しました"),
    "contract_type_moved": _l("契約種別の並び順を変えました"),
    "contract_type_hidden": _l("契約種別を選べないようにしました"),
    "contract_type_offered": _l("契約種別をまた選べるようにしました"),
    "hold_begun": _l("廃棄の停止を登録しました"),
    "hold_contracts_put": _l("契約の廃棄を停止しました"),
    "hold_contract_taken": _l("契約を廃棄の停止から外しました"),
    "hold_released": _l("廃棄の停止を解除しました"),
}
SHELVES: dict[str, LazyString] = {
    "group_created": _l("グループを作成しました"),
    "group_renamed": _l("グループの名前を変更しました"),
    "group_filled": _l("グループのメンバーを変更しました"),
    "group_deleted": _l("グループを削除しました"),
    "folder_created": _l("フォルダを作成しました"),
    "folder_renamed": _l("フォルダの名前を変更しました"),
    "folder_moved": _l("フォルダを移しました"),
    "folder_given": _l("フォルダの権限を変更しました"),
    "folder_deleted": _l("フォルダを削除しました"),
    "tag_renamed": _l("タグの名前を変更しました"),
    "tags_merged": _l("タグをまとめました"),
    "tag_deleted": _l("タグを削除しました"),
    "columns_chosen": _l("一覧に表示する列を変更しました"),
    "view_saved": _l("一覧の表示を保存しました"),
    "view_changed": _l("保存した表示を変更しました"),
    "view_deleted": _l("保存した表示を削除しました"),
    "view_opens": _l("最初に開く表示を変更しました"),
    "right_given": _l("利用者に権限を付けました"),
    "right_taken": _l("利用者から権限を外しました"),
    "overview_given": _l("他の組織の監査に横断閲覧を許可しました"),
    "overview_revoked": _l("他の組織の監査への横断閲覧の許可を取り消しました"),
    "overview_given_elsewhere": _l("他の組織から横断閲覧を許可されました"),
    "overview_revoked_elsewhere": _l("他の組織の横断閲覧の許可が取り消されました"),
}
KEEPING: dict[str, LazyString] = {
    "contract_kept_as": _l("文書の保存区分を変更しました"),
    "contract_filed": _l("文書の保管場所を変更しました"),
    "contract_tagged": _l("文書のタグを変更しました"),
    "deadline_reminder_set": _l("契約の期限のリマインドを設定しました"),
    "deadline_reminder_removed": _l("契約の期限のリマインドを外しました"),
    "contract_given": _l("文書の権限を変更しました"),
    "contract_made_confidential": _l("文書を親展にしました"),
    "contract_made_ordinary": _l("文書の親展を解除しました"),
    "owner_changed": _l("担当者を変更しました"),
    "contracts_related": _l("関連する契約を登録しました"),
    "contracts_parted": _l("契約の関連を外しました"),
}
GROUPS: dict[str, tuple[LazyString, frozenset[str]]] = {
    "accounts": (_l("ログインと利用者"), frozenset(ACCOUNTS)),
    "reading": (_l("表示とダウンロード"), frozenset(READING)),
    "contracts": (
        _l("契約の手続き"),
        frozenset(ACTS) | frozenset(DESK) | frozenset(DELIVERY) | frozenset(KEEPING),
    ),
    "visits": (_l("相手方の操作"), frozenset(VISITS) | frozenset(READERS)),
    "office": (_l("設定"), frozenset(OFFICE) | frozenset(SHELVES)),
    "addresses": (_l("届出メールアドレス"), frozenset(ADDRESSES)),
    "compliance": (_l("出力と検証"), frozenset(COMPLIANCE)),
}
_SENTENCES = (
    ACCOUNTS
    | READERS
    | READING
    | VISITS
    | DESK
    | DELIVERY
    | ADDRESSES
    | OFFICE
    | COMPLIANCE
    | SHELVES
    | KEEPING
)
_MACHINES: dict[str, LazyString] = {
    "engine": _l("システム"),
    "installer": _l("初期設定"),
    "command": _l("管理コマンド"),
    "signing_process": _l("署名プロセス"),
    "schedule": _l("自動（毎年の検証）"),
    "intake": _l("メール・Slackの受付"),
    "": _l("ログインしていない方"),
}


def knows(code: str) -> bool:
    return code in _SENTENCES or code in ACTS


def group_label(group: str) -> str:
    return str(GROUPS[group][0])


def audit_sentence(code: str, facts: dict[str, Any]) -> str:
    """Return what happened; a code of another release is shown as it is."""
    sentence = ACTS[code][0] if code in ACTS else _SENTENCES.get(code, code)
    detail = intake_detail(code, facts) or detail_of(code, facts)
    return str(_("%(title)s（%(item)s）", title=sentence, item=detail) if detail else sentence)


def machine_name(actor: str) -> str:
    """Return who acted when it was no person; an id of nobody we know stays an id."""
    return str(_MACHINES.get(actor, actor))
