"""Everything that was entered, as pairs of a label and words: what 確認・送信 lists (IM-58)."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.phone import shown_mobile
from contracts.postal_address import PostalAddress
from contracts.standing import PartyKind
from database.contract import Contract
from database.party import Party, PartyField, RequiredDocument
from database.queries.boxes import signs_placed
from database.queries.draft_asks import documents_of, fields_of
from webapp.drafting import consent_of, level_of
from webapp.texts.asking import INPUT_KINDS, MEANINGS, PROFILES, ways_label
from webapp.texts.boxes import KINDS as BOX_KINDS
from webapp.texts.custom_values import custom_pairs
from webapp.texts.dates import prose_date
from webapp.texts.languages import language_label
from webapp.texts.money import money, yen
from webapp.texts.names import listed
from webapp.texts.periods import period_words
from webapp.texts.standings import kind_label, standing_label

Pairs = list[tuple[str, str | int]]


def contract_pairs(contract: Contract) -> Pairs:
    return [
        (_("文書名"), contract.title),
        (_("契約種別"), contract.type.name if contract.type else ""),
        (_("自社の立場"), standing_label(contract.standing)),
        *_said((_("契約期間"), period_words(contract))),
        *_said((_("契約書に記載する締結日"), prose_date(contract.agreed_on) if contract.agreed_on else "")),
        (_("金額"), _amount(contract)),
        *_said((_("極度額"), yen(contract.guarantee_limit) if contract.guarantee_limit else "")),
        *custom_pairs(contract),
        *_said((_("コメント"), contract.comment)),
        *_said((_("締結用URLを使えるドメイン"), contract.claim_domains)),
        *_said((_("メモ（社内用）"), contract.memo)),
    ]


def party_pairs(session: Session, contract: Contract, party: Party) -> Pairs:
    reached = [
        (_("署名順"), str(party.ordering) if party.signs else _("なし（締結後に共有）")),
        *_said((_("書面での呼び方"), party.designation)),
        (_("区分"), kind_label(party.kind)),
        *_address_pairs(party),
        (_("言語"), language_label(party.language)),
        *_said((_("自社署名者"), _("はい") if party.own else "")),
        *_said((_("法人番号"), party.corporate_number)),
        *_said((_("インボイス登録番号"), party.invoice_number)),
        *_said((_("住所"), PostalAddress(party.postal_code, party.prefecture, party.address_lines).written)),
    ]
    return [*reached, *_asked_pairs(session, contract, party)] if party.signs else reached


def _address_pairs(party: Party) -> Pairs:
    obtained = party.phone_obtained_on
    phone = (
        _("%(phone)s（取得日 %(day)s）", phone=shown_mobile(party.phone), day=prose_date(obtained))
        if obtained
        else shown_mobile(party.phone)
    )
    return [
        *_said((_("届け方"), _("締結用URLを自分で渡す") if party.claimable and party.signs else "")),
        *_said((_("メールアドレス"), party.mail)),
        *_said((_("携帯電話番号（SMS）"), phone if party.kind == PartyKind.INDIVIDUAL else "")),
    ]


def _asked_pairs(session: Session, contract: Contract, party: Party) -> Pairs:
    return [
        (_("印影"), ways_label(party.seal_methods) if party.imprint else _("求めない")),
        *_said((_("署名する場所"), _places(session, party))),
        (_("認証のレベル"), str(PROFILES[level_of(contract, party) or "L1"])),
        (_("アクセスコード"), _code(party)),
        (_("必要書類"), _documents(session, party) or _("なし")),
        *_said((_("入力項目"), _inputs(session, party))),
        (_("締結する権限の確認"), _("求める") if party.declares and not party.names_only else _("求めない")),
        *_said((_("電子交付の承諾"), _("文書を開く前に求める") if consent_of(contract, party) else "")),
        *_said((_("署名者変更"), _("許可する") if party.may_hand_over else "")),
        *_said((_("代理"), _("本人の代理として署名する") if party.as_proxy else "")),
        *_said((_("取引士"), _registered(party))),
    ]


def _said(pair: tuple[str, str]) -> Pairs:
    """What was not entered is left out."""
    return [pair] if pair[1] else []


def _amount(contract: Contract) -> str:
    if contract.amount_state == "stated" and contract.amount is not None:
        return money(contract.amount, contract.currency, contract.amount_tax)
    return str(_("記載なし") if contract.amount_state == "none" else _("未入力"))


def _code(party: Party) -> str:
    if not party.access_code_hash:
        return str(_("なし"))
    if not party.access_code_hint:
        return str(_("設定済み"))
    return str(_("設定済み（ヒント：%(hint)s）", hint=party.access_code_hint))


def _documents(session: Session, party: Party) -> str:
    return listed(
        _labelled(row.title, [*_of_document(row), row.note]) for row in documents_of(session, party)
    )


def _of_document(row: RequiredDocument) -> list[str]:
    words = [_("必須") if row.required else _("任意")]
    return [*words, _("本人確認書類")] if row.is_identity else words


def _inputs(session: Session, party: Party) -> str:
    return listed(_labelled(row.label, _of_input(row)) for row in fields_of(session, party))


def _of_input(row: PartyField) -> list[str]:
    words = [str(INPUT_KINDS[row.kind]), _("必須") if row.required else _("任意")]
    return [*words, str(MEANINGS[row.maps_to])] if row.maps_to else words


def _labelled(label: str, words: list[str]) -> str:
    return str(_("%(label)s（%(facts)s）", label=label, facts="・".join(word for word in words if word)))


def _places(session: Session, party: Party) -> str:
    """Return where the party signs; nothing of one that puts nothing on the document."""
    placed = signs_placed(session, party)
    if not placed:
        return str(_("ボックスなし（末尾の署名欄）")) if party.imprint or party.names_only else ""
    counted = ((BOX_KINDS[kind], placed[kind]) for kind in BOX_KINDS if placed[kind])
    return listed(_("%(kind)s %(n)s", kind=kind, n=n) for kind, n in counted)


def _registered(party: Party) -> str:
    if not party.names_only:
        return ""
    return str(_("記名だけをする（登録番号 %(number)s）", number=party.registration))
