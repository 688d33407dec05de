#!/usr/bin/env python3
# ruff: noqa: E501, S603, T201 -- one sentence a line; a program of its own that prints and asks openssl
"""Checks an exported audit log (操作ログ) of Warifu without Warifu: Python 3.8, no packages, no network.

    python3 warifu_log_verifier.py [--root ROOT.pem]... EXPORT.json|EXPORT.csv... [ANCHOR.json]...

Recomputes every digest and every link. Of a JSON export it also follows the rows to the timestamp that stands
over them; the timestamp itself is checked where `openssl` is installed and --root names its authority's root.
Exports of one log are held against each other. Ends with 0 when nothing is wrong, 1 when something is, 2 when
a file cannot be read, 3 when nothing is wrong as far as it was checked: without openssl, or without --root.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HASHED, DIGEST = "SHA-256の計算の対象（JSON）", "この記録のSHA-256"
ANCHOR = "warifu-anchor-1"
STAMPED_AT = re.compile(rb"\x18.(\d{14})(?:\.\d+)?Z", re.DOTALL)
WORDS = {
    "chain": "記録は1件も変更されずにつながっています|the chain of records holds|この番号の記録が変更・削除・追加されています|this record was changed, removed or added",
    "digests": "各記録は変更されていません（絞り込みのため、欠落の有無は不明）|no record was changed (filtered: gaps cannot be told)|この番号の記録が変更されています|this record was changed",
    "end": "記録は、示された末尾に達します|the records reach the end that is named|末尾の記録がありません|the end is missing",
    "anchored": "この記録は、タイムスタンプの対象です|the record is under the timestamp|記録がタイムスタンプの対象と違います|the record is not the one under the timestamp",
    "token": "タイムスタンプは有効です|the timestamp holds|タイムスタンプが有効ではありません|the timestamp does not hold",
    "open": "タイムスタンプは未検証です（opensslと--rootが必要）|timestamp not checked (openssl and --root are needed)",
    "no_anchor": "この記録に続くタイムスタンプは、出力に含まれていません|the export has no timestamp over these records",
}


def canonical(value: object) -> bytes:
    """Return the one spelling that digests are made over: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Check:
    def __init__(self, roots: list[Path]) -> None:
        self.roots = roots
        self.wrong = 0
        self.unchecked = False
        self.digests: dict[int, str] = {}

    def tell(self, about: str, code: str, *, right: bool) -> None:
        self.wrong += not right
        words = WORDS[code].split("|")
        print(f"[{'OK' if right else 'NG'}] {about}:", " / ".join(words[:2] if right else words[2:]))

    def leave_open(self, about: str, code: str) -> None:
        print(f"[--] {about}:", " / ".join(WORDS[code].split("|")))

    def export(self, name: str, document: dict[str, Any]) -> None:
        events = [(one["hashed"], one["digest"]) for one in document["events"] + document.get("bridge", [])]
        part, anchor, end = document.get("range"), document.get("anchor"), document["through"]
        if part is None and document["filtered"]:
            self.chain(name, events, (0, ""), gaps=True)
            return
        self.chain(name, events, (part["first"] - 1, part["before"]) if part else (0, ""))
        if anchor:
            self.anchor(name, anchor)
        else:
            self.leave_open(name, "no_anchor")
        if not (anchor and part):
            reached = events[-1][1] if events else ""
            self.tell(f"{name} {end['sequence']}", "end", right=reached == end["digest"])

    def table(self, name: str, text: str) -> None:
        """The CSV has what each digest is made of in its last column; a gap is taken for a filter."""
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        events = [(json.loads(row[HASHED]), row[DIGEST].lstrip("'")) for row in rows]
        numbers = [hashed["sequence"] for hashed, _ in events]
        gaps = numbers != list(range(numbers[0], numbers[-1] + 1)) if numbers else False
        start = (numbers[0] - 1, events[0][0]["previous"]) if events and not gaps else (0, "")
        self.chain(name, events, start, gaps=gaps)

    def chain(self, name: str, events: list[Any], start: tuple[int, str], *, gaps: bool = False) -> None:
        """`start` is the number and the digest of the row before the first."""
        broken, (number, previous) = 0, start
        for hashed, digest in events:
            follows = hashed["sequence"] == number + 1 and hashed["previous"] == previous
            is_apart = gaps and hashed["sequence"] > number + 1
            known = self.digests.setdefault(hashed["sequence"], digest)
            is_right = (follows or is_apart) and sha256(canonical(hashed)) == digest == known
            broken = broken or (0 if is_right else hashed["sequence"])
            number, previous = hashed["sequence"], digest
        about = str(broken) if broken else f"{start[0] + 1}-{number}"
        self.tell(f"{name} {about}", "digests" if gaps else "chain", right=not broken)

    def anchor(self, name: str, proof: dict[str, Any]) -> None:
        """The row leads to the root that was timestamped (Merkle tree, RFC 9162, section 2.1.1)."""
        node, head = sha256(b"\0" + canonical(proof["head"])), proof["head"]
        for step in proof["path"]:
            left, right = (step["digest"], node) if step["side"] == "left" else (node, step["digest"])
            node = sha256(b"\1" + bytes.fromhex(left) + bytes.fromhex(right))
        is_named = self.digests.get(head["sequence"]) == head["digest"]
        is_right = is_named and json.loads(proof["statement"])["root"] == node
        self.tell(f"{name} {head['sequence']}", "anchored", right=is_right)
        self.token(name, bytes.fromhex(proof["token"]), proof["statement"].encode())

    def token(self, name: str, token: bytes, stamped: bytes) -> None:
        openssl, at = shutil.which("openssl"), STAMPED_AT.search(token)
        if not (openssl and self.roots and at):
            self.leave_open(name, "open")
            self.unchecked = True
            return
        seconds = str(calendar.timegm(time.strptime(at.group(1).decode(), "%Y%m%d%H%M%S")))
        with tempfile.TemporaryDirectory() as folder:
            paths = [str(Path(folder, one)) for one in ("token.der", "stamped", "roots.pem")]
            roots = b"\n".join(path.read_bytes() for path in self.roots)
            for path, data in zip(paths, (token, stamped, roots)):  # noqa: B905 -- Python 3.8 has no `strict`
                Path(path).write_bytes(data)
            asked = ["ts", "-verify", "-token_in", "-in", paths[0], "-data", paths[1], "-CAfile", paths[2]]
            answer = subprocess.run([openssl, *asked, "-attime", seconds], capture_output=True, check=False)
        self.tell(f"{name} {at.group(1).decode()}Z", "token", right=answer.returncode == 0)


def main() -> int:
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--root", action="append", type=Path, default=[], help="PEM")
    parser.add_argument("files", nargs="+", type=Path)
    given, anchors = parser.parse_args(), []
    check = Check(given.root)
    try:
        for path in given.files:
            text = path.read_bytes().decode("utf-8-sig")
            document = None if path.suffix.lower() == ".csv" else json.loads(text)
            if document is None:
                check.table(path.name, text)
            elif document["format"] == ANCHOR:
                anchors.append((path.name, document))
            else:
                check.export(path.name, document)
        for name, proof in anchors:
            check.anchor(name, proof)
    except (OSError, ValueError, KeyError, TypeError, IndexError) as reason:
        print("読み取れない内容があります / something cannot be read:", repr(reason))
        return 2
    print("不一致があります" if check.wrong else "不一致はありません", "/", check.wrong, "wrong")
    return 1 if check.wrong else 3 if check.unchecked else 0


if __name__ == "__main__":
    sys.exit(main())
