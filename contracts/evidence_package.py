"""立証パッケージ: what it holds, where, and the commands by which a stranger checks it (domain.md MK-92)."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

SIGNED, REVISIONS, CERTIFICATES = "01_契約書", "02_各段階の版", "03_合意証明書"
RECORDS, FINDINGS, SUBMITTED = "04_記録", "05_検証結果", "06_提出書類"
CHECKING = "07_検証用"
EXPLANATION = "00_説明書（裁判所御中）.pdf"
INDEX, SUMS = "目録.csv", "SHA256SUMS"
SCRIPT = f"{CHECKING}/check.sh"
ROOTS, INTERMEDIATES = f"{CHECKING}/roots.pem", f"{CHECKING}/intermediates.pem"
VERIFIER = f"{CHECKING}/warifu_verifier.py"
"""The program of the verifier; what it needs lies beside it."""
FULL_WIDTH = str.maketrans("\\/:*?\"<>|'`", "＼／：＊？＂＜＞｜’｀")
"""What Windows or a shell's quotes would read in a name becomes its look-alike."""
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of the package by its path; `what` says to a reader what it is, `size` in bytes."""

    path: str
    what: str
    sha256: str
    size: int

    @property
    def folder(self) -> str:
        return self.path.partition("/")[0]


@dataclass(frozen=True, slots=True)
class CutOut:
    """A signature of the file at `pdf`, kept beside it as `stem`.p7s, .value and .tst (RFC 5652, RFC 3161).

    The covered bytes are the first `before` ones, and `after` ones from `resumes` on, counted from 0.
    """

    pdf: str
    stem: str
    label: str
    before: int
    resumes: int
    after: int
    at: datetime
    is_timestamp: bool

    @property
    def covered(self) -> str:
        """Return the shell command that writes what the signature covers."""
        head, tail = f"head -c {self.before}", f"tail -c +{self.resumes + 1}"
        return f"{{ {head} '{self.pdf}'; {tail} '{self.pdf}' | head -c {self.after}; }} > \"$work/covered\""

    @property
    def commands(self) -> tuple[tuple[str, str], ...]:
        """Return what openssl is asked, each with what it proves.

        As of the token's own time: certificates end, signatures stay.
        """
        moment = f"-attime {int(self.at.timestamp())}"
        believed = f"-CAfile {ROOTS} -untrusted {INTERMEDIATES} {moment}"
        stamp = f"openssl ts -verify -token_in -in '{self.stem}.tst' {believed}"
        if self.is_timestamp:
            return (("タイムスタンプ", f'{stamp} -data "$work/covered"'),)
        signature = (
            f"openssl cms -verify -cades -inform DER -in '{self.stem}.p7s' -content \"$work/covered\" -binary"
            f" -purpose any -CAfile {ROOTS} -certfile {INTERMEDIATES} {moment} -out /dev/null"
        )
        return (("署名", signature), ("署名のタイムスタンプ", f"{stamp} -data '{self.stem}.value'"))


def script(cuts: Iterable[CutOut]) -> str:
    """Return a POSIX shell script that ends with 0 only if every line of it held."""
    lines = [
        "#!/bin/sh",
        "# 展開したフォルダーで「sh 07_検証用/check.sh」と実行してください。",
        "# opensslとsha256sumだけを使います。",
        'cd "$(dirname "$0")/.." || exit 2',
        "work=$(mktemp -d) || exit 2",
        "trap 'rm -rf \"$work\"' EXIT",
        "failed=0",
        "try() {",
        '  if "$@" >"$work/said" 2>&1; then echo "OK  $label"; return; fi',
        '  echo "NG  $label"; cat "$work/said"; failed=1',
        "}",
        "label='SHA-256 (SHA256SUMS)'",
        "try sha256sum -c SHA256SUMS",
    ]
    for one in cuts:
        lines.append(one.covered)
        for what, command in one.commands:
            lines += [f"label='{one.label} {what}'", f"try {command}"]
    return "\n".join([*lines, 'exit "$failed"', ""])


def sums(packed: Iterable[Packed]) -> str:
    """Return what `sha256sum -c` reads."""
    return "".join(f"{one.sha256}  {one.path}\n" for one in packed)


def packed(path: str, what: str, data: bytes) -> Packed:
    return Packed(path, what, hashlib.sha256(data).hexdigest(), len(data))


def path_name(text: str) -> str:
    """Return `text` as a part of a path that no system and no shell reads anything into."""
    composed = unicodedata.normalize("NFC", text).translate(FULL_WIDTH)
    printable = "".join(character for character in composed if character.isprintable())
    return re.sub(r"\s+", " ", printable).strip(" .")[:LONGEST_NAME] or "文書"
