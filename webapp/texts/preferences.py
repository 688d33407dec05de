"""組織の設定: the name of each, and what it changes, in one line."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.code_rule import CodeRule

ARRIVAL_WAYS: dict[str, LazyString] = {
    "mail": _l("メール・SMSで個別に届ける"),
    "url": _l("締結用URLを自分で渡す"),
}
CODE_RULES: dict[CodeRule, LazyString] = {
    CodeRule.FREE: _l("半角の英数字と記号、4〜64文字"),
    CodeRule.FOUR_DIGITS: _l("4桁の数字"),
}
CERTIFICATE_READERS: dict[str, LazyString] = {
    "link": _l("リンクを受け取った方（アカウント不要）"),
    "account": _l("アカウントに登録した方"),
    "sender": _l("自社だけ"),
}
LABELS: dict[str, LazyString] = {
    "request_link_days": _l("署名の期限（日）"),
    "reminders": _l("自動リマインド"),
    "remind_at": _l("リマインドの時間帯"),
    "keeps_hours": _l("夜間と休日には、リマインドを送らない"),
    "sending_hours": _l("送る時間帯"),
    "company_holidays": _l("会社の休日"),
    "completed_link_days": _l("締結後のリンクの期限（日）"),
    "claim_into_account_days": _l("アカウントに保存できる期間（日）"),
    "arrival_way": _l("推奨する届け方"),
    "warns_of_free_mail": _l("法人にフリーメールが入力されたら注意を表示する"),
    "contact_phone": _l("組織の電話番号"),
    "replies_to_owner": _l("依頼のメールへの返信を担当者に届ける"),
    "sms_beside_mail": _l("メールと携帯電話番号の両方がある方には、両方に届ける"),
    "access_code_rule": _l("アクセスコードの形式"),
    "access_code_hint": _l("ヒントの初期値"),
    "seal_methods": _l("印影の作り方の初期値"),
    "declares_authority": _l("締結する権限があることの確認を求める（初期値）"),
    "registered_seals": _l("法人（実印）を選べるようにする（電子証明書オプション）"),
    "shows_comment_on_page": _l("コメントを相手の画面にも表示する"),
    "requires_full_view": _l("すべてのページを表示するまで次へ進めない"),
    "allows_send_back": _l("差し戻しを受け付ける"),
    "allows_decline": _l("却下を受け付ける"),
    "attaches_signed_pdf": _l("締結した文書をメールに添付する"),
    "attaches_certificate": _l("合意証明書をメールに添付する"),
    "certificate_access": _l("合意証明書を受け取れる方"),
    "attaches_despite_code": _l("アクセスコードを設定した相手にも添付する"),
    "largest_attachment_mb": _l("添付する大きさの上限（MB）"),
    "identity_retention_days": _l("本人確認書類の保存日数（締結後）"),
    "contact_change_needs_reason": _l("署名再依頼で宛先を変えるとき、理由の入力を必須にする"),
    "withdrawal_leaves_draft": _l("取り下げるとき、同じ内容の下書きを残す（初期値）"),
    "min_signature_boxes": _l("必要な署名ボックスの数"),
    "signature_boxes_for_each": _l("相手の署名者ごとに数える"),
    "review_files": _l("審査依頼に添付できるファイルの数"),
    "review_file_mb": _l("審査依頼の添付1件の大きさの上限（MB）"),
    "review_total_mb": _l("審査依頼の添付の合計の上限（MB）"),
    "sends_only_approved": _l("社内の承認を受けた契約だけを送信する"),
    "sends_only_to_domains": _l("送信できるメールのドメイン"),
    "sends_only_from_templates": _l("文書テンプレートから作った契約だけを送信する"),
    "deadline_digest": _l("毎月1日に、更新拒絶期限が近い契約をメールで知らせる"),
    "digest_months": _l("知らせる期間（月）"),
    "watch_report": _l("毎週月曜日に、お知らせの漏れがないかをメールで報告する"),
    "renewal_ask_days": _l("更新の判断を担当者に依頼する日（期限の何日前）"),
    "renewal_escalate_days": _l("未回答を承認者に知らせる日（期限の何日前）"),
    "accounts_open": _l("相手方のアカウント登録を受け付ける"),
    "address_form_open": _l("電子契約用メールアドレスの届出を受け付ける"),
}
HINTS: dict[str, LazyString] = {
    "request_link_days": _l("依頼のリンクが使える日数です。すでに送信した契約は変わりません。"),
    "reminders": _l("まだ同意していない方に、期限の前に自動で送るメールです。契約ごとに変えられます。"),
    "remind_at": _l("「期限の2・9・16・23日前」のときに使います。"),
    "keeps_hours": _l(
        "土日、祝日、会社の休日にあたるときは、次の営業日の朝に送ります。SMSだけで届ける方への依頼も同じです。期限に間に合わないときは、そのまま送ります。"
    ),
    "sending_hours": _l("この時間の外にあたるときは、次に始まる時刻に送ります。例：08:30-21:00"),
    "company_holidays": _l("土日と祝日のほかの休日を、1行に1日ずつ書きます。例：2026/12/30"),
    "completed_link_days": _l("締結した文書を、届いたリンクから開ける日数です。0は無期限です。"),
    "claim_into_account_days": _l("相手方が、締結した文書を自分のアカウントに入れられる日数です。"),
    "arrival_way": _l("契約の入力画面で「自社の推奨」と表示され、新しい当事者の初期値になります。"),
    "warns_of_free_mail": _l("注意だけを表示し、送信はできます。"),
    "contact_phone": _l("担当者の電話番号がないときに、依頼のメールに記載されます。例：03-1234-5678"),
    "replies_to_owner": _l("オフのときは、返信できない送信専用のアドレスから届きます。"),
    "sms_beside_mail": _l("オフのときは、メールだけで届けます。"),
    "access_code_rule": _l("新しく設定するコードに使います。"),
    "access_code_hint": _l("空欄のときは「生年月日を西暦8桁で…」が入ります。"),
    "seal_methods": _l("新しい当事者に、はじめから選ばれている作り方です。"),
    "declares_authority": _l("当事者ごとに変えられます。"),
    "registered_seals": _l("法人（実印）の方は、ご自身の電子証明書でしか同意できません（当事者型）。"),
    "shows_comment_on_page": _l("SMSだけで届ける相手にも、コメントが見えるようになります。"),
    "requires_full_view": _l("オフでも、表示したページは記録されます。"),
    "allows_send_back": _l("相手方が、理由を書いて修正を求められます。"),
    "allows_decline": _l("相手方が、理由を書いて契約の手続きを終わらせられます。"),
    "attaches_signed_pdf": _l("上限を超える大きさのときは、リンクだけを送ります。"),
    "attaches_certificate": _l("締結完了のメールに添付されます。"),
    "certificate_access": _l("「リンクを受け取った方」のほかは、締結完了のメールにも添付しません。"),
    "attaches_despite_code": _l("オフのときは、コードを入力して開くリンクだけを送ります。"),
    "largest_attachment_mb": _l("1通のメールに添付する合計です。"),
    "identity_retention_days": _l("この日数が過ぎると、提出された本人確認書類を削除します。"),
    "contact_change_needs_reason": _l("変更前と変更後の宛先は、オフでも操作ログに残ります。"),
    "withdrawal_leaves_draft": _l("取り下げの画面で、契約ごとに選び直せます。"),
    "min_signature_boxes": _l(
        "文書の上に置いていないと送信できない数です。0のときは、置かなければ末尾の署名欄に印影が入ります。"
    ),
    "signature_boxes_for_each": _l("オフのときは、依頼全体の合計で数えます。"),
    "review_files": _l("一度の依頼や回答に添付できる数です。"),
    "review_file_mb": _l("これより大きいファイルは添付できません。"),
    "review_total_mb": _l("一度の依頼や回答に添付するファイルの合計です。"),
    "sends_only_approved": _l("契約種別や承認経路にかかわらず、承認者が承認するまで相手に届きません。"),
    "sends_only_to_domains": _l(
        "空欄のときは制限しません。例：example.co.jp。SMSだけの宛先には送れなくなります。自社署名者は対象外です。"
    ),
    "sends_only_from_templates": _l("テンプレートのファイルを差し替えた契約も送信できません。"),
    "deadline_digest": _l("担当者には担当する契約を、管理者には見られるすべての契約を知らせます。"),
    "digest_months": _l("1のときは、その月に期限が来る契約だけです。"),
    "renewal_ask_days": _l(
        "期限は更新拒絶期限日、なければ契約終了日です。休日に当たるときは直前の営業日に依頼します。"
    ),
    "renewal_escalate_days": _l("担当者の回答がないときに、担当者と承認者に知らせます。"),
    "watch_report": _l("管理者に届きます。詳しくは「期限の見張り台帳」で確認できます。"),
    "accounts_open": _l("登録は任意で、しなくても契約と書類の受け取りができます。"),
    "address_form_open": _l("相手方が、契約に使うメールアドレスとアクセスコードを事前に届け出るページです。"),
}
