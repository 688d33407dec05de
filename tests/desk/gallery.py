"""An office in the middle of its work: contracts at every stage, with names as long as they come."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Flask
from sqlalchemy import update

from contracts import acts
from contracts.acts import Origin
from contracts.locking import MOST_CODE_TRIES
from contracts.roles import Role
from database.contract import Contract
from database.contract_type import ContractType
from database.engine import now_of
from database.party import Party
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.desk.cases import sent_by
from tests.desk.site import Clerk, hired
from webapp.access.asking import new_key

LEGAL, APPROVER = "legal@sample.example", "approver@sample.example"
LONG_TITLE = (
    "令和八年度 東京都千代田区霞が関一丁目サンプルビル三階及び四階事務所部分に関する"
    "定期建物賃貸借契約並びに保守管理業務委託に係る基本契約書（第二次変更分・連帯保証人あり）"
)
LONG_COMPANY = "独立行政法人鉄道建設・運輸施設整備支援機構サンプル地域振興事業推進統括本部"
LESSEE = Plan(
    code="19850505", hint="生年月日8桁（西暦）", documents=("運転免許証（両面）", "収入を証明する書類")
)
GUARANTOR = Plan("佐藤 正", role="連帯保証人")
LESSOR = Plan("田中 誠", "株式会社みどり不動産", "corporate_informal", "貸主", 2)
OWN = Plan("山田 花子", "株式会社サンプル不動産", "corporate_informal", "委託者", own=True)
SUPPLIER = Plan("高橋 美咲", "株式会社みどり企画", "corporate_informal", "受託者", 2)
LONG = Plan("勅使河原 権左衛門", LONG_COMPANY, "corporate_informal", "共同事業体の代表構成員", 3)
REASON = "第5条の敷金は2か月分で合意しています。月額賃料の2か月分（396,000円）に直してください。"


@dataclass(frozen=True)
class Gallery:
    """`contracts` are public ids, by what is to be seen of them."""

    office: Office
    site: Flask
    contracts: dict[str, str]
    draft: str
    bare_draft: str


def fill(office: Office, site: Flask) -> Gallery:
    """Fill the office; the people it hires sign in with the password of these tests."""
    hired(office, LEGAL, Role.LEGAL)
    hired(office, APPROVER, Role.APPROVER)
    clerk = Clerk(site)
    clerk.signs_in(LEGAL)
    contracts = {
        "waiting": _waiting(office),
        "approval": sent_by(clerk, office, "清掃業務委託契約書", "services").contract,
        "own": _filed(office, office.sent(OWN, SUPPLIER, title="システム保守委託契約書"), "services", 1),
        "sent-back": _sent_back(office),
        "locked": _locked(office),
        "long": _filed(
            office, office.sent(LESSEE, GUARANTOR, LESSOR, LONG, title=LONG_TITLE), "lease_guarantor", 8
        ),
        "sealing": _sealing(office),
        "concluded": _concluded(office),
        "withdrawn": _withdrawn(office),
    }
    return Gallery(office, site, contracts, clerk.drafts("秘密保持契約書（共同研究）"), _bare_draft(clerk))


def _waiting(office: Office) -> str:
    title = "建物賃貸借契約書（青葉台レジデンス301号室）"
    return _filed(office, office.sent(LESSEE, GUARANTOR, LESSOR, title=title), "lease_guarantor", 3)


def _filed(office: Office, sent: Sent, kind: str, days: int) -> str:
    """Write down what the sender typed, with a term of two years; sent `days` ago."""
    with office.opened.database.writing() as session:
        row = session.query(Contract).filter_by(public_id=sent.contract).one()
        row.type_id = session.query(ContractType).filter_by(code=kind).one().id
        row.amount, row.amount_state = 198_000 * days, "stated"
        row.starts_on, row.ends_on = date(2026, 12, 1), date(2028, 11, 30)
        row.memo = "更新の交渉は営業二課。鍵は前日に引き渡す。"
        row.submitted_at = now_of(session) - timedelta(days=days)
    return sent.contract


def _accepts(office: Office, sent: Sent, party: Party) -> None:
    terms = acts.AcceptTerms(new_key(), Origin(party.public_id), party.public_id, 1, terms_version="2026-11")
    office.engine.ask(sent.contract, terms)


def _sent_back(office: Office) -> str:
    sent = office.sent(Plan(), LESSOR, title="建物賃貸借契約書（日の出荘205号室）")
    party = sent.parties[0]
    _accepts(office, sent, party)
    office.engine.ask(
        sent.contract, acts.SendBack(new_key(), Origin(party.public_id), party.public_id, 1, REASON)
    )
    return _filed(office, sent, "lease", 5)


def _locked(office: Office) -> str:
    sent = office.sent(LESSEE, title="更新契約書（さくらハイツ102号室）")
    spent = update(Party).where(Party.id == sent.parties[0].id).values(code_tries=MOST_CODE_TRIES)
    with office.opened.database.writing() as session:
        session.execute(spent)
    return _filed(office, sent, "renewal", 2)


def _agrees(office: Office, sent: Sent, party: Party, revision: int) -> None:
    _accepts(office, sent, party)
    agree = acts.Agree(
        key=new_key(),
        origin=Origin(party.public_id),
        party=party.public_id,
        round=1,
        shown_digest=office.contract(sent).sent_digest,
        shown_revision=revision,
        imprint="i",
        imprint_digest="d",
        authenticated=["mail_link"],
    )
    office.engine.ask(sent.contract, agree)


def _sealing(office: Office) -> str:
    sent = office.sent(Plan("鈴木 みのり"), title="駐車場使用契約書（B2-14）")
    _agrees(office, sent, sent.parties[0], 1)
    return _filed(office, sent, "renewal", 1)


def _concluded(office: Office) -> str:
    sent = office.sent(Plan(), LESSOR, title="建物賃貸借契約書（桜台ハイム402号室）")
    for revision, party in enumerate(sent.parties, start=1):
        _agrees(office, sent, party, revision)
        office.seal(sent, party)
    office.conclude(sent)
    return _filed(office, sent, "lease", 12)


def _withdrawn(office: Office) -> str:
    sent = office.sent(SUPPLIER, title="広告掲載契約書")
    withdraw = acts.Withdraw(new_key(), Origin(office.owner.public_id), "条件の見直しのため、取り下げます。")
    office.engine.ask(sent.contract, withdraw)
    return _filed(office, sent, "other", 20)


def _bare_draft(clerk: Clerk) -> str:
    """Return a draft of four parties about whom hardly anything has been typed."""
    public_id = clerk.drafts("建物賃貸借契約書（つつじが丘）")
    path = f"/drafts/{public_id}"
    for _more in range(3):
        clerk.opens(path)
        clerk.sends(path, add="party")
    return public_id
