"""保存期間: nothing of what was concluded is taken away before its time, by no role, by no door (LW-26)."""

import uuid
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from contracts.policies import Policies
from contracts.roles import Role
from contracts.signing import FileIdentity, Purpose
from database.attachments import ContractAttachment
from database.contract import Contract
from database.document import SubmittedFile
from database.engine import now_of
from database.filing import file_stored
from database.party import RequiredDocument
from database.people import User
from database.queries.attachments import NewAttachment, file_attachment
from database.retention_desk import RetentionDesk
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.desk.site import Clerk
from tests.retention.conftest import mail_of
from tests.retention.shelf import OVER, filed, person, told

NO_SIGNATURES = '{"colour": "green", "signatures": []}'
REFUSED = "保存期間が満了するまで、だれも外したり消したりできません"
TAKES_AWAY = ("removal", "deletion", "discarding", "withdrawal", "forget", "purge", "erasure", "disposal")
NOT_OF_THE_RECORD = {
    "/account/deletion": "a reader's own account; the contracts stay",
    "/announcements/<public_id>/withdrawal": "an announcement",
    "/bulk-sendings/<public_id>/": "rows of which nothing was sent",
    "/c/documents/<item>/files/<file>/removal": "a party's own file, until it agrees",
    "/company-holidays/removal": "a day off",
    "/contacts/<public_id>/deletion": "an entry of the address book",
    "/contracts/<public_id>/flag/removal": "a flag and its note",
    "/contracts/<public_id>/deadline-reminders/<reminder>/removal": "a reminder",
    "/contracts/<public_id>/relations/<relation>/removal": "a link between two contracts",
    "/contracts/<public_id>/versions/<int:number>/mark/removal": "a mark on a version",
    "/contracts/<public_id>/withdrawal": "取り下げ before the conclusion; the record stays",
    "/contracts/views/<view_id>/deletion": "a saved view",
    "/disposals": "廃棄, which asks `require_ended` (LW-27)",
    "/drafts/<public_id>/deletion": "a draft, which nobody was sent",
    "/drafts/<public_id>/documents/<file>/removal": "a file of a draft",
    "/drafts/<public_id>/parties/<party>/removal": "a party of a draft",
    "/folders/<public_id>/deletion": "a folder; its contracts move up",
    "/groups/<public_id>/deletion": "a group",
    "/holds/": "a hold, not a contract",
    "/imports/<public_id>/discarding": "files of which nothing was registered",
    "/office-texts/logo/removal": "the logo",
    "/own-settings/second-factor/withdrawal": "a second factor",
    "/person-requests": "本人からの請求, which refuses while the law asks for keeping (LW-39)",
    "/reviews/<public_id>/withdrawal": "a request for review",
    "/snippets/<public_id>/deletion": "a snippet",
    "/tags/<public_id>/deletion": "a tag",
    "/templates/<public_id>/deletion": "a template",
}
LOCKED = {"/contracts/<public_id>/attachments/<file>/removal"}


def attached(office: Office, contract: str) -> str:
    """File an attachment beside the contract, and return its public id."""
    identity = FileIdentity(office.organization.public_id, str(uuid.uuid4()), Purpose.ATTACHED, "a" * 64)
    with office.opened.database.writing() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == contract)).one()
        user = session.get_one(User, office.owner.id)
        return file_attachment(
            session, row, user, NewAttachment("控え.pdf", identity, 1, NO_SIGNATURES)
        ).public_id


def taken_back(office: Office, sent: Sent) -> None:
    """Let the party hand in a paper and take it back before it agrees."""
    identity = FileIdentity(office.organization.public_id, str(uuid.uuid4()), Purpose.SUBMITTED, "b" * 64)
    with office.opened.database.writing() as session:
        item = session.scalars(
            select(RequiredDocument).where(RequiredDocument.party_id == sent.parties[0].id)
        ).one()
        now, stored = now_of(session), file_stored(session, office.organization.id, identity, 1)
        session.add(
            SubmittedFile(
                organization_id=office.organization.id,
                required_document_id=item.id,
                file_id=stored.id,
                filename="住民票.pdf",
                created_at=now,
                removed_at=now,
            )
        )


def stands(office: Office, file: str) -> bool:
    with office.opened.database.reading() as session:
        row = session.scalars(select(ContractAttachment).where(ContractAttachment.public_id == file)).one()
        return row.removed_at is None


@pytest.mark.shows("LW-26")
@pytest.mark.parametrize("stage", ["concluded", "imported"])
def test_an_attachment_of_a_concluded_contract_stays_whoever_asks(
    people: dict[Role, Clerk], office: Office, stage: str
) -> None:
    contract = filed(office, "締結済みの契約", stage=stage, ends_on=date(2026, 3, 31))
    file = attached(office, contract)
    page = f"/contracts/{contract}/attachments"
    for role, clerk in people.items():
        asked, sent = clerk.client.get(f"{page}/{file}/removal"), _sent(clerk, f"{page}/{file}/removal")
        expected = 409 if role in {Role.ADMINISTRATOR, Role.LEGAL} else 404
        assert (asked.status_code, sent.status_code) == (expected, expected), role
        assert stands(office, file)
    legal = people[Role.LEGAL]
    legal.at = _sent(legal, f"{page}/{file}/removal")
    assert REFUSED in legal.text
    assert "外せません" in legal.text
    assert f"{file}/removal" not in legal.opens(page).text


