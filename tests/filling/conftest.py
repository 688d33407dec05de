from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from adapters.filling import SigningParty, SigningPlan


@pytest.fixture
def working() -> bytes:
    """Return two A4 pages without fields, as intake leaves them."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(595.28, 841.89), invariant=True)
    for number in (1, 2):
        canvas.drawString(100, 700, f"Page {number}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.fixture
def plan() -> SigningPlan:
    return SigningPlan(
        certificate_id="WRF-7Q2M-4D5E-9ABC-K3TN",
        title="業務委託基本契約書",
        sender="株式会社割符商事 法務部 山本 花子",
        parties=(
            SigningParty("p1", "委託者", "株式会社割符商事", "代表取締役 佐藤 一郎", imprint=True),
            SigningParty("p2", "受託者", "山田システム開発株式会社", "髙﨑 健太", imprint=True),
            SigningParty("p3", "立会人", "", "𠮷田 美咲", imprint=False),
        ),
    )
