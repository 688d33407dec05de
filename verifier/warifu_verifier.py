#!/usr/bin/env python3
# ruff: noqa: E501, S603, T201 -- one sentence a line; a program of its own that prints and asks openssl
"""割符の合意証明書を、割符なしで検証します。 Checks a Warifu certificate of agreement without Warifu.

    python3 warifu_verifier.py [--root ROOT.pem]... CERTIFICATE.pdf [SIGNED.pdf]... [EXPORT.json]... [ANCHOR.json]...

Needs Python 3.8 or later and nothing else; signatures and timestamps are checked where `openssl` (1.1.1 or
later) is installed. No network is used. EXPORT is a 署名履歴 or 操作ログ in JSON, ANCHOR a proof of an anchor.
Ends with 0 when nothing is wrong, 1 when something is, 2 when there was no certificate to check.
"""

from __future__ import annotations

import argparse
import calendar
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path
from typing import Any

RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
ATTACHED = re.compile(rb"/Type\s*/EmbeddedFile\b")
MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
SIGNATURE_TOKEN = bytes.fromhex("060b2a864886f70d010910020e")
OCTETS, SIGNED, UNSIGNED = 0x04, 0xA0, 0xA1
STAMPED_AT = re.compile(rb"\x18.(\d{14})(?:\.\d+)?Z", re.DOTALL)
WORDS = {
    "whole": "最後の署名はファイル全体に及びます|the last signature covers the whole file|最後の署名の後に、署名されていない内容があります|there are bytes that no signature covers",
    "signature": "署名は、対象の内容と一致します|the signature holds for what it covers|署名が、対象の内容と一致しません|the signature does not hold for what it covers",
    "timestamp": "タイムスタンプは、対象の内容と一致します|the timestamp holds for what it covers|タイムスタンプがないか、対象の内容と一致しません|there is no timestamp that holds",
    "attached": "添付された内容（JSON）は署名の範囲内です|the attached facts are covered by the signature|添付された内容（JSON）は署名で保護されていません|the attached facts are covered by no signature",
    "listed": "証明書に記載の締結済み文書です（SHA-256が一致）|it is a concluded document of the certificate (SHA-256)|証明書に記載の締結済み文書ではありません（SHA-256が不一致）|it is no concluded document of the certificate (SHA-256)",
    "chain": "記録は1件も変更されずにつながっています|the chain of records holds|この番号の記録が変更・削除・追加されています|this record was changed, removed or added",
    "head": "証明書に記載の記録の末尾があります|it has the head printed in the certificate|証明書に記載の記録の末尾と違います|it lacks the head printed in the certificate",
    "anchored": "監査ログの末尾は、このアンカーに含まれます|the head of the log is in this anchor|監査ログの末尾が、このアンカーに含まれません|the head of the log is not in this anchor",
    "same": "アンカーの記録は、手元の記録と同じです|the anchored record is the one at hand|アンカーの記録が、手元の記録と違います|the anchored record is another one",
    "readable": "内容を読み取れます|the content can be read|内容を読み取れません|the content cannot be read",
    "no_openssl": "opensslがないため、SHA-256だけを比べました|no openssl here: only digests were compared",
    "no_root": "認証局（--root）の指定がないため、発行元は確認していません|no --root given: who issued the signatures was not checked",
    "no_record": "アンカーの記録が手元になく、証明書とのつながりは確認していません（操作ログのJSONも指定してください）|the anchored record is not at hand: give the audit log's export as well",
}


def canonical(value: object) -> bytes:
    """Return the one spelling that digests are made over: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def attached_json(pdf: bytes) -> tuple[dict[str, Any], int] | None:
    """Return the one certificate that is attached to the PDF, and where in the file it ends, or None."""
    found = [one for one in (attachment_at(pdf, match.start()) for match in ATTACHED.finditer(pdf)) if one]
    return found[0] if len(found) == 1 else None


def attachment_at(pdf: bytes, place: int) -> tuple[dict[str, Any], int] | None:
    start = pdf.find(b"stream", place)
    header = pdf[pdf.rfind(b" obj", 0, place) : start]
    length = re.search(rb"/Length\s+(\d+)", header)
    if not length:
        return None
    first = start + (8 if pdf[start + 6 : start + 8] == b"\r\n" else 7)
    data = pdf[first : first + int(length.group(1))]
    try:
        told = json.loads(zlib.decompress(data) if b"/FlateDecode" in header else data)
    except (ValueError, zlib.error):
        return None
    return (told, first + len(data)) if isinstance(told, dict) and "certificate_id" in told else None


def signatures(pdf: bytes) -> Any:  # noqa: ANN401 -- an iterator of dicts; 3.8 has no better word without more imports
    """Yield every signature and document timestamp with exactly the bytes that it covers."""
    for match in RANGE.finditer(pdf):
        start, before, resumes, after = (int(number) for number in match.groups())
        raw = bytes.fromhex(pdf[start + before + 1 : resumes - 1].decode("ascii"))
        around = pdf[max(0, start + before - 800) : start + before] + pdf[resumes : resumes + 800]
        yield {
            "der": raw[: sum(der_header(raw, 0))],
            "covered": pdf[start : start + before] + pdf[resumes : resumes + after],
            "is_timestamp": b"/ETSI.RFC3161" in around,
            "before": start + before,
            "is_whole": start == 0 and resumes + after == len(pdf),
        }


def der_header(der: bytes, at: int) -> tuple[int, int]:
    """Return the length of the header and of the content of the DER value at `at`."""
    first = der[at + 1]
    octets = first & 127 if first & 128 else 0
    return 2 + octets, int.from_bytes(der[at + 2 : at + 2 + octets], "big") if octets else first


def der_parts(der: bytes) -> list[bytes]:
    at, length = der_header(der, 0)
    end, parts = at + length, []
    while at < end:
        whole = sum(der_header(der, at))
        parts.append(der[at : at + whole])
        at += whole
    return parts


def signer_of(cms: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the signature value of a DER ContentInfo, its signed and its unsigned attributes."""
    signed_data = der_parts(der_parts(der_parts(cms)[1])[0])
    parts = der_parts(der_parts(signed_data[-1])[0])
    value = next(part for part in reversed(parts) if part[0] == OCTETS)
    tagged = {part[0]: part for part in parts}
    return value[der_header(value, 0)[0] :], tagged.get(SIGNED, b""), tagged.get(UNSIGNED, b"")


