"""The heads of all logs under one timestamp, kept where the database cannot reach (LW-44, T73)."""

import json
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from adapters.sealing import LocalTimestamper, OrderedTimestamper, TimestampUnavailable
from contracts.anchoring import Head, joined, path_of, root_of
from database.anchors import LogAnchor
from database.audit import AuditEvent
from database.queries.anchors import newest_anchored, proof
from tests import databases
from tests.anchoring.anchored import Anchored
from tests.evidence.clock import present
from tests.evidence.faulty_tsa import Down

HOUR = timedelta(hours=1)


def test_every_head_climbs_to_the_root_by_its_own_path_alone() -> None:
    for count in range(1, 10):
        heads = [Head(f"org-{number}", number + 1, f"{number:064x}") for number in range(count)]
        for head in heads:
            path = path_of(heads, head.organization)
            assert joined(head, path) == root_of(list(reversed(heads)))
            assert not {one.digest for one in path} & {one.digest for one in heads}
        forged = Head(heads[0].organization, 99, heads[0].digest)
        assert joined(forged, path_of(heads, forged.organization)) != root_of(heads)


@pytest.mark.shows("LW-44")
def test_one_token_stands_for_every_organisation_and_openssl_agrees(
    anchored: Anchored, tmp_path: Path
) -> None:
    anchored.anchor()
    found = anchored.folder.read(1)
    assert len(found.heads) == 2
    assert (anchored.faults(), found.previous) == ([], "")
    organization = anchored.office.organization
    with anchored.office.opened.database.reading() as session:
        reached = newest_anchored(session, organization.id)
        handed = proof(session, organization.id, 3)
    assert reached is not None
    assert handed is not None
    assert handed["head"] == {
        "organization": organization.public_id,
        "sequence": reached.sequence,
        "digest": reached.digest,
    }
    assert json.dumps(handed).count('"organization"') == 1
    (tmp_path / "statement").write_text(handed["statement"], "utf-8")
    (tmp_path / "token").write_bytes(bytes.fromhex(handed["token"]))
    (tmp_path / "roots.pem").write_text(handed["certificates"], "ascii")
    command = ["openssl", "ts", "-verify", "-token_in", "-in", "token", "-data", "statement"]
    checked = subprocess.run(
        [*command, "-CAfile", "roots.pem"], cwd=tmp_path, capture_output=True, check=False, timeout=30
    )
    assert checked.returncode == 0, checked.stderr


def test_what_is_told_is_anchored_again_and_an_anchor_is_nothing_new(anchored: Anchored) -> None:
    anchored.anchor()
    anchored.anchoring(HOUR).anchor_heads()
    assert anchored.folder.numbers() == [1]
    anchored.tell()
    anchored.anchoring(HOUR).anchor_heads()
    assert anchored.folder.numbers() == [1]
    anchored.anchor()
    assert anchored.folder.read(2).previous == anchored.folder.read(1).fingerprint
    told = select(AuditEvent.organization_id).where(AuditEvent.code == "log_anchored")
    with anchored.office.opened.database.reading() as session:
        assert len(session.scalars(told).all()) == 3
    assert anchored.faults() == []


def test_a_kill_between_file_and_row_leaves_neither_a_gap_nor_a_second_anchor(anchored: Anchored) -> None:
    anchored.anchor()
    with anchored.office.opened.database.writing() as session:
        for table in ("anchored_head", "log_anchor"):
            databases.unguard(session, table)
            session.execute(text(f"DELETE FROM {table}"))  # noqa: S608 -- our own names
    assert [fault.kind for fault in anchored.faults()] == ["row_missing"]
    anchored.anchoring(HOUR).anchor_heads()
    with anchored.office.opened.database.reading() as session:
        assert session.scalars(select(LogAnchor.number)).all() == [1]
    assert (anchored.folder.numbers(), anchored.faults()) == ([1], [])


@pytest.mark.shows("LW-11")
def test_without_a_tsa_nothing_is_anchored_and_the_next_try_goes_on(
    anchored: Anchored, caplog: pytest.LogCaptureFixture
) -> None:
    down = OrderedTimestamper([Down(LocalTimestamper(anchored.authority))], present)
    with pytest.raises(TimestampUnavailable):
        anchored.anchoring(timestamper=down).anchor_heads()
    assert "could not be anchored" in caplog.text
    assert anchored.folder.numbers() == []
    anchored.anchor()
    assert (anchored.folder.numbers(), anchored.faults()) == ([1], [])


def test_every_anchor_is_copied_away_also_those_from_before_the_copy(
    anchored: Anchored, tmp_path: Path
) -> None:
    away = tmp_path / "away"
    anchored.anchor()
    anchored.tell()
    away.write_text("no folder", "utf-8")
    anchored.anchoring(copy=away).anchor_heads()
    assert anchored.folder.numbers() == [1, 2]
    away.unlink()
    anchored.anchoring(HOUR, copy=away).anchor_heads()
    for number in (1, 2):
        original = anchored.folder.path(number)
        assert (away / original.name).read_bytes() == original.read_bytes()
