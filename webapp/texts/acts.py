"""One sentence for each kind of event, for the timeline; 社内差し戻し and 相手方差し戻し are told apart (AD-05)."""

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

# The tones are those of macros/timeline.html; "" is the plain one.
TITLES: dict[str, tuple[LazyString, str]] = {
    "contract_submitted": (_l("送信しました"), ""),
    "contract_imported": (_l("締結済みの契約として登録しました（外部締結）"), ""),
    "approval_given": (_l("社内承認しました"), "done"),
    "approval_rejected": (_l("社内承認を却下しました"), "stopped"),
    "returned_to_owner": (_l("社内差し戻し：修正を求めました"), "alert"),
    "approval_opposed": (_l("社内承認に反対しました"), "alert"),
    "returned_to_step": (_l("社内差し戻し：前の承認の段階に戻しました"), "alert"),
    "pulled_back": (_l("取り戻し：承認の依頼を取り戻しました"), "alert"),
    "approval_escalated": (_l("時間内に承認されなかったため、次の方にも承認を依頼しました"), "alert"),
    "approver_passed_over": (_l("承認できなくなった方を除きました"), ""),
    "round_prepared": (_l("送信する文書を確定し、作成の電子署名を付けました"), ""),
    "party_invited": (_l("署名を依頼しました"), ""),
    "terms_accepted": (_l("利用規約に同意し、文書を確認しました"), ""),
    "party_locked": (_l("コードの誤入力が続いたため、停止しました"), "alert"),
    "party_unlocked": (_l("コードの入力の停止を解除しました"), ""),
    "document_submitted": (_l("必要書類を提出しました"), ""),
    "sent_back": (_l("相手方差し戻し：修正を求められました"), "alert"),
    "round_resumed": (_l("変更せず再開しました"), ""),
    "round_opened": (_l("新しい版で再開しました"), ""),
    "agreement_recorded": (_l("同意しました（締結を確定）"), "done"),
    "agreement_sealed": (_l("同意の電子署名とタイムスタンプを付けました"), ""),
    "contract_concluded": (_l("締結が完了しました"), "done"),
    "certificates_issued": (_l("合意証明書を発行しました"), "done"),
    "contract_withdrawn": (_l("取り下げました"), "stopped"),
    "contract_declined": (_l("却下しました"), "stopped"),
    "party_claimed": (_l("締結用URLからメールアドレスを確認し、手続きを始めました"), ""),
    "party_handed_over": (_l("署名者を変更しました"), "alert"),
    "link_reissued": (_l("署名を再依頼しました"), ""),
    "contact_changed": (_l("再依頼の宛先を変更しました"), "alert"),
    "conclusion_confirmed": (_l("送信者が内容を確認し、締結を進めました"), ""),
    "party_reminded": (_l("期限が近いため、自動でリマインドしました"), ""),
    "deadline_extended": (_l("署名の期限を延長しました"), ""),
    "reminders_switched": (_l("自動リマインドを変更しました"), ""),
    "retraction_asked": (_l("同意の撤回を申し出ました"), "alert"),
    "retraction_answered": (_l("撤回の申し出に回答しました"), ""),
    "round_expired": (_l("署名の期限が切れました"), "stopped"),
    "term_opened": (_l("契約期間の管理を始めました"), ""),
    "term_began": (_l("契約期間が始まりました"), "done"),
    "expiry_approached": (_l("契約終了日が近づいたため、担当者と承認者に知らせました"), "alert"),
    "term_ended": (_l("契約期間が終了しました"), "stopped"),
    "term_changed": (_l("契約期間・更新条件の変更を反映しました"), ""),
    "renewal_asked": (_l("更新の判断を担当者に依頼しました"), "alert"),
    "renewal_escalated": (_l("更新の判断が未回答のため、担当者と承認者に知らせました"), "alert"),
    "term_rolled_forward": (_l("契約終了日を更新期間だけ先へ進めました"), "done"),
    "term_unsettled": (_l("更新期間が未登録のため、契約期間を確認できなくなりました"), "alert"),
}


OUTCOMES: dict[tuple[str, str], LazyString] = {
    ("contract_submitted", "for_approval"): _l("社内の承認を依頼しました"),
    ("retraction_answered", "accepted"): _l("撤回の申し出を受け入れました"),
    ("retraction_answered", "refused"): _l("撤回の申し出を受け入れませんでした"),
    ("party_reminded", "late"): _l("予定の時刻を過ぎてから、自動でリマインドしました（遅延）"),
    ("reminders_switched", "on"): _l("自動リマインドを再開しました"),
    ("reminders_switched", "off"): _l("自動リマインドを止めました"),
    ("agreement_recorded", "naming"): _l("取引士として記名しました（契約への同意ではありません）"),
    ("agreement_sealed", "naming"): _l("記名の電子署名とタイムスタンプを付けました"),
}


def act_title(kind: str, item: str = "", outcome: str = "") -> str:
    title = str(TITLES[kind][0]) if kind in TITLES else kind
    title = str(OUTCOMES.get((kind, outcome), title))
    return str(_("%(title)s（%(item)s）", title=title, item=item)) if item else title


def acted_by(actor: str, on_behalf: str) -> str:
    """Return the name; of a delegate with whose delegate it was (MK-48)."""
    return str(_("%(name)s（%(principal)s の代理）", name=actor, principal=on_behalf)) if on_behalf else actor


def act_tone(kind: str) -> str:
    return TITLES[kind][1] if kind in TITLES else ""
