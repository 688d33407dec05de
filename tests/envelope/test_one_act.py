"""One act signs every document of the envelope, each in its own PDF (LW-10)."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from activities.signing import Signing
from adapters.filling import prepare
from adapters.sealing import SealedRevision, Sealer, require_extends
from adapters.verification import examine
from contracts import acts
from contracts.acts import Origin
from contracts.effects import EffectKind
from contracts.envelope import joint_digest
from contracts.refusals import StaleDocument
from contracts.verdict import Colour, IssuedKind, verdict_of
from database.queries.issued import issued_file
from database.signing_desk import SigningDesk
from tests.certificate.reading import embedded_in, pages_of, words_of
from tests.envelope.bundle import NAMES, Bundle, bundled
from tests.evidence.proven import require_programs
from tests.lifecycle.office import Office, open_office
from workflows.wiring import sealer_of


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all: its keys take a second to make."""
    office = open_office(tmp_path_factory.mktemp("envelope") / "home")
    yield office
    office.opened.database.engine.dispose()


@pytest.fixture(scope="module")
def concluded(office: Office) -> Bundle:
    bundle = bundled(office, [1])
    bundle.submit()
    bundle.agree(bundle.draft.parties[0])
    bundle.conclude()
    return bundle


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_one_document_is_bound_by_its_own_digest_and_several_by_that_of_their_list() -> None:
    one, two = digest(b"1"), digest(b"2")
    assert joint_digest([one]) == one
    assert joint_digest([one, two]) == digest(json.dumps([one, two], separators=(",", ":")).encode())
    assert joint_digest([two, one]) != joint_digest([one, two])


@pytest.mark.shows("GM-14", "LW-10")
def test_agreeing_once_signs_three_files_that_are_each_valid_and_extend_what_was_sent(
    concluded: Bundle,
) -> None:
    creation, agreement, final = concluded.signed()
    assert concluded.row().sent_digest == joint_digest([digest(one) for one in creation])
    root = (concluded.office.opened.settings.keys / "authority" / "root.pem").read_bytes()
    for place, name in enumerate(NAMES):
        assert final[place].startswith(agreement[place])
        assert agreement[place].startswith(creation[place])
        findings = examine(final[place], [root])
        assert verdict_of(findings, None).colour is Colour.GREEN
        assert [one.kind for one in findings.signatures] == [
            "certification",
            "approval",
            "approval",
            "timestamp",
        ]
        assert name in "".join(pages_of(final[place])[-1].split())


@pytest.mark.shows("CL-27")
def test_every_document_and_both_certificates_hold_for_programs_that_are_not_ours(
    concluded: Bundle, tmp_path: Path
) -> None:
    root = (concluded.office.opened.settings.keys / "authority" / "root.pem").read_bytes()
    pdfs = dict(zip(NAMES, concluded.signed()[-1], strict=True))
    pdfs |= {audience: concluded.certificate(audience) for audience in ("own", "party")}
    require_programs(pdfs, root, tmp_path / "asked")


@pytest.mark.shows("GM-15", "LW-45")
def test_the_certificate_lists_every_file_of_every_document_with_its_digest(concluded: Bundle) -> None:
    certificate = concluded.certificate("party")
    facts, printed = embedded_in(certificate), words_of(certificate)
    creation, _agreed, final = concluded.signed()
    wanted = [
        (place, role, f"{name}.pdf", digest(data), len(data))
        for place, (name, *three) in enumerate(
            zip(NAMES, concluded.uploaded(), creation, final, strict=True), 1
        )
        for role, data in zip(("uploaded", "sent", "concluded"), three, strict=True)
    ]
    listed = [
        (one["document"], one["role"], one["name"], one["sha256"], one["size"]) for one in facts["files"]
    ]
    assert listed == wanted
    assert all(one[3] in printed for one in wanted)
    assert concluded.row().sent_digest in printed
    assert "文書の数3" in printed
    assert facts["title"] == "建物賃貸借契約書"


@pytest.mark.shows("LW-45")
def test_each_file_that_was_given_out_is_known_again(concluded: Bundle) -> None:
    revisions = concluded.signed()
    with concluded.office.opened.database.reading() as session:
        known = [[issued_file(session, digest(data)) for data in files] for files in revisions]
        assert issued_file(session, concluded.row().sent_digest) is None
    kinds = [[one.kind if one else None for one in files] for files in known]
    assert kinds == [[IssuedKind.INTERMEDIATE] * 3, [IssuedKind.INTERMEDIATE] * 3, [IssuedKind.CONCLUDED] * 3]


def test_an_act_done_again_signs_nothing_twice(concluded: Bundle) -> None:
    party = concluded.draft.parties[0].id
    request = concluded.request(EffectKind.SEAL_AGREEMENT, party)
    before = concluded.signed()
    assert concluded.signing.seal_agreement(request).digest == joint_digest(
        [digest(one) for one in before[1]]
    )
    assert concluded.signed() == before


class Killed(Exception):
    """The process is gone here."""


class KilledAfterOne:
    """A sealer whose process ends once it has signed one document."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self._signed = 0

    def certify(self, prepared: bytes, reason: str) -> SealedRevision:
        if self._signed:
            raise Killed
        self._signed += 1
        return self._sealer.certify(prepared, reason)


def test_a_step_killed_between_two_files_files_nothing_and_is_done_again_whole(office: Office) -> None:
    bundle = bundled(office, [1])
    bundle.record(bundle.draft.submit)
    opened, request = office.opened, bundle.request(EffectKind.PREPARE_ROUND)
    sealer = cast("Sealer", KilledAfterOne(sealer_of(opened)))
    desk = SigningDesk(opened.database)
    with pytest.raises(Killed):
        Signing(desk, opened.files, sealer, prepare, require_extends).prepare_round(request)
    assert bundle.signed() == []
    first = bundle.signing.prepare_round(request)
    assert bundle.signing.prepare_round(request) == first
    assert [len(files) for files in bundle.signed()] == [len(NAMES)]


@pytest.mark.shows("T47")
def test_an_agreement_to_other_documents_than_those_sent_is_refused(office: Office) -> None:
    bundle = bundled(office, [1])
    bundle.submit()
    party = bundle.draft.parties[0]
    bundle.record(acts.AcceptTerms("terms", Origin(party.id), party.id, 1, "2026-11"))
    sent = [digest(data) for data in bundle.signed()[0]]
    for shown in (sent[0], joint_digest([*sent[:2], digest(b"another")]), joint_digest(sent[::-1])):
        with pytest.raises(StaleDocument):
            bundle.record(replace(bundle.agreement(party), shown_digest=shown))
