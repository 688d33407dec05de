"""`warifu key show|renew|reload`: the platform's signing certificates.

Only `renew` opens a key: it runs the signing process's own program.
"""

import argparse
import json
import os
import runpy
import sys
from datetime import UTC, datetime
from typing import Any

from adapters.durable import write_over
from adapters.key_records import Generation, KeyRecords
from adapters.settings import Settings
from cli.installation import NotInstalled, installed_database
from cli.speech import complain, say
from database.engine import now_of

FINE, TO_DO, UNABLE = 0, 1, 2
PURPOSES = {"signer": "署名用", "tsa": "時刻認証用（内蔵）"}
OWN = "署名鍵は運営者のものです（{place}）。新しいファイルを同じ場所に置けば、次の署名から使われます。"


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    key = subparsers.add_parser("key", help="署名用の証明書の世代を表示し、更新します。")
    verbs = key.add_subparsers(required=True, metavar="verb")
    show = verbs.add_parser(
        "show", help="証明書の世代と期限。60日以内に切れるか使えなければ終了コードは1です。"
    )
    show.add_argument("--json", action="store_true", help="JSONで出力します。")
    show.set_defaults(run=run, verb=_show)
    renew = verbs.add_parser("renew", help="テスト認証局から次の証明書を発行します（停止は不要です）。")
    renew.set_defaults(run=run, verb=_renew)
    reload = verbs.add_parser("reload", help="次の署名の前に、鍵を開き直させます。")
    reload.set_defaults(run=run, verb=_reload)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    try:
        return int(arguments.verb(arguments, settings))
    except NotInstalled as reason:
        complain(str(reason))
    return UNABLE


def _show(arguments: argparse.Namespace, settings: Settings) -> int:
    """Return 0 when all is well for 60 days, 1 when somebody must act, 2 when nothing has signed yet."""
    records, now = KeyRecords(settings.key_records), _now(settings)
    generations, trouble = records.generations(), records.trouble()
    current = [found[0] for purpose in PURPOSES if (found := records.generations_of(purpose))]
    if arguments.json:
        say(json.dumps(_as_json(generations, current, records), ensure_ascii=False, indent=1))
    else:
        for one in generations:
            say(_line(one, is_current=one in current, now=now))
    if not generations:
        complain("署名用の証明書はまだ使われていません。")
        return UNABLE
    if trouble:
        complain(
            f"{trouble.since.astimezone():%Y-%m-%d %H:%M}から署名できません: {trouble.code} {trouble.place}"
        )
    return TO_DO if trouble or any(one.runs_out_soon(now) for one in current) else FINE


def _line(one: Generation, *, is_current: bool, now: datetime) -> str:
    state = "使用中" if is_current else "以前"
    soon = "　60日以内に切れます" if is_current and one.runs_out_soon(now) else ""
    until = f"{one.not_after.astimezone():%Y-%m-%d}"
    taken = f"{one.taken_at.astimezone():%Y-%m-%d}"
    return (
        f"{state} {PURPOSES[one.purpose]}: {one.subject}（発行者 {one.issuer}）"
        f" 番号 {one.serial} 使用開始 {taken} 期限 {until}{soon}"
    )


def _as_json(generations: list[Generation], current: list[Generation], records: KeyRecords) -> dict[str, Any]:
    trouble = records.trouble()
    return {
        "generations": [
            {
                "purpose": one.purpose,
                "current": one in current,
                "subject": one.subject,
                "issuer": one.issuer,
                "serial": one.serial,
                "fingerprint": one.fingerprint,
                "not_before": one.not_before.isoformat(),
                "not_after": one.not_after.isoformat(),
                "taken_at": one.taken_at.isoformat(),
            }
            for one in generations
        ],
        "trouble": {"code": trouble.code, "place": trouble.place} if trouble else None,
    }


def _renew(_arguments: argparse.Namespace, settings: Settings) -> int:
    if settings.signing_key != "test":
        complain(OWN.format(place=settings.signing_key))
        return UNABLE
    installed_database(settings).engine.dispose()
    os.environ["WARIFU_HOME"] = str(settings.home)  # noqa: TID251 -- the program reads its own settings
    sys.argv = ["workflows", "renew-key"]
    runpy.run_module("workflows", run_name="__main__")
    signer, *_ = KeyRecords(settings.key_records).generations_of("signer")
    say(_line(signer, is_current=True, now=_now(settings)))
    return FINE


def _reload(_arguments: argparse.Namespace, settings: Settings) -> int:
    write_over(settings.key_records / "reload", [str(_now(settings)).encode()])
    say("次の署名の前に鍵を開き直します。")
    return FINE


def _now(settings: Settings) -> datetime:
    with installed_database(settings).reading() as session:
        return now_of(session).astimezone(UTC)
