from io import BytesIO

import pikepdf
from pikepdf import Name, ObjectStreamMode, Page, Pdf

from adapters.filling.fields import add_fields
from adapters.filling.overlay import text_line
from adapters.filling.placement import from_lower_left
from adapters.filling.plan import PlanRefused, require_keys
from adapters.filling.signing_page import signing_pages
from contracts.signing import SigningPlan

ID_SIZE, ID_LEFT, ID_BOTTOM = 6.5, 20.0, 12.0


def prepare(working: bytes, plan: SigningPlan) -> bytes:
    """Return the document as it will be certified: id line (GM-22), 署名欄 pages and every field.

    Equal input gives equal bytes. Raises PlanRefused.
    """
    require_keys(plan)
    sheets, boxes = signing_pages(plan)
    with pikepdf.open(BytesIO(working)) as pdf, pikepdf.open(BytesIO(sheets)) as signing:
        if "/AcroForm" in pdf.Root:
            raise PlanRefused("has_fields")
        print_id(pdf, plan.certificate_id)
        first_sheet = len(pdf.pages)
        pdf.pages.extend(signing.pages)
        add_fields(pdf, boxes, plan.parties, first_sheet)
        return saved(pdf)


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
