"""割符控え: both sides keep a mail that exposes a record rewritten as a whole (NX-03)."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from cli import receipt
from cli.__main__ import main
from contracts.acts import EDITION
from contracts.event_table import canonical
from contracts.exports import TIMELINE_FORMAT, checked, linked
from contracts.receipts import Fit, NotAReceipt, Receipt, held_against, read_receipt
from database.rebuilding import record_of
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor
from tests.sms.delivering import mails, posted, words


def timeline(office: Office, sent: Sent) -> dict[str, Any]:
    """Return what the timeline export holds (docs/evidence-export.md)."""
    contract = office.contract(sent)
    with office.opened.database.reading() as session:
        record = record_of(session, contract)
    events = []
    for one in record:
        hashed = {name: getattr(one, name) for name in ("sequence", "kind", "version", "facts", "at", "key")}
        hashed |= {"contract": contract.public_id, "previous": one.previous}
        events.append(linked(hashed, one.digest, {}))
    through = {"sequence": contract.sequence, "digest": contract.head}
    return {"format": TIMELINE_FORMAT, "filtered": False, "through": through, "events": events}


def rewritten(document: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """Put `new` for `old` in every fact and hash the whole chain again, as its operator could."""
    previous = ""
    for event in document["events"]:
        event["hashed"] |= {"facts": event["hashed"]["facts"].replace(old, new), "previous": previous}
        previous = event["digest"] = hashlib.sha256(canonical(event["hashed"]).encode()).hexdigest()
    document["through"]["digest"] = previous
    return document


@pytest.fixture
def agreed(office: Office, visitor: Visitor) -> Sent:
    sent = office.sent(Plan(imprint=False), edition=EDITION)
    visitor.enters(office.link(sent.parties[0]))
    visitor.sends("/c/contract/reading")
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    posted(office)
    return sent


@pytest.mark.shows("NX-03")
def test_a_chain_rewritten_as_a_whole_is_exposed_by_the_mail_of_either_side(
    office: Office, agreed: Sent
) -> None:
    receipts = [read_receipt(words(mail)) for mail in mails(office, "agreement_rece")]
    assert len(receipts) == 2
    assert len(set(receipts)) == 1
    document = timeline(office, agreed)
    assert held_against(receipts[0], document) is Fit.FITS
    forged = rewritten(document, '"terms_version":"', '"terms_version":"2')
    assert checked(forged).broken is None
    assert held_against(receipts[0], forged) is Fit.REWRITTEN


def test_the_command_reads_the_mail_or_its_values(
    office: Office, agreed: Sent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (eml,) = office.opened.settings.outbox.glob("*agreement_receipt*.eml")
    kept = tmp_path / "timeline.json"
    kept.write_text(json.dumps(timeline(office, agreed)))
    found = read_receipt(words(mails(office, "agreement_receipt")[0]))
    values = ["--document", found.document, "--head", found.head, "--entry", str(found.sequence)]
    assert main(["receipt", "verify", str(kept), str(eml)]) == receipt.FITS
    assert main(["receipt", "verify", str(kept), *values]) == receipt.FITS
    assert main(["receipt", "verify", str(kept), *values[:-1], "1"]) == receipt.DIFFERS
    assert main(["receipt", "verify", str(kept)]) == receipt.USAGE
    assert main(["receipt", "verify", str(tmp_path / "none"), str(eml)]) == receipt.USAGE
    assert main(["receipt", "verify", str(eml), str(eml)]) == receipt.USAGE
    assert "一致します" in capsys.readouterr().out


def test_what_a_receipt_says_is_compared_piece_by_piece(office: Office, agreed: Sent) -> None:
    document = timeline(office, agreed)
    found = read_receipt(words(mails(office, "agreement_receipt")[0]))
    for other, fit in (
        (Receipt("0" * 64, found.head, found.sequence), Fit.OTHER_DOCUMENT),
        (Receipt(found.document, found.head, found.sequence, "2020/01/01 00:00"), Fit.OTHER_TIME),
        (Receipt(found.document, found.head, 999), Fit.MISSING),
    ):
        assert held_against(other, document) is fit
    document["events"][0]["hashed"]["at"] = "2020-01-01T00:00:00+00:00"
    assert held_against(found, document) is Fit.BROKEN


def test_a_text_without_one_head_and_one_document_is_no_receipt() -> None:
    for text in ("", "a" * 64, f"{'a' * 64}（第3項）", f"{'a' * 64}（第3項） {'b' * 64} {'c' * 64}"):
        with pytest.raises(NotAReceipt):
            read_receipt(text)
    english = f"Agreed at\n1 April 2026, 13:02 (JST)\n{'b' * 64}\n{'a' * 64} (entry 3)"
    assert read_receipt(english) == Receipt("b" * 64, "a" * 64, 3, "1 April 2026, 13:02")
