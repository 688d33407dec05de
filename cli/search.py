"""`warifu search verify|rebuild`: the index held against the record, and built anew from it."""

import argparse
import sys
from collections.abc import Iterable, Iterator

from adapters.settings import Settings
from cli.installation import NotInstalled, installed_database
from cli.speech import complain, say
from contracts.finding import BodyState, Findable
from database.body_desk import BodyDesk
from database.index_desk import IndexDesk
from search import IndexUnusable, index_for
from search.bigram_index import KeptIndex

SAME, DIFFERENT, FAILED = 0, 1, 2
BATCH = 500
BAR = 30


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    search = subparsers.add_parser("search", help="検索の索引を照合し、作り直します。")
    verbs = search.add_subparsers(required=True, metavar="verb")
    verify = verbs.add_parser("verify", help="索引を記録と照合します。違いがあれば終了コードは1です。")
    verify.set_defaults(run=run, verb=_verify)
    rebuild = verbs.add_parser("rebuild", help="索引を記録から作り直します。")
    rebuild.set_defaults(run=run, verb=rebuilt)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Return 0 when record and index agree, 1 when they differ, 2 when there is nothing to work on."""
    try:
        database = installed_database(settings)
        found = int(arguments.verb(IndexDesk(database), index_for(settings.search, settings.index)))
        _told_of_bodies(BodyDesk(database), is_on=settings.search_bodies, again=arguments.verb is rebuilt)
        return found  # noqa: TRY300 -- what is told afterwards may fail like the rest
    except NotInstalled as reason:
        complain(str(reason))
    except IndexUnusable:
        complain(f"{settings.index} は、この利用者だけが書き込めるフォルダーにしてください。")
    return FAILED


def _verify(desk: IndexDesk, index: KeptIndex | None) -> int:
    """What the indexer has not brought over yet counts as different: it is."""
    unfolded = desk.unfolded()
    say(f"記録 {desk.count()}件、古い規則で整形されたもの {unfolded}件")
    return max(DIFFERENT if unfolded else SAME, _compared(desk, index))


def _told_of_bodies(bodies: BodyDesk, *, is_on: bool, again: bool) -> None:
    """What is still to be read is no difference: the worker reads it, one contract after the other."""
    if not is_on:
        say("文書の本文は検索しない設定です（WARIFU_SEARCH_BODIES=no）。")
        return
    if again and (count := bodies.again()):
        say(f"読み取れなかった本文 {count}件を、ワーカーがもう一度読み取ります。")
    counts = bodies.counts()
    waiting = counts.get(BodyState.WAITING, 0) + counts.get(BodyState.BEHIND, 0) + bodies.unread()
    say(
        f"本文：読み取り済み {counts.get(BodyState.READ, 0)}件、一部だけ {counts.get(BodyState.PART, 0)}件、"
        f"画像のみ：本文なし {counts.get(BodyState.IMAGE, 0)}件、"
        f"文書なし {counts.get(BodyState.NONE, 0)}件、"
        f"読み取り待ち {waiting}件、読み取れなかったもの {counts.get(BodyState.FAILED, 0)}件"
    )


def _compared(desk: IndexDesk, index: KeptIndex | None) -> int:
    if index is None:
        say("索引はありません（データベースだけで検索する設定です）。")
        return SAME
    found = index.differences(desk.revisions())
    if found is None:
        say("使える索引がありません。「warifu search rebuild」で作り直せます。")
        return DIFFERENT
    say(
        f"索引にないもの {len(found.missing)}件、内容が古いもの {len(found.stale)}件、"
        f"記録にないもの {len(found.ghosts)}件"
    )
    return DIFFERENT if found else SAME


def rebuilt(desk: IndexDesk, index: KeptIndex | None) -> int:
    refolded = 0
    while done := desk.refold(BATCH):
        refolded += done
    say(f"古い規則で整形されていた {refolded}件を整形し直しました。")
    if index is not None:
        count = index.rebuild(_with_progress(desk.everything(), desk.count()), wait=True)
        say(f"{count}件の索引を作りました。")
    return SAME


def _with_progress(everything: Iterable[Findable], total: int) -> Iterator[Findable]:
    """Only on a terminal: a log keeps the result, not the way to it."""
    is_shown = sys.stderr.isatty()
    for done, findable in enumerate(everything, start=1):
        yield findable
        if is_shown and (done % BATCH == 0 or done == total):
            filled = BAR * min(done, total) // max(total, 1)
            print(f"\r[{'#' * filled:<{BAR}}] {done}/{total}", end="", file=sys.stderr, flush=True)  # noqa: T201 -- a command's own terminal
    if is_shown:
        print(file=sys.stderr)  # noqa: T201 -- as above
