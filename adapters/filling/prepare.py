from io import BytesIO

import pikepdf
from pikepdf import Name, ObjectStreamMode, Page, Pdf

from adapters.filling.fields import add_fields
from adapters.filling.overlay import text_line
from adapters.filling.placed import fitted_plan
from adapters.filling.placement import from_lower_left
from adapters.filling.plan import PlanRefused, require_keys
from adapters.filling.row import FieldBox
from adapters.filling.signing_page import needs_sheet, signing_pages
from contracts.certificate_id import ID_BOTTOM, ID_LEFT
from contracts.signing import SigningPlan

ID_SIZE = 6.5


def prepare(working: bytes, plan: SigningPlan) -> bytes:
    """Return the document as it will be certified: id line (GM-22), 署名欄 where it is needed, every field.

    Equal input gives equal bytes. Raises PlanRefused.
    """
    require_keys(plan)
    with pikepdf.open(BytesIO(working)) as pdf:
        if "/AcroForm" in pdf.Root:
            raise PlanRefused("has_fields")
        print_id(pdf, plan.certificate_id)
        fitted, first_sheet = fitted_plan(pdf, plan), len(pdf.pages)
        boxes = appended(pdf, fitted) if needs_sheet(fitted.parties) else ()
        add_fields(pdf, boxes, fitted.parties, first_sheet)
        return saved(pdf)


def appended(pdf: Pdf, plan: SigningPlan) -> tuple[FieldBox, ...]:
    """Append 署名欄, and return where the fields stand on it."""
    sheets, boxes = signing_pages(plan)
    with pikepdf.open(BytesIO(sheets)) as signing:
        pdf.pages.extend(signing.pages)
    return boxes


def print_id(pdf: Pdf, certificate_id: str) -> None:
    """Print the id at the lower left of page 1 as displayed, as text that can be selected."""
    line = text_line(f"合意証明書ID: {certificate_id}", ID_SIZE)
    page = pdf.pages[0]
    with pikepdf.open(BytesIO(line)) as overlay:
        form = pdf.copy_foreign(overlay.pages[0].as_form_xobject())
    name = page.add_resource(form, Name.XObject, Name.WarifuCertificateID)
    matrix = " ".join(f"{value:.4f}" for value in from_lower_left(page, ID_LEFT, ID_BOTTOM))
    unclosed = open_states(page)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\n" + b"Q " * (unclosed + 1) + f"q {matrix} cm {name} Do Q\n".encode("ascii"))


def open_states(page: Page) -> int:
    """Return how many graphics states the page leaves unrestored; they would displace what is drawn after."""
    depth = 0
    for instruction in pikepdf.parse_content_stream(page, "q Q"):
        depth = max(0, depth + (1 if str(instruction.operator) == "q" else -1))
    return depth


def saved(pdf: Pdf) -> bytes:
    copy = BytesIO()
    pdf.save(copy, min_version="1.7", object_stream_mode=ObjectStreamMode.disable, deterministic_id=True)
    return copy.getvalue()
