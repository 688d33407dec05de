"""`warifu verify FILE.pdf [--json]`: what may be said of a signed PDF (threats.md 0.1)."""

import argparse
import json
from pathlib import Path

from adapters.settings import Settings
from cli.installation import NotInstalled, installed_database
from cli.speech import complain, say
from cli.verdict_words import as_sentences
from contracts.verdict import Colour
from contracts.verdict_report import report_of
from workflows.verifying import Anchors, Examined, anchors_of, examined_by

GOOD, NOT_GOOD, USAGE = 0, 1, 2
GOOD_COLOURS = frozenset({Colour.GENUINE, Colour.GREEN})


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verify = subparsers.add_parser("verify", help="署名されたPDFを検証します。")
    verify.add_argument("file", metavar="FILE.pdf", type=Path)
    verify.add_argument("--json", action="store_true", help="結果をJSONで表示します。")
    verify.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Return 0 for genuine or green, 1 for anything less, 2 when there is no such file."""
    try:
        pdf = arguments.file.read_bytes()
    except OSError:
        complain(f"{arguments.file} を読み取れません。ファイル名をご確認ください。")
        return USAGE
    anchors = anchors_of(settings)
    found = _examined(pdf, settings, anchors)
    say(_as_json(found, anchors) if arguments.json else "\n".join(_lines(found, anchors)))
    return GOOD if found.verdict.colour in GOOD_COLOURS else NOT_GOOD


def _examined(pdf: bytes, settings: Settings, anchors: Anchors) -> Examined:
    """Works also without an installation: then nothing was issued and nobody is trusted."""
    try:
        database = installed_database(settings)
    except NotInstalled:
        database = None
    return examined_by(pdf, database, anchors)


def _as_json(found: Examined, anchors: Anchors) -> str:
    report = report_of(found.digest, found.verdict, found.findings, anchors.provider_of, found.beginning)
    return json.dumps(report, ensure_ascii=False)


def _lines(found: Examined, anchors: Anchors) -> list[str]:
    sentences = as_sentences(found.verdict, found.findings, anchors.provider_of, found.beginning)
    return [*sentences, f"SHA-256: {found.digest}"]
