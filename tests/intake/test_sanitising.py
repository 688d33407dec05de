import re

import pytest
from pikepdf import Array, Dictionary, Name, String

from adapters.intake import IntakeWarning, take_in
from tests.intake import makers
from tests.intake.reading import decoded, looks_alike, picture

ACTIVE = re.compile(
    rb"/JavaScript|/JS\b|/OpenAction|/AA\b|/Launch|/URI\b|/SubmitForm|/ImportData|/GoToR|/XFA|/RichMedia"
    rb"|/EmbeddedFile|/Filespec|/EF\b|/AF\b|/Ref\b|/FileAttachment|/Annot\b"
    rb"|tracker|alert|cmd\.exe|attached bytes"
)


@pytest.mark.shows("T40")
def test_nothing_that_acts_is_left_in_the_working_copy() -> None:
    upload = makers.active()
    assert len(set(ACTIVE.findall(decoded(upload)))) > 15
    intake = take_in(upload)
    assert ACTIVE.findall(decoded(intake.working)) == []
    assert set(intake.warnings) == {IntakeWarning.ACTIVE_CONTENT_REMOVED, IntakeWarning.ATTACHMENTS_REMOVED}


def test_the_page_looks_the_same_without_what_acted() -> None:
    upload = makers.active()
    assert looks_alike(picture(upload), picture(take_in(upload).working))


def test_bookmarks_stay_when_their_scripts_go() -> None:
    assert b"/Outlines" in decoded(take_in(makers.active()).working)


@pytest.mark.shows("T40")
def test_a_stream_kept_in_another_file_is_not_looked_for() -> None:
    outside = makers.stream(b"0 0 9 9 re f", b"/F (/etc/passwd) /FFilter /FlateDecode")
    intake = take_in(makers.one_page(outside))
    assert b"passwd" not in decoded(intake.working)
    assert IntakeWarning.ACTIVE_CONTENT_REMOVED in intake.warnings


@pytest.mark.shows("T45")
def test_what_an_earlier_revision_said_is_gone() -> None:
    first = makers.one_page(makers.stream(b"% FIRST PRICE\n10 10 50 50 re f"))
    upload = makers.with_revision(first, 4, makers.stream(b"% SECOND PRICE\n10 10 50 50 re f"))
    assert b"FIRST PRICE" in upload
    working = take_in(upload).working
    assert b"FIRST PRICE" not in decoded(working)
    assert b"SECOND PRICE" in decoded(working)
    assert working.count(b"startxref") == 1


@pytest.mark.shows("T45")
def test_an_object_that_no_page_uses_is_gone() -> None:
    square = makers.stream(b"10 10 50 50 re f")
    upload = makers.one_page(square, extra=makers.stream(b"SHADOW CONTENT"))
    assert b"SHADOW CONTENT" not in decoded(take_in(upload).working)


@pytest.mark.shows("T44")
def test_what_is_glued_behind_the_file_is_gone() -> None:
    working = take_in(makers.paper() + b"\nPK\x03\x04" + b"zip of a polyglot").working
    assert b"polyglot" not in working
    assert working.rstrip().endswith(b"%%EOF")


@pytest.mark.shows("T45")
def test_a_preview_other_than_the_page_is_gone() -> None:
    pdf = makers.changed(makers.paper())
    pdf.pages[0].obj["/Thumb"] = pdf.make_stream(b"OTHER PREVIEW")
    pdf.pages[0].obj["/PieceInfo"] = Dictionary(App=Dictionary(Private=String("PRIVATE DATA")))
    left = decoded(take_in(makers.saved(pdf)).working)
    assert b"OTHER PREVIEW" not in left
    assert b"PRIVATE DATA" not in left


def test_opening_at_a_page_is_dropped_without_a_warning() -> None:
    pdf = makers.changed(makers.paper())
    pdf.Root["/OpenAction"] = Array([pdf.pages[0].obj, Name.Fit])
    assert take_in(makers.saved(pdf)).warnings == ()


def test_the_title_of_the_document_stays() -> None:
    pdf = makers.changed(makers.paper())
    pdf.docinfo["/Title"] = String("NDA 2026")
    assert b"NDA 2026" in decoded(take_in(makers.saved(pdf)).working)
