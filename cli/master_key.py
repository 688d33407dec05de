"""`warifu master-key show|rotate|retire`: the generations of the key that encrypts everything."""

import argparse
from collections import Counter
from datetime import timedelta, timezone

from sqlalchemy.orm import Session

from adapters.settings import Settings
from cli.installation import NotInstalled, installed_database
from cli.locking import AlreadyUp, keys_stand_still, site_is_down
from cli.rotation import begin, is_unfinished, sealed_anew, wrapped_anew
from cli.speech import complain, say
from database.engine import now_of
from database.key_generations import living_generations, retire_older
from database.queries.live_links import LiveLinks, links_drawn_under_older
from workflows.installation import Opened, open_installation

DONE, FAILED = 0, 1
TOLD_EVERY = 500
JST, JST_DATE = timezone(timedelta(hours=9), "JST"), "%Y-%m-%d"


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    key = subparsers.add_parser("master-key", help="マスター鍵の世代を表示・更新します。")
    verbs = key.add_subparsers(required=True, metavar="verb")
    verbs.add_parser("show", help="世代と、古い鍵に残っているものを表示します。").set_defaults(run=show)
    rotate_parser = verbs.add_parser(
        "rotate", help="新しい世代を作り、すべてのファイルの鍵を包み直します（稼働中に実行できます）。"
    )
    rotate_parser.set_defaults(run=rotate)
    retire_parser = verbs.add_parser("retire", help="停止中に、古い世代を鍵ファイルから除きます。")
    retire_parser.add_argument(
        "--engine-is-new",
        action="store_true",
        help="外部のTemporalを、空の名前空間に切り替えた後に指定します",
    )
    retire_parser.set_defaults(run=retire)


def show(_arguments: argparse.Namespace, settings: Settings) -> int:
    """Return 0 when the newest generation alone is needed, 1 when there is something to finish."""
    opened = _opened(settings)
    if opened is None:
        return FAILED
    with opened.database.reading() as session:
        living = living_generations(session)
        count = _links(session, opened).count
    for one in living:
        since = one.created_at.astimezone(JST).strftime(JST_DATE)
        say(f"第{one.number}世代: {since}から{'（現在の世代）' if one is living[0] else ''}")
    if not living:
        say("第1世代（一度も更新していません）")
    waiting = is_unfinished(opened) if len(living) > 1 else False
    say(f"古い世代で作った有効なリンク・コード: {count}件")
    say("まだ包み直していないファイルがあります。" if waiting else "ファイルの鍵はすべて現在の世代です。")
    return FAILED if waiting else DONE


def rotate(_arguments: argparse.Namespace, settings: Settings) -> int:
    """Return 1 when an object could not be opened: it stays under its old generation, and is named."""
    opened = _opened(settings)
    if opened is None:
        return FAILED
    try:
        with keys_stand_still(settings):
            number = begin(opened)
            say(
                "前回の続きから再開します。"
                if number is None
                else f"マスター鍵の第{number}世代を作りました。"
            )
            return _brought_over(opened)
    except AlreadyUp:
        complain("バックアップか別の更新が実行中です。終わってからもう一度実行してください。")
        return FAILED
    except OSError as fault:
        complain(f"鍵ファイルまたは保存先に書き込めません（{fault.strerror}）。何度でもやり直せます。")
        return FAILED


def retire(arguments: argparse.Namespace, settings: Settings) -> int:
    """Refuse while anything needs an older generation; what the engine holds is rebuilt from the record."""
    opened = _opened(settings)
    if opened is None:
        return FAILED
    with site_is_down(settings), keys_stand_still(settings):
        if _brought_over(opened) != DONE:
            return FAILED
        with opened.database.reading() as session:
            links = _links(session, opened)
        if links.count:
            end = f"最後の期限は{links.until.astimezone(JST):%Y-%m-%d %H:%M}です。" if links.until else ""
            complain(f"古い世代で作った有効なリンク・コードが{links.count}件あります。{end}")
            return FAILED
        if not settings.temporal_embedded and not arguments.engine_is_new:
            complain(
                "外部のTemporalには、古い世代で暗号化した履歴が残っています。WARIFU_TEMPORAL_NAMESPACEを"
                "新しい空の名前空間に変えてから、--engine-is-new を付けて実行してください。"
            )
            return FAILED
        _retired(opened)
    return DONE


def _retired(opened: Opened) -> None:
    """The engine first: it is rebuilt from SQL; then the word in the database; the key itself last."""
    if opened.settings.temporal_embedded:
        for ending in ("-wal", "-shm", ""):
            file = opened.settings.temporal_file
            file.with_name(file.name + ending).unlink(missing_ok=True)
    with opened.database.writing() as session:
        count = retire_older(session)
    opened.keys.keep_newest()
    say(f"{count}世代を除きました。古い鍵ファイルの控えも廃棄してください。")


def _brought_over(opened: Opened) -> int:
    seen: Counter[bool] = Counter()
    damaged = []
    for step in wrapped_anew(opened.database, opened.files):
        seen[step.changed] += 1
        damaged += [step.damaged] if step.damaged else []
        if step.done % TOLD_EVERY == 0:
            say(f"  {step.done:,} / {step.total:,} 件")
    rows = sealed_anew(opened)
    say(f"ファイルの鍵 {seen[True]:,}件と記録 {rows:,}件を、現在の世代で包み直しました。")
    for object_id in damaged:
        complain(f"{object_id} を開けません。バックアップから戻してください。")
    return FAILED if damaged else DONE


def _links(session: Session, opened: Opened) -> LiveLinks:
    return links_drawn_under_older(session, opened.keys.newest.key_id, now_of(session))


def _opened(settings: Settings) -> Opened | None:
    try:
        installed_database(settings)
        return open_installation(settings)
    except NotInstalled as reason:
        complain(str(reason))
        return None
