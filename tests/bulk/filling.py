"""Files of rows, as people fill them in."""

import csv
from io import BytesIO, StringIO

from sqlalchemy import select

from database.bulk_sending import BulkRow, BulkSending
from database.document_template import DocumentTemplate
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.desk.typing import begun, of

PAGE = "/bulk-sendings"
HEADING = (
    *("受信者_1_会社名", "受信者_1_氏名", "受信者_1_メール", "受信者_1_アクセスコード"),
    *("文書名", "金額", "開始日", "終了日", "メモ"),
)


def nda_template(clerk: Clerk) -> None:
    """Keep an NDA as a template: the other side is 送信時に指定, our side is fixed."""
    page = begun(clerk, title="秘密保持契約書", contract_type="nda", standing="own_signer")
    theirs, ours = clerk.parties()
    clerk.sends(
        page,
        intent="save",
        **of(theirs, company="株式会社乙社", name="乙山 次郎", mail="otsu@example.com"),
        **of(ours, name="法務 花子", mail="president@sample.example"),
    )
    template = f"/contracts/{page.rpartition('/')[2]}/template"
    clerk.opens(template)
    clerk.sends(template, name="NDA ひな形", title="{{会社名}} 秘密保持契約書")


def a_row(name: str, **typed: str) -> dict[str, str]:
    cells = {
        "会社名": f"株式会社{name}",
        "氏名": f"{name} 太郎",
        "メール": f"{len(name)}{ord(name[0]):x}@example.com",
        **{one: typed[one] for one in ("会社名", "氏名", "メール", "アクセスコード") if one in typed},
    }
    facts = {one: text for one, text in typed.items() if one in HEADING}
    return {**{f"受信者_1_{one}": text for one, text in cells.items()}, **facts}


def a_file(*rows: dict[str, str], heading: tuple[str, ...] = HEADING, encoding: str = "utf-8-sig") -> bytes:
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows([row.get(name, "") for name in heading] for row in rows)
    return out.getvalue().encode(encoding)


def takes(clerk: Clerk, held: DocumentTemplate, data: bytes) -> str:
    """Bring the file and return the path of the page that answers."""
    clerk.opens(f"{PAGE}/new?template={held.public_id}")
    clerk.sends(f"{PAGE}/new", file=(BytesIO(data), "取引先.csv"))
    return clerk.path


def rows_kept(office: Office) -> list[BulkRow]:
    with office.opened.database.reading() as session:
        return list(session.scalars(select(BulkRow).order_by(BulkRow.line)))


def run_kept(office: Office) -> BulkSending:
    with office.opened.database.reading() as session:
        return session.scalars(select(BulkSending)).one()


def starts(clerk: Clerk, run: str) -> None:
    clerk.opens(run)
    clerk.sends(f"{run}/start")


def csv_of(clerk: Clerk, path: str, encoding: str = "utf-8-sig") -> list[list[str]]:
    answer = clerk.client.get(path)
    assert answer.status_code == 200
    return list(csv.reader(StringIO(answer.data.decode(encoding), newline="")))
