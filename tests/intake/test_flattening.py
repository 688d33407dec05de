import pytest
from pikepdf import Array, Dictionary, Name

from adapters.intake import IntakeWarning, take_in
from tests.intake import makers
from tests.intake.reading import decoded, ink, looks_alike, picture, text


def test_a_flattened_form_shows_its_value_as_before() -> None:
    upload = makers.form("TARO YAMADA", drawn=True)
    intake = take_in(upload)
    assert intake.warnings == (IntakeWarning.FORM_FLATTENED,)
    assert ink(picture(intake.working)) > 50
    assert looks_alike(picture(upload), picture(intake.working))


@pytest.mark.shows("T45")
def test_no_field_survives_so_no_field_name_with_a_dot_does() -> None:
    left = decoded(take_in(makers.form("TARO", drawn=True)).working)
    assert b"/AcroForm" not in left
    assert b"/Widget" not in left


def test_a_japanese_value_without_an_appearance_is_drawn() -> None:
    intake = take_in(makers.form("髙橋 花子", drawn=False))
    assert "髙橋 花子" in text(intake.working)
    assert ink(picture(intake.working)) > 50


def test_a_latin_value_without_an_appearance_is_drawn() -> None:
    assert "TARO" in text(take_in(makers.form("TARO", drawn=False)).working)


@pytest.mark.shows("T45")
def test_a_hidden_layer_is_removed_and_a_shown_one_stays() -> None:
    upload = makers.layered()
    intake = take_in(upload)
    left = decoded(intake.working)
    assert IntakeWarning.LAYERS_FLATTENED in intake.warnings
    assert b"HIDDEN" not in left
    assert b"/OCG" not in left


@pytest.mark.shows("T45")
def test_flattened_layers_look_as_the_document_opened() -> None:
    upload = makers.layered()
    assert looks_alike(picture(upload), picture(take_in(upload).working))


@pytest.mark.shows("T45")
def test_a_picture_in_a_hidden_layer_is_removed() -> None:
    pdf = makers.changed(makers.paper())
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=b"hidden"))
    square = pdf.make_stream(b"% HIDDEN SQUARE\n0 0 50 50 re f", Type=Name.XObject, Subtype=Name.Form)
    square["/BBox"], square["/OC"] = Array([0, 0, 50, 50]), layer
    pdf.pages[0].obj["/Resources"]["/XObject"] = Dictionary(Sq=square)
    pdf.pages[0].contents_add(b"/Sq Do")
    pdf.Root["/OCProperties"] = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    upload = makers.saved(pdf)
    working = take_in(upload).working
    assert b"HIDDEN SQUARE" not in decoded(working)
    assert looks_alike(picture(upload), picture(working))


@pytest.mark.shows("T45", "T46")
def test_a_page_that_depends_on_an_ignored_appearance_is_reported() -> None:
    pdf = makers.changed(makers.paper())
    look = pdf.make_stream(b"0 0 100 30 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 100, 30])
    stamp = makers.annotation(pdf, Name.Stamp, AP=Dictionary(N=look))
    stamp["/F"] = 0
    highlight = makers.annotation(pdf, Name.Highlight, C=Array([0, 0, 0]))
    highlight["/QuadPoints"] = Array([50, 200, 250, 200, 50, 150, 250, 150])
    pdf.pages[0].obj["/Annots"] = Array([stamp, highlight])
    intake = take_in(makers.saved(pdf))
    assert IntakeWarning.LOOKS_CHANGED in intake.warnings


def test_a_stamp_is_baked_into_its_page() -> None:
    pdf = makers.changed(makers.paper())
    look = pdf.make_stream(b"0 0 100 30 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 100, 30])
    pdf.pages[0].obj["/Annots"] = Array([makers.annotation(pdf, Name.Stamp, AP=Dictionary(N=look))])
    upload = makers.saved(pdf)
    intake = take_in(upload)
    assert intake.warnings == ()
    assert looks_alike(picture(upload), picture(intake.working))
