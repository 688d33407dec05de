"""What staff see of a kept contract, and the files that it hands out."""

import hashlib

import pytest
from sqlalchemy import select

from contracts.relation import Kind
from contracts.roles import Role
from database.dossiers import contract_of
from database.engine import now_of
from database.queries.archival import frozen_files
from database.record import ContractRound
from database.relations import ContractRelation
from tests.counterparty.office import Office as PagesOffice
from tests.desk.site import Clerk, create_desk, hired
from tests.lifecycle.office import Office
from tests.preservation.generations import Aging
from tests.preservation.keeping import kept_contract
from tests.preservation.test_renewal import due
from tests.preservation.working import renewed, watched

READER = "legal@sample.example"


def reader(office: Office, role: Role = Role.ADMINISTRATOR) -> Clerk:
    pages = PagesOffice(office.opened, office.organization, office.owner)
    hired(pages, READER, role)
    found = Clerk(create_desk(pages))
    found.signs_in(READER)
    return found


def kept_and_renewed(office: Office, old: Aging) -> str:
    contract = kept_contract(office, old).contract
    steps = watched(office, old)
    steps.renew(due(office, steps, contract))
    return contract


@pytest.mark.shows("LW-13", "LW-43")
def test_the_newest_file_is_handed_out_and_the_frozen_ones_are_there_byte_for_byte(
    office: Office, old: Aging
) -> None:
    contract = kept_and_renewed(office, old)
    rows = {row.kept: row for row in renewed(office, contract)}
    with office.opened.database.reading() as session:
        frozen = {
            one.kept.value: one.file.digest for one in frozen_files(session, contract_of(session, contract))
        }
    clerk = reader(office)
    here = f"/contracts/{contract}"
    assert sha256(clerk, f"{here}/signed.pdf") == rows["document"].digest
    assert sha256(clerk, f"{here}/certificate.pdf") == frozen["own"]
    assert sha256(clerk, f"{here}/kept/document/1/0.pdf") == frozen["document"]
    assert sha256(clerk, f"{here}/kept/own/1/1.pdf") == rows["own"].digest
    assert clerk.client.get(f"{here}/kept/own/1/2.pdf").status_code == 404
    assert clerk.client.get(f"{here}/kept/draft/1/0.pdf").status_code == 404


def test_the_counterparty_s_certificate_is_for_compliance_alone(office: Office, old: Aging) -> None:
    contract = kept_and_renewed(office, old)
    clerk = reader(office, Role.LEGAL)
    assert clerk.client.get(f"/contracts/{contract}/kept/party/1/0.pdf").status_code == 404
    assert clerk.client.get(f"/contracts/{contract}/kept/own/1/0.pdf").status_code == 200
    assert "合意証明書（相手方控）" not in clerk.opens(f"/contracts/{contract}").text


def test_the_page_says_until_when_it_is_protected_and_what_a_download_gives(
    office: Office, old: Aging
) -> None:
    contract = kept_and_renewed(office, old)
    page = reader(office).opens(f"/contracts/{contract}").text
    assert "長期保管" in page
    assert "2030年12月31日まで" in page
    assert page.count("保管用タイムスタンプを追加した版") >= 3
    assert "合意証明書は発行時のものをお渡しします" in page


@pytest.mark.shows("LW-48")
def test_a_contract_ended_by_another_says_that_its_certificate_stays_valid_and_which_one_it_is(
    office: Office, old: Aging
) -> None:
    contract, ending = kept_contract(office, old).contract, kept_contract(office, old).contract
    clerk = reader(office)
    assert "合意証明書は引き続き有効です" not in clerk.opens(f"/contracts/{contract}").text
    related(office, contract, ending, Kind.TERMINATION)
    page = clerk.opens(f"/contracts/{contract}").text
    assert "合意証明書は引き続き有効です" in page
    assert "解約合意" in page
    assert "合意証明書は引き続き有効です" not in clerk.opens(f"/contracts/{ending}").text


def related(office: Office, first: str, second: str, kind: Kind) -> None:
    with office.opened.database.writing() as session:
        one, other = contract_of(session, first), contract_of(session, second)
        assert session.scalars(select(ContractRound.id).where(ContractRound.contract_id == one.id)).first()
        row = ContractRelation(
            organization_id=one.organization_id,
            contract_id=one.id,
            related_id=other.id,
            kind=kind,
            created_by_id=office.owner.id,
            created_at=now_of(session),
        )
        session.add(row)


def sha256(clerk: Clerk, path: str) -> str:
    answer = clerk.client.get(path)
    assert answer.status_code == 200
    return hashlib.sha256(answer.data).hexdigest()
