"""`warifu receipt verify`: holds a mailed receipt against an exported timeline, offline (NX-03)."""

import argparse
import json
from email import message_from_bytes, policy
from pathlib import Path

from adapters.settings import Settings
from cli.speech import complain, say
from contracts.exports import NotAnExport
from contracts.receipts import Fit, NotAReceipt, Receipt, held_against, read_receipt

FITS, DIFFERS, USAGE = 0, 1, 2
SENTENCES = {
    Fit.FITS: "控えと記録は一致します。書類も、同意までの記録も、控えを送ったときのままです。",
    Fit.BROKEN: "署名履歴のつながりが切れています。記録が書き換えられたか、壊れています。",
    Fit.MISSING: "控えにある項が、署名履歴にありません。別の契約の履歴か、記録が切り取られています。",
    Fit.REWRITTEN: "記録が控えと一致しません。別の契約の履歴か、同意までの記録が書き換えられています。",
    Fit.OTHER_DOCUMENT: "控えの書類と、記録にある書類が一致しません。",
    Fit.OTHER_TIME: "控えの日時と、記録の日時が一致しません。",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    receipt = subparsers.add_parser("receipt", help="同意の控えを記録と照合します。")
    verbs = receipt.add_subparsers(required=True, metavar="verb")
    verify = verbs.add_parser("verify", help="控えのメールを、出力した署名履歴（JSON）と照合します。")
    verify.add_argument("timeline", type=Path, metavar="TIMELINE.json", help="出力した署名履歴")
    verify.add_argument("mail", nargs="?", type=Path, metavar="MAIL", help="控えのメール（.eml または本文）")
    verify.add_argument("--document", metavar="SHA-256", help="同意した書類のSHA-256")
    verify.add_argument("--head", metavar="SHA-256", help="記録の照合値")
    verify.add_argument("--entry", type=int, metavar="N", help="記録の項の番号")
    verify.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 -- every command is handed them
    """Return 0 when the receipt fits, 1 when it does not, 2 when there is nothing to compare."""
    try:
        receipt = _receipt(arguments)
        fit = held_against(receipt, json.loads(arguments.timeline.read_text("utf-8")))
    except OSError as fault:
        complain(f"{fault.filename} を読み取れません。ファイル名をご確認ください。")
    except NotAReceipt:
        complain(
            "控えを読み取れません。控えのメールか、--document、--head、--entry の三つを指定してください。"
        )
    except (NotAnExport, ValueError):
        complain(f"{arguments.timeline} は、割符が出力した署名履歴のJSONではありません。")
    else:
        (say if fit is Fit.FITS else complain)(SENTENCES[fit])
        return FITS if fit is Fit.FITS else DIFFERS
    return USAGE


def _receipt(arguments: argparse.Namespace) -> Receipt:
    if arguments.mail:
        return read_receipt(_text(arguments.mail.read_bytes()))
    if not (arguments.document and arguments.head and arguments.entry):
        raise NotAReceipt
    return Receipt(arguments.document.lower(), arguments.head.lower(), arguments.entry)


def _text(content: bytes) -> str:
    """Return the plain text of a saved mail, or of a file that holds its text."""
    message = message_from_bytes(content, policy=policy.default)
    body = message.get_body(("plain",)) if message["From"] else None
    return str(body.get_content()) if body else content.decode("utf-8", "replace")