def stamped_at(token: bytes) -> str:
    found = STAMPED_AT.search(token)
    return found.group(1).decode() if found else ""


class Openssl:
    """Asks `openssl`, as of the timestamps' own time; without roots only whether the signatures hold."""

    def __init__(self, roots: list[bytes], folder: str) -> None:
        self.program = shutil.which("openssl")
        self.folder = Path(folder)
        self.roots = self.put("roots.pem", b"\n".join(roots)) if roots else ""

    def signs(self, der: bytes, covered: bytes, at: str) -> bool:
        trust = ["-CAfile", self.roots, "-purpose", "any", *self.as_of(at)] if self.roots else ["-noverify"]
        given = ["-in", self.put("cms.der", der), "-content", self.put("covered.bin", covered)]
        return self.run("cms", "-verify", "-inform", "DER", "-binary", *given, *trust)

    def stamps(self, token: bytes, stamped: bytes) -> bool:
        given = ["-in", self.put("token.der", token)]
        if not self.roots:
            return self.run("cms", "-verify", "-inform", "DER", "-noverify", *given)
        trust = ["-CAfile", self.roots, *self.as_of(stamped_at(token))]
        return self.run(
            "ts", "-verify", "-token_in", *given, "-data", self.put("stamped.bin", stamped), *trust
        )

    def as_of(self, at: str) -> list[str]:
        return ["-attime", str(calendar.timegm(time.strptime(at, "%Y%m%d%H%M%S")))] if at else []

    def put(self, name: str, data: bytes) -> str:
        (self.folder / name).write_bytes(data)
        return str(self.folder / name)

    def run(self, *words: str) -> bool:
        if not self.program:
            return True
        out = ["-out", str(self.folder / "out.bin")] if words[0] == "cms" else []
        return subprocess.run([self.program, *words, *out], capture_output=True, check=False).returncode == 0


