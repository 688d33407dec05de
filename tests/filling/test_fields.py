from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from adapters.filling import PlanRefused, SigningParty, SigningPlan, prepare


@contextmanager
def fields_of(prepared: bytes) -> Iterator[dict[str, pikepdf.Object]]:
    with pikepdf.open(BytesIO(prepared)) as pdf:
        yield {str(field.T): field for field in pdf.Root.AcroForm.Fields}


def test_every_field_exists_before_the_first_signature(working: bytes, plan: SigningPlan) -> None:
    with fields_of(prepare(working, plan)) as fields:
        assert [*fields] == [
            *("p1_agreed", "p1_seal", "p2_agreed", "p2_seal", "p3_agreed"),
            *("Sig-create", "Sig-p1", "Sig-p2", "Sig-p3", "Sig-final", "DocTS-1"),
        ]
        assert not any("/V" in field for field in fields.values())
        assert not any("." in name for name in fields)


def test_text_fields_are_read_only_printed_and_empty(working: bytes, plan: SigningPlan) -> None:
    with fields_of(prepare(working, plan)) as fields:
        for name in ("p1_agreed", "p1_seal", "p3_agreed"):
            assert (fields[name].FT, int(fields[name].Ff), int(fields[name].F)) == (pikepdf.Name.Tx, 1, 132)
            assert fields[name].AP.N.read_bytes() == b""
        assert str(fields["p3_agreed"].TU) == "立会人 𠮷田 美咲の合意日時"


def test_each_party_locks_its_own_fields_and_the_final_signature_locks_all(
    working: bytes, plan: SigningPlan
) -> None:
    with fields_of(prepare(working, plan)) as fields:
        locked = {
            name: [str(item) for item in field.Lock.Fields]
            for name, field in fields.items()
            if "/Lock" in field
        }

        assert locked == {
            "Sig-p1": ["p1_agreed", "p1_seal"],
            "Sig-p2": ["p2_agreed", "p2_seal"],
            "Sig-p3": ["p3_agreed"],
            "Sig-final": [],
        }
        assert int(fields["Sig-final"].Lock.P) == 1
        assert all(field.Lock.Action == "/Include" for field in fields.values() if "/Lock" in field)


def test_signature_fields_are_unseen_on_page_1(working: bytes, plan: SigningPlan) -> None:
    with pikepdf.open(BytesIO(prepare(working, plan))) as pdf:
        widgets = list(pdf.pages[0].obj.Annots)

        assert {str(widget.FT) for widget in widgets} == {"/Sig"}
        assert len(widgets) == 6
        assert all([float(side) for side in widget.Rect] == [0, 0, 0, 0] for widget in widgets)
        assert all(widget.P.objgen == pdf.pages[0].obj.objgen for widget in widgets)


def test_the_same_document_and_plan_give_the_same_bytes(working: bytes, plan: SigningPlan) -> None:
    assert prepare(working, plan) == prepare(working, plan)


@pytest.mark.parametrize("key", ["p.1", "P1", "", "party 1", "final", "create", "当事者"])
def test_a_key_that_cannot_name_a_field_is_refused(working: bytes, plan: SigningPlan, key: str) -> None:
    party = SigningParty(key, "委託者", "", "佐藤 一郎", imprint=True)

    with pytest.raises(PlanRefused) as refusal:
        prepare(working, replace(plan, parties=(party,)))

    assert (refusal.value.code, refusal.value.key) == ("bad_key", key)


def test_two_parties_with_one_key_are_refused(working: bytes, plan: SigningPlan) -> None:
    with pytest.raises(PlanRefused, match="same_key_twice"):
        prepare(working, replace(plan, parties=(plan.parties[0], plan.parties[0])))


def test_a_plan_without_parties_is_refused(working: bytes, plan: SigningPlan) -> None:
    with pytest.raises(PlanRefused, match="no_parties"):
        prepare(working, replace(plan, parties=()))


def test_a_document_that_still_has_fields_is_refused(working: bytes, plan: SigningPlan) -> None:
    with pytest.raises(PlanRefused, match="has_fields"):
        prepare(prepare(working, plan), plan)
