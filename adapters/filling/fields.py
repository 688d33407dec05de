"""Every field of a document, made before the first signature: a later one would break a DocMDP of P=2."""

from collections.abc import Iterator, Mapping, Sequence

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from adapters.filling.checkmark import NO, YES, check_box
from adapters.filling.names import (
    CREATION_SIGNATURE,
    DOCUMENT_TIMESTAMP,
    FINAL_SIGNATURE,
    signature_field,
)
from adapters.filling.placed import PlacedField, placed_fields
from adapters.filling.row import FieldBox
from adapters.filling.upright import SIDEWAYS, UPRIGHT
from contracts.inputs import InputKind
from contracts.signing import SigningParty

PRINT_LOCKED = 4 + 128
READ_ONLY = 1
SIGNATURES_EXIST = 1
NO_CHANGES = 1
APPEARANCE_OF_TEXT = "/Helv 10 Tf 0 g"


def add_fields(
    pdf: Pdf, boxes: Sequence[FieldBox], parties: Sequence[SigningParty], first_sheet: int
) -> None:
    """Add the parties' own fields to the signing pages and the document, all signature fields to page 1."""
    placed = [one for party in parties for one in placed_fields(pdf, party)]
    fields = [own_field(pdf, box, pdf.pages[first_sheet + box.page]) for box in boxes]
    fields += [turned_field(pdf, one) for one in placed]
    every = [*boxes, *(one.box for one in placed)]
    names = [CREATION_SIGNATURE, *(signature_field(party.key) for party in parties)]
    locks = {signature_field(party.key): lock(pdf, tuple(own_names(every, party))) for party in parties}
    locks[FINAL_SIGNATURE] = lock(pdf, ())
    locks[FINAL_SIGNATURE].P = NO_CHANGES
    names += [FINAL_SIGNATURE, DOCUMENT_TIMESTAMP]
    fields += [signature_widget(pdf, name, locks.get(name)) for name in names]
    pdf.Root.AcroForm = pdf.make_indirect(form_of(pdf, fields))


def own_names(boxes: Sequence[FieldBox], party: SigningParty) -> Iterator[str]:
    return (box.name for box in boxes if box.name.partition("_")[0] == party.key)


def turned_field(pdf: Pdf, placed: PlacedField) -> Object:
    """Add a field to a page of the document itself; on a page displayed turned it says so (MK /R)."""
    turned = int(placed.page.rotation) % 360
    made = own_field(pdf, placed.box, placed.page, turned)
    if turned:
        made.MK = Dictionary(R=turned)
    return made


def own_field(pdf: Pdf, box: FieldBox, page: Page, turned: int = 0) -> Object:
    if box.kind == InputKind.CHECK:
        return check_field(pdf, box, page, turned)
    return text_field(pdf, box, page)


def check_field(pdf: Pdf, box: FieldBox, page: Page, turned: int) -> Object:
    """Make a check box that shows its square already, unticked and upright."""
    left, bottom, right, top = box.corners
    width, height = (top - bottom, right - left) if turned in SIDEWAYS else (right - left, top - bottom)
    drawings = {
        name: pdf.make_stream(
            check_box(width, height, ticked=name == YES),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, width, height]),
            Matrix=Array(UPRIGHT[turned]),
            Resources=Dictionary(),
        )
        for name in (YES, NO)
    }
    return widget(
        pdf,
        page,
        {
            "/T": String(box.name),
            "/TU": String(box.tooltip),
            "/FT": Name.Btn,
            "/Ff": READ_ONLY,
            "/Rect": Array([left, bottom, right, top]),
            "/V": Name(NO),
            "/AS": Name(NO),
            "/AP": Dictionary(N=Dictionary(drawings)),
        },
    )


def lock(pdf: Pdf, names: Sequence[str]) -> Object:
    """Return a field lock on `names` (ISO 32000-1, 12.7.4.5; /P since ISO 32000-2)."""
    fields = Array([String(name) for name in names])
    return pdf.make_indirect(Dictionary(Type=Name.SigFieldLock, Action=Name.Include, Fields=fields))


def text_field(pdf: Pdf, box: FieldBox, page: Page) -> Object:
    left, bottom, right, top = box.corners
    empty = pdf.make_stream(
        b"",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, right - left, top - bottom]),
        Resources=Dictionary(),
    )
    return widget(
        pdf,
        page,
        {
            "/T": String(box.name),
            "/TU": String(box.tooltip),
            "/FT": Name.Tx,
            "/Ff": READ_ONLY,
            "/Rect": Array([left, bottom, right, top]),
            "/DA": String(APPEARANCE_OF_TEXT),
            "/AP": Dictionary(N=empty),
        },
    )


def signature_widget(pdf: Pdf, name: str, field_lock: Object | None) -> Object:
    entries = {"/T": String(name), "/FT": Name.Sig, "/Rect": Array([0, 0, 0, 0])}
    locked = {"/Lock": field_lock} if field_lock is not None else {}
    return widget(pdf, pdf.pages[0], {**entries, **locked})


def widget(pdf: Pdf, page: Page, entries: Mapping[str, Object | int]) -> Object:
    """Make a field that is its own widget, on its page."""
    common = {"/Type": Name.Annot, "/Subtype": Name.Widget, "/F": PRINT_LOCKED, "/P": page.obj}
    made = pdf.make_indirect(Dictionary({**common, **entries}))
    # A new array, for pages may share the old one.
    page.obj.Annots = Array([*page.obj.get(Name.Annots, Array()), made])
    return made


def form_of(pdf: Pdf, fields: Sequence[Object]) -> Dictionary:
    helvetica = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    return Dictionary(
        Fields=Array(fields),
        DA=String(APPEARANCE_OF_TEXT),
        DR=Dictionary(Font=Dictionary(Helv=pdf.make_indirect(helvetica))),
        SigFlags=SIGNATURES_EXIST,
    )
