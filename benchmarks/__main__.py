"""`python -m benchmarks [NAME…]`: run the benches, print one table, write build/bench.json."""

import argparse
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import fields, replace
from datetime import date

from benchmarks import (
    bodies,
    importing,
    lifecycles,
    listing,
    long_bodies,
    reading,
    searching,
    signing,
    starting,
    terms,
    updates,
    visitors,
)
from benchmarks.measure import Row, Sizes
from benchmarks.proposing import bench as proposing
from benchmarks.site import site
from benchmarks.table import as_text, write_json, write_readme

ALONE: dict[str, Callable[[Sizes], Iterator[Row]]] = {
    "signing": signing.rows,
    "starting": starting.rows,
    "proposing": proposing.rows,
    "searching": searching.rows,
    "bodies": bodies.rows,
    "long-bodies": long_bodies.rows,
    "listing": listing.rows,
    "importing": importing.rows,
    "terms": terms.rows,
}
ON_A_SITE = {
    "updates": updates.rows,
    "lifecycles": lifecycles.rows,
    "visitors": visitors.rows,
    "reading": reading.rows,
}
NAMES = (*ALONE, *ON_A_SITE)
SEVERAL = ("contracts", "terms")
"""Sizes of which there may be several."""


def main(words: Sequence[str]) -> int:
    given = _parser().parse_args(words)
    logging.getLogger("pyhanko").setLevel(logging.ERROR)
    found: list[Row] = []
    for row in measured(given.names or NAMES, _sizes(given)):
        sys.stderr.write(f"  {row.name}, {row.size}: {row.value:.3g} {row.unit}\n")
        found.append(row)
    command = " ".join(["python -m benchmarks", *words])
    write_json(found)
    if given.write_readme:
        write_readme(found, command, date.today().isoformat())  # noqa: DTZ011 -- the day on this machine's wall
    sys.stdout.write("\n".join(as_text(found, command)) + "\n")
    return 0


def measured(names: Sequence[str], sizes: Sizes) -> Iterator[Row]:
    """Run the benches of these names in the order of NAMES; those that need a running system share one."""
    for name, bench in ALONE.items():
        if name in names:
            yield from bench(sizes)
    with ExitStack() as stack:
        wanted = [bench for name, bench in ON_A_SITE.items() if name in names]
        place = stack.enter_context(site()) if wanted else None
        for on_site in wanted:
            if place is not None:
                yield from on_site(place, sizes)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--write-readme", action="store_true", help="put the table into benchmarks/README.md")
    parser.add_argument("--contracts", type=int, nargs="+", help="sizes of the archive that is searched")
    parser.add_argument("--terms", type=int, nargs="+", help="how many contracts in force the engine keeps")
    for one in fields(Sizes):
        if one.name not in SEVERAL:
            parser.add_argument(f"--{one.name.replace('_', '-')}", type=type(one.default))
    return parser


def _sizes(given: argparse.Namespace) -> Sizes:
    stated = {one.name: getattr(given, one.name) for one in fields(Sizes)}
    changed = {name: value for name, value in stated.items() if value is not None}
    changed |= {name: tuple(changed[name]) for name in SEVERAL if name in changed}
    return replace(Sizes(), **changed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
