#!/usr/bin/env python3
# ruff: noqa: E501, T201 -- one sentence a line; a program of its own that prints
"""割符の合意証明書を、割符なしで検証します。 Checks a Warifu certificate of agreement without Warifu.

    python3 warifu_verifier.py [--root ROOT.pem]... CERTIFICATE.pdf... [SIGNED.pdf]... [EXPORT.json]... [ANCHOR.json]...

Needs Python 3.8 or later and the files beside it; signatures and timestamps are checked where `openssl`
(1.1.1 or later) is installed. No network is used. EXPORT is a 署名履歴 or 操作ログ in JSON, ANCHOR a proof of
an anchor. What was renewed with later timestamps may be given as well, in place of a file or beside it.
Ends with 0 when everything was checked and nothing is wrong, 1 when something is wrong, 2 when there was no
certificate to check, 3 when nothing is wrong as far as it was checked: without openssl, or without --root.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))  # also where Python is told to look nowhere else

from warifu_additions import additions
from warifu_certificate import certificate_facts
from warifu_openssl import Openssl, hashed_in, pem, stamped_at
from warifu_pdf import (
    beginnings,
    certificates_in,
    der_parts,
    sha256,
    signatures,
    signer_of,
)

MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
SIGNATURE_TOKEN = bytes.fromhex("060b2a864886f70d010910020e")
WORDS = {
    "whole": "最後の署名はファイル全体に及びます|the last signature covers the whole file|最後の署名の後に、署名されていない内容があります|there are bytes that no signature covers",
    "signature": "署名は、対象の内容と一致します|the signature holds for what it covers|署名が、対象の内容と一致しません|the signature does not hold for what it covers",
    "timestamp": "タイムスタンプは、対象の内容と一致します|the timestamp holds for what it covers|タイムスタンプがないか、対象の内容と一致しません|there is no timestamp that holds",
    "digest": "署名の対象のSHA-256だけが一致します（opensslがないため、署名は検証していません）|only the digest of what is covered was compared: no openssl here|署名が、対象の内容と一致しません|the signature does not hold for what it covers",
    "sealed": "発行の署名の後に、検証情報とタイムスタンプだけが追加されています|after its issuer's signature there are validation data and timestamps, nothing else|発行の署名の後に、検証情報とタイムスタンプのほかの変更があります|after its issuer's signature something else was added",
    "renewed": "証明書に記載の締結済み文書に、保管用のタイムスタンプだけが追加されています|it is a concluded document of the certificate with timestamps added for keeping, nothing else|証明書に記載の締結済み文書に、タイムスタンプのほかの変更が追加されています|it begins with a concluded document of the certificate, and something else was added",
    "case": "同じ契約の証明書です|it is a certificate of the same contract|別の契約の証明書です|it is a certificate of another contract",
    "listed": "証明書に記載の締結済み文書です（SHA-256が一致）|it is a concluded document of the certificate (SHA-256)|証明書に記載の締結済み文書ではありません（SHA-256が不一致）|it is no concluded document of the certificate (SHA-256)",
    "chain": "記録は1件も変更されずにつながっています|the chain of records holds|この番号の記録が変更・削除・追加されています|this record was changed, removed or added",
    "head": "証明書に記載の記録の末尾があります|it has the head printed in the certificate|証明書に記載の記録の末尾と違います|it lacks the head printed in the certificate",
    "anchored": "監査ログの末尾は、このアンカーに含まれます|the head of the log is in this anchor|監査ログの末尾が、このアンカーに含まれません|the head of the log is not in this anchor",
    "same": "アンカーの記録は、手元の記録と同じです|the anchored record is the one at hand|アンカーの記録が、手元の記録と違います|the anchored record is another one",
    "readable": "内容を読み取れます|the content can be read|内容を読み取れません|the content cannot be read",
    "no_openssl": "opensslがないため、署名とタイムスタンプは検証していません。SHA-256だけを比べました|no openssl here: signatures and timestamps were not checked, only digests were compared",
    "no_root": "認証局（--root）の指定がないため、発行元は確認していません|no --root given: who issued the signatures was not checked",
    "no_record": "アンカーの記録が手元になく、証明書とのつながりは確認していません（操作ログのJSONも指定してください）|the anchored record is not at hand: give the audit log's export as well",
}


def canonical(value: object) -> bytes:
    """Return the one spelling that digests are made over: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


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
        print(f"[--] {about}:", " / ".join(WORDS[code].split("|")[:2]))

    def everything(self, found: dict[str, list[Any]]) -> None:
        facts = found["certificate"][0][2]
        concluded = listed_in(facts)
        for name, pdf, other in found["certificate"]:
            self.signatures(name, pdf)
            self.certificate(name, pdf)
            self.tell(name, "case", right=concluded == listed_in(other))
        self.show(facts)
        for name, pdf, _ in found["pdf"]:
            self.signatures(name, pdf)
            self.document(name, pdf, concluded)
        printed = (facts["anchor"], facts["anchor"].get("timestamped") or facts["anchor"])
        known = {one["audit_sequence"]: one["audit_head"] for one in printed}
        for name, document, _ in found["export"]:
            known.update(self.export(name, document, facts["anchor"]))
        for name, proof, _ in found["anchor"]:
            self.anchor(name, proof, known)

    def signatures(self, name: str, pdf: bytes) -> None:
        found = list(signatures(pdf))
        self.openssl.between = pem(certificates_in(pdf))
        self.tell(name, "whole", right=bool(found) and found[-1]["reaches"] == len(pdf))
        for number, one in enumerate(found, 1):
            about = f"{name} {number}/{len(found)}"
            if not one["is_alone"]:
                self.tell(about, "signature", right=False)
            check = self.token if one["is_timestamp"] else self.signature
            check(about, one["der"], one["covered"])

    def signature(self, about: str, der: bytes, covered: bytes) -> None:
        value, signed, unsigned = signer_of(der)
        at, stamp = signed.find(MESSAGE_DIGEST), unsigned.find(SIGNATURE_TOKEN)
        token = der_parts(unsigned[stamp + len(SIGNATURE_TOKEN) :])[0] if stamp >= 0 else b""
        is_named = at >= 0 and hashed_in(covered, signed[at : at + 96])
        is_right = is_named and self.openssl.signs(der, covered, stamped_at(token))
        self.judge(about, "signature", right=is_right)
        if is_right and self.openssl.program:
            print(f"     署名者 / signer: {self.openssl.signer()}")
        self.token(about, token, value)

    def token(self, about: str, token: bytes, stamped: bytes) -> None:
        is_right = hashed_in(stamped, token) and self.openssl.stamps(token, stamped)
        self.judge(f"{about} {stamped_at(token)}Z", "timestamp", right=is_right)

    def judge(self, about: str, code: str, *, right: bool) -> None:
        """Claim nothing of a signature that only openssl can judge where there is none."""
        if right and not self.openssl.program:
            self.leave_open(about, "digest")
        else:
            self.tell(about, code, right=right)

    def document(self, name: str, pdf: bytes, concluded: list[str]) -> None:
        """A renewed document begins with every byte of the concluded one (RFC 4998 does the same for archives)."""
        start = next((end for end in beginnings(pdf) if sha256(pdf[:end]) in concluded), 0)
        if start and start < len(pdf):
            self.add_up(name, "renewed", pdf, start)
        else:
            self.tell(name, "listed", right=bool(start))

    def add_up(self, name: str, code: str, pdf: bytes, start: int) -> None:
        other = additions(pdf, start)
        self.tell(f"{name} ({other})" if other else name, code, right=not other)

    def certificate(self, name: str, pdf: bytes) -> None:
        """Its facts are those under the first signature: what came after that may be no more than timestamps."""
        self.add_up(name, "sealed", pdf, next(signatures(pdf))["reaches"])

    def show(self, facts: dict[str, Any]) -> None:
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
        self.openssl.between = str(proof.get("certificates", "")).encode()
        self.token(name, bytes.fromhex(proof["token"]), proof["statement"].encode())
        sequence, digest = proof["head"]["sequence"], proof["head"]["digest"]
        if sequence in known:
            self.tell(f"{name} {sequence}", "same", right=known[sequence] == digest)
        else:
            self.leave_open(f"{name} {sequence}", "no_record")


def listed_in(facts: dict[str, Any]) -> list[str]:
    """Return the SHA-256 of the concluded documents that a certificate names."""
    return [one["sha256"] for one in facts["files"] if one["role"] == "concluded"]


def sorted_out(paths: list[Path]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {"certificate": [], "pdf": [], "export": [], "anchor": []}
    for path in paths:
        data = path.read_bytes()
        if data.startswith(b"%PDF"):
            facts = certificate_facts(data)
            found["certificate" if facts else "pdf"].append((path.name, data, facts))
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
    if not found["certificate"]:
        print("合意証明書のPDFを指定してください / give a certificate of agreement (PDF)")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        check = Check(Openssl(roots, folder))
        try:
            check.everything(found)
        except (ValueError, IndexError, KeyError, TypeError, StopIteration) as reason:
            check.tell(repr(reason), "readable", right=False)
    is_whole = bool(check.openssl.program and roots)
    if not is_whole:
        check.leave_open("*", "no_root" if check.openssl.program else "no_openssl")
    print("不一致があります" if check.wrong else "不一致はありません", "/", check.wrong, "wrong")
    return 1 if check.wrong else 0 if is_whole else 3


if __name__ == "__main__":
    sys.exit(main())
