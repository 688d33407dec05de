"""監査ログを検証: every row computed anew, for some seconds at a time, and held against the anchors (T73)."""

from time import monotonic

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from database.queries.audit_log import head_of
from database.queries.log_chain import Walked, anchored_heads, strays, walked_log
from database.queries.metadata_check import unlike_changes
from database.queries.tombstones import unlike_stones
from webapp.access.staff import staff
from webapp.compliance.blueprint import blueprint
from webapp.compliance.exporting import tell_export
from webapp.parts import parts
from webapp.texts.log_faults import broken_sentence, stray_sentence

AT_A_TIME_SECONDS = 8.0
"""Some 150,000 rows; a longer log is gone on with by the next press."""
HIGHEST_SEQUENCE = 2**31 - 1


@blueprint.post("/audit/verification")
def audit_verification() -> ResponseReturnValue:
    after = min(max(0, request.form.get("after", 0, type=int)), HIGHEST_SEQUENCE)
    organization = staff().organization.id
    until = monotonic() + AT_A_TIME_SECONDS
    with parts().database.reading() as session:
        head = head_of(session, organization)
        total = head.sequence if head else 0
        known = anchored_heads(session, organization)
        walked = walked_log(session, organization, known, min(after, total), lambda _: monotonic() < until)
        is_whole = walked.reached >= total
        is_sound = is_whole and not walked.broken
        stray = next(strays(session, organization), None) if is_sound else None
        unlike = next(unlike_changes(session, organization), None) if is_sound else None
        stone = next(unlike_stones(session, organization), None) if is_sound else None
    fault = walked.broken.sequence if walked.broken else stray.sequence if stray else 0
    tell_export("audit_verified", "", after=after, through=walked.reached, broken=fault)
    if stray is not None:
        flash(stray_sentence(stray.contract, stray.sequence, is_logged=stray.is_logged), "error")
    elif unlike is not None:
        flash(
            _("契約情報の変更履歴が、操作ログ%(n)s番と一致しません（改ざんの疑い）。", n=unlike.sequence),
            "error",
        )
    elif stone is not None:
        words = _("廃棄の記録が、操作ログと一致しません（契約 %(contract)s）。", contract=stone.contract)
        flash(words, "error")
    else:
        _say(walked, total)
    checked = None if is_whole or walked.broken else walked.reached
    return redirect(url_for("compliance.audit", checked=checked), 303)


def _say(walked: Walked, total: int) -> None:
    if walked.broken is not None:
        flash(broken_sentence(walked.broken), "error")
    elif walked.reached < total:
        words = _("%(reached)s番まで異常なし。続きを検証してください。", reached=walked.reached)
        flash(words, "info")
    else:
        words = _("監査ログに異常なし。%(through)s番まで検証しました。", through=walked.reached)
        flash(words, "success")