def test_what_is_over_or_was_never_concluded_may_be_taken_off_the_list_unless_it_is_held(
    people: dict[Role, Clerk], auditor: Clerk, office: Office
) -> None:
    legal = people[Role.LEGAL]
    for title, values in (("満了した契約", OVER), ("却下の契約", {"stage": "declined"})):
        contract = filed(office, title, owner_id=person(office, mail_of(Role.LEGAL)).id, **values)
        file = attached(office, contract)
        auditor.opens("/holds")
        auditor.sends("/holds", name=title, reason="調査")
        hold = auditor.path.removeprefix("/holds/")
        auditor.opens(f"/contracts/holding?contract={contract}")
        auditor.sends("/contracts/holding", hold=hold)
        removal = f"/contracts/{contract}/attachments/{file}/removal"
        assert _sent(legal, removal).status_code == 409
        auditor.opens(f"/holds/{hold}/release")
        auditor.sends(f"/holds/{hold}/release", reason="終わった")
        assert _sent(legal, removal).status_code == 303
        assert not stands(office, file)


def test_every_door_that_takes_something_away_is_known_and_the_api_has_none(site: Flask) -> None:
    rules = [rule for rule in site.url_map.iter_rules() if rule.endpoint != "static"]
    assert not [rule.rule for rule in rules if "DELETE" in (rule.methods or ())]
    taking = {rule.rule for rule in rules if any(word in rule.rule for word in TAKES_AWAY)}
    unknown = {one for one in taking - LOCKED if not one.startswith(tuple(NOT_OF_THE_RECORD))}
    assert unknown == set(), "say in NOT_OF_THE_RECORD what it takes away, or refuse it before its time"
    assert taking >= LOCKED


def test_what_a_party_handed_in_is_not_destroyed_while_its_contract_is_held(
    auditor: Clerk, office: Office
) -> None:
    sent, desk = office.sent(Plan(documents=("住民票",))), RetentionDesk(office.opened.database)
    taken_back(office, sent)
    [due] = desk.due()
    shredded: list[str] = []
    auditor.opens("/holds")
    auditor.sends("/holds", name="提出書類の件", reason="調査")
    hold = auditor.path.removeprefix("/holds/")
    auditor.opens(f"/contracts/holding?contract={sent.contract}")
    auditor.sends("/contracts/holding", hold=hold)
    assert desk.due() == []
    assert not desk.purge(due, shredded.append)
    auditor.opens(f"/holds/{hold}/release")
    auditor.sends(f"/holds/{hold}/release", reason="終わった")
    assert desk.due() == [due]
    assert desk.purge(due, shredded.append)
    assert not desk.purge(due, shredded.append)
    assert shredded == [due.object_id]


def test_a_type_keeps_its_contracts_longer_and_the_log_says_from_what_to_what(
    administrator: Clerk, office: Office
) -> None:
    administrator.opens("/contract-types")
    types = administrator.text.split('href="/contract-types/')[1:]
    kind = next(one.split('"')[0] for one in types if len(one.split('"')[0]) == 36)
    path = f"/contract-types/{kind}"
    administrator.opens(path)
    for wrong in ("9", "101", "十年"):
        assert administrator.sends(path, retention_years=wrong).status_code == 422
        assert f'value="{wrong}"' in administrator.text
        assert "10〜100の数字で入力してください。" in administrator.text
    administrator.sends(path, retention_years="１５")
    assert 'name="retention_years" type="text" value="15"' in administrator.text
    changed = told(office, "contract_type_changed")[-1]
    assert (changed["years_before"], changed["years"]) == (0, 15)
    administrator.opens("/audit")
    assert "保存年数 組織の設定 → 15" in administrator.text
    administrator.opens(path)
    administrator.sends(path, retention_years="")
    assert told(office, "contract_type_changed")[-1]["years"] == 0


def test_the_organisations_years_are_kept_and_never_fewer_than_ten(
    administrator: Clerk, office: Office
) -> None:
    assert Policies().retention_years == 10
    administrator.opens("/tax-records")
    assert administrator.sends("/tax-records", retention_years="9").status_code == 422
    administrator.sends("/tax-records", retention_years="12")
    ends = date(2026, 3, 31)
    contract = filed(office, "十二年の契約", ends_on=ends, agreed_on=ends - timedelta(days=2000))
    administrator.opens(f"/contracts/{contract}")
    assert "2038年3月31日まで保存します。それまでは、だれも廃棄できません。" in administrator.text
    administrator.opens("/tax-records")
    administrator.sends("/tax-records", retention_years="10")
    administrator.opens(f"/contracts/{contract}")
    assert "2036年3月31日まで保存します。" in administrator.text


def test_the_page_says_what_to_enter_where_no_end_is_known(administrator: Clerk, office: Office) -> None:
    administrator.opens(f"/contracts/{filed(office, '終わりの知れない契約')}")
    assert "期限なく保存します。契約の終了日がまだ決まっていないためです。" in administrator.text
    assert "契約終了日、解約日、終了予定のいずれかを入力すると、保存期限が決まります。" in administrator.text


def test_the_ledger_shows_the_day_beside_the_contract(administrator: Clerk, office: Office) -> None:
    filed(office, "台帳で見る契約", ends_on=date(2026, 3, 31), agreed_on=date(2020, 4, 1))
    administrator.opens("/ledger?q=台帳で見る&body=0")
    administrator.sends("/ledger/columns", column=["retain_until", "ends_on"])
    administrator.opens("/ledger?q=台帳で見る&body=0")
    assert "2036/03/31" in administrator.text


def _sent(clerk: Clerk, path: str) -> TestResponse:
    clerk.opens("/own-settings")
    token = clerk.fields("/own-settings")["csrf_token"]
    return clerk.client.post(path, data={"csrf_token": token, "reason": "要らない"})
