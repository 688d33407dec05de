"""`warifu receive-mail < mail.eml`: for the pipe of a mail server; its exit codes are those of sysexits.h."""

import argparse
import sys
from concurrent.futures import TimeoutError as OutOfTime

from sqlalchemy.exc import OperationalError

from adapters.inbound import MailUnreadable, read_mail
from adapters.payloads import data_converter, payload_keys
from adapters.settings import Settings
from cli.installation import NotInstalled, installed_database
from cli.speech import complain
from contracts.mail_intake import LARGEST_MAIL_BYTES
from contracts.mail_proof import proof_by_header
from contracts.messages import NoticeRequest
from database.intake_desk import IntakeDesk, Taken
from workflows.bridge import Bridge
from workflows.connection import connect_lazily
from workflows.door import Door, EngineUnavailable
from workflows.installation import Opened, open_installation

TAKEN, REFUSED, TRY_AGAIN = 0, 69, 75
PATIENCE_SECONDS = 5.0
IN_SILENCE = {
    "unknown_sender": "差出人は、この割符の利用者ではありません。何も受け付けず、差出人には知らせません。",
    "too_many": "この差出人の未確認のメールが、1日の上限に達しました。受け付けず、差出人には知らせません。",
    "automatic": "不在通知などの自動のメールです。何も受け付けず、差出人には知らせません。",
}
"""Taken without an effect: a bounce would tell strangers who is known, or go in circles."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    receive = subparsers.add_parser("receive-mail", help="標準入力のメールを契約審査依頼として受け付けます。")
    receive.set_defaults(run=run, when_unable=TRY_AGAIN)


def run(arguments: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 -- every command is handed them
    raw = sys.stdin.buffer.read(LARGEST_MAIL_BYTES + 1)
    try:
        installed_database(settings)
        return _received(open_installation(settings), raw)
    except (NotInstalled, OperationalError, OSError):
        complain(
            "いまは受け付けられません。データベースと保存先をご確認ください。メールは後でもう一度渡してください。"
        )
        return TRY_AGAIN


def _received(opened: Opened, raw: bytes) -> int:
    desk = IntakeDesk(opened.database, opened.files)
    try:
        mail = read_mail(raw)
    except MailUnreadable as unreadable:
        desk.refuse(unreadable.code, raw)
        complain("メールが大きすぎるか、構造が複雑すぎます。受け付けませんでした。")
        return REFUSED
    proof = proof_by_header(mail.authentication, opened.settings.mail_checked_by, mail.sender)
    taken = desk.take_mail(mail, proof)
    if taken.refused:
        complain(IN_SILENCE[taken.refused])
    _tell(opened, taken)
    return TAKEN


def _tell(opened: Opened, taken: Taken) -> None:
    """What the engine does not hear now, the daily round says again."""
    if (notice := taken.notice) is None:
        return
    settings, converter = opened.settings, data_converter(payload_keys(opened.keys))
    bridge = Bridge(lambda: connect_lazily(settings.temporal_address, converter, settings.temporal_namespace))
    try:
        bridge.run(lambda client: _told(Door(client), notice), PATIENCE_SECONDS)
    except (EngineUnavailable, OutOfTime):
        complain("受け付けました。お知らせのメールは、メールを送る仕組みが応答ししだい送ります。")


async def _told(door: Door, notice: NoticeRequest) -> None:
    await door.notify(notice)