class Check:
    """Says every finding as one line in both languages: OK, NG (wrong), or -- (not checked)."""

    def __init__(self, openssl: Openssl) -> None:
        self.openssl = openssl
        self.wrong = 0

    def tell(self, about: str, code: str, *, right: bool) -> None:
        self.wrong += not right
        words = WORDS[code].split("|")
        print(f"[{'OK' if right else 'NG'}] {about}:", " / ".join(words[:2] if right else words[2:]))

    def leave_open(self, about: str, code: str) -> None:
        print(f"[--] {about}:", " / ".join(WORDS[code].split("|")))

    def everything(self, found: dict[str, list[Any]]) -> None:
        name, pdf, (facts, end) = found["certificate"][0]
        self.signatures(name, pdf)
        self.certificate(name, pdf, facts, end)
        for name, pdf, _ in found["pdf"]:
            self.signatures(name, pdf)
            concluded = [one["sha256"] for one in facts["files"] if one["role"] == "concluded"]
            self.tell(name, "listed", right=sha256(pdf) in concluded)
        printed = (facts["anchor"], facts["anchor"].get("timestamped") or facts["anchor"])
        known = {one["audit_sequence"]: one["audit_head"] for one in printed}
        for name, document, _ in found["export"]:
            known.update(self.export(name, document, facts["anchor"]))
        for name, proof, _ in found["anchor"]:
            self.anchor(name, proof, known)

    def signatures(self, name: str, pdf: bytes) -> None:
        found = list(signatures(pdf))
        self.tell(name, "whole", right=bool(found) and found[-1]["is_whole"])
        for number, one in enumerate(found, 1):
            check = self.token if one["is_timestamp"] else self.signature
            check(f"{name} {number}/{len(found)}", one["der"], one["covered"])

    def signature(self, about: str, der: bytes, covered: bytes) -> None:
        value, signed, unsigned = signer_of(der)
        at, stamp = signed.find(MESSAGE_DIGEST), unsigned.find(SIGNATURE_TOKEN)
        token = der_parts(unsigned[stamp + len(SIGNATURE_TOKEN) :])[0] if stamp >= 0 else b""
        is_named = at >= 0 and hashlib.sha256(covered).digest() in signed[at : at + 64]
        is_right = is_named and self.openssl.signs(der, covered, stamped_at(token))
        self.tell(about, "signature", right=is_right)
        self.token(about, token, value)

    def token(self, about: str, token: bytes, stamped: bytes) -> None:
        is_right = hashlib.sha256(stamped).digest() in token and self.openssl.stamps(token, stamped)
        self.tell(f"{about} {stamped_at(token)}Z", "timestamp", right=is_right)

    def certificate(self, name: str, pdf: bytes, facts: dict[str, Any], end: int) -> None:
        self.tell(name, "attached", right=any(end <= one["before"] for one in signatures(pdf)))
        print(f"     証明書ID / certificate: {facts['certificate_id']}")
        print(f"     契約 / contract: {facts['number']} {facts['title']}")
        for party in facts["parties"]:
            print(f"     当事者 / party: {party['company']} {party['name']}  {party['agreed_at'] or '-'}")
        for kind, words in (
            ("event", "契約の記録の末尾 / head of the record"),
            ("audit", "監査ログの末尾 / head of the log"),
        ):
            print(f"     {words}: {facts['anchor'][f'{kind}_sequence']} {facts['anchor'][f'{kind}_head']}")

    def export(self, name: str, document: dict[str, Any], printed: dict[str, Any]) -> dict[int, str]:
        """Recompute the chain and look for the printed head; return the digests of the log by number."""
        broken, previous = 0, ""
        digests: dict[int, str] = {}
        for event in document["events"]:
            hashed = event["hashed"]
            follows = hashed["sequence"] == len(digests) + 1 and hashed["previous"] == previous
            is_right = (follows or document["filtered"]) and sha256(canonical(hashed)) == event["digest"]
            broken = broken or (0 if is_right else hashed["sequence"])
            previous = digests[hashed["sequence"]] = event["digest"]
        self.tell(f"{name} {broken or f'1-{len(digests)}'}", "chain", right=not broken)
        kind = "event" if document["format"] == "warifu-timeline-1" else "audit"
        place = printed[f"{kind}_sequence"]
        self.tell(f"{name} {place}", "head", right=digests.get(place) == printed[f"{kind}_head"])
        return digests if kind == "audit" else {}

    def anchor(self, name: str, proof: dict[str, Any], known: dict[int, str]) -> None:
        """The head leads to the root that was timestamped (Merkle tree, RFC 9162, section 2.1.1)."""
        node = sha256(b"\0" + canonical(proof["head"]))
        for step in proof["path"]:
            left, right = (step["digest"], node) if step["side"] == "left" else (node, step["digest"])
            node = sha256(b"\1" + bytes.fromhex(left) + bytes.fromhex(right))
        self.tell(name, "anchored", right=json.loads(proof["statement"])["root"] == node)
        self.token(name, bytes.fromhex(proof["token"]), proof["statement"].encode())
        sequence, digest = proof["head"]["sequence"], proof["head"]["digest"]
        if sequence in known:
            self.tell(f"{name} {sequence}", "same", right=known[sequence] == digest)
        else:
            self.leave_open(f"{name} {sequence}", "no_record")


def sorted_out(paths: list[Path]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {"certificate": [], "pdf": [], "export": [], "anchor": []}
    for path in paths:
        data = path.read_bytes()
        if data.startswith(b"%PDF"):
            attached = attached_json(data)
            found["certificate" if attached else "pdf"].append((path.name, data, attached))
        else:
            document = json.loads(data)
            kind = "anchor" if document["format"] == "warifu-anchor-1" else "export"
            found[kind].append((path.name, document, None))
    return found


def main() -> int:
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--root", action="append", type=Path, default=[], help="認証局のPEM / trusted root")
    parser.add_argument("files", nargs="+", type=Path)
    given = parser.parse_args()
    try:
        found, roots = sorted_out(given.files), [path.read_bytes() for path in given.root]
    except (OSError, ValueError, KeyError, TypeError) as reason:
        print(f"読み取れないファイルがあります / a file cannot be read: {reason}")
        return 2
    if len(found["certificate"]) != 1:
        print("合意証明書のPDFを1つ指定してください / give exactly one certificate of agreement (PDF)")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        check = Check(Openssl(roots, folder))
        try:
            check.everything(found)
        except (ValueError, IndexError, KeyError, TypeError, StopIteration) as reason:
            check.tell(repr(reason), "readable", right=False)
    if not (check.openssl.program and roots):
        check.leave_open("*", "no_root" if check.openssl.program else "no_openssl")
    print("不一致があります" if check.wrong else "不一致はありません", "/", check.wrong, "wrong")
    return 1 if check.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
