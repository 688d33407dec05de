"""`/warifu 件名` in Slack: a request of whoever typed it, answered to them alone (MK-44)."""

import logging

from flask import Response, abort, jsonify, request
from flask_babel import force_locale
from flask_babel import gettext as _

from adapters.reports import ReportRefused, SlashCommand, escaped, slack_command
from contracts.languages import LANGUAGES
from database.engine import now_of
from database.intake_desk import IntakeDesk
from database.intake_words import Command
from database.people import User
from database.queries.intake import user_of_member
from webapp.hooks.blueprint import blueprint
from webapp.hooks.slack_link import answer_to_code, code_in
from webapp.hooks.telling import tell
from webapp.parts import parts

LOG = logging.getLogger("warifu.hooks")
SIGNATURE, TIMESTAMP = "X-Slack-Signature", "X-Slack-Request-Timestamp"
ASKING_HELP = frozenset({"", "help", "ヘルプ"})


@blueprint.post("/slack")
def slack() -> Response:
    secret = parts().settings.slack_signing_secret
    if not secret:
        abort(404)
    signature, timestamp = request.headers.get(SIGNATURE, ""), request.headers.get(TIMESTAMP, "")
    body = request.get_data(parse_form_data=False)
    with parts().database.reading() as session:
        now = now_of(session)
    try:
        command = slack_command(secret, signature, timestamp, body, now)
    except ReportRefused as refused:
        LOG.warning("a command of slack was refused: %s", refused.code)
        return Response(status=403)
    if code := code_in(command.text):
        return _answer(escaped(answer_to_code(command, code, body)))
    with parts().database.reading() as session:
        user = user_of_member(session, command.member)
    return _answer(_of_user(user, command) if user is not None else _of_nobody(command, body))


def _of_user(user: User, command: SlashCommand) -> str:
    with force_locale(user.language):
        if command.text.strip().casefold() in ASKING_HELP:
            return _help()
        desk = IntakeDesk(parts().database, parts().files)
        taken = desk.take_command(user, Command(command.trigger, command.text))
        tell(taken.notice)
        page = f"{parts().settings.base_url}/reviews/{taken.review}"
        told = _(
            "%(name)sさんの契約審査の依頼を受け付けました。添付ファイルは、依頼のページで加えられます。",
            name=user.name,
        )
        return f"{escaped(told)}\n{page}"


def _of_nobody(command: SlashCommand, body: bytes) -> str:
    """Whose language it is, is not known either."""
    IntakeDesk(parts().database, parts().files).refuse("unknown_member", body)
    told = []
    for language in LANGUAGES:
        with force_locale(language):
            told.append(
                _(
                    "SlackのメンバーID %(member)s は未登録です。"
                    "割符の「自分の設定」のコードを「/warifu link コード」と入力してください。",
                    member=command.member,
                )
            )
    page = f"{parts().settings.base_url}/own-settings"
    return f"{escaped(' / '.join(told))}\n{page}"


def _help() -> str:
    return escaped(_("「/warifu 件名」と入力すると、契約審査を依頼できます。二行目からは説明になります。"))


def _answer(text: str) -> Response:
    return jsonify(response_type="ephemeral", text=text)
