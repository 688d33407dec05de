"""The fields of 文書情報 and of each party; a draft is saved as far as it can be read."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice

from contracts.authentication import Profile
from contracts.designations import DESIGNATIONS
from contracts.languages import LANGUAGES
from contracts.money import EXCLUDED, INCLUDED
from contracts.postal_address import PREFECTURES
from webapp.texts.asking import PROFILES, SEALING_WAYS
from webapp.texts.metadata import RENEWS
from webapp.texts.standings import KINDS, STANDINGS

AMOUNT_STATES = {"unknown": _l("未入力"), "none": _l("記載なし"), "stated": _l("金額を入力する")}
TAXES = {INCLUDED: _l("税込"), EXCLUDED: _l("税抜")}
ROLES = ("借主", "貸主", "連帯保証人", "取引士", "甲", "乙", "委託者", "受託者", "売主", "買主", "その他")


def _choices(words: Mapping[str, LazyString | str]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


def _designations() -> list[SelectChoice]:
    return [SelectChoice("", _l("なし")), *(SelectChoice(one, one) for one in DESIGNATIONS)]


def _prefectures() -> list[SelectChoice]:
    return [SelectChoice("", _l("選んでください")), *(SelectChoice(one, one) for one in PREFECTURES)]


class FactsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """Of the page itself: which save it was made from (`revision`), with which 契約種別, and its own name."""

    revision = HiddenField()
    page = HiddenField()
    shown_type = HiddenField()
    title = StringField(_l("文書名"), render_kw={"maxlength": 300})
    contract_type = SelectField(_l("契約種別"), validate_choice=False)
    standing = RadioField(_l("自社の立場"), choices=_choices(STANDINGS), validate_choice=False)
    starts_on = StringField(_l("契約開始日"))
    ends_on = StringField(_l("契約終了日"))
    open_ended = BooleanField(_l("期間の定めなし（契約書に終了日がない）"))
    auto_renews = SelectField(_l("自動更新"), choices=_choices(RENEWS), validate_choice=False)
    renews_for = StringField(_l("更新期間"), render_kw={"maxlength": 20})
    notice_period = StringField(_l("更新拒絶期限"), render_kw={"maxlength": 20})
    agreed_on = StringField(_l("契約書に記載する締結日"))
    amount_state = RadioField(_l("金額"), choices=_choices(AMOUNT_STATES), validate_choice=False)
    amount = StringField(_l("契約金額"), render_kw={"maxlength": 40})
    amount_tax = RadioField(_l("消費税"), choices=_choices(TAXES), validate_choice=False)
    guarantee_limit = StringField(_l("極度額（円）"), render_kw={"maxlength": 40, "inputmode": "numeric"})
    comment = TextAreaField(_l("コメント"), render_kw={"rows": 3})
    comment_snippet = SelectField(_l("コメントの定型文"), validate_choice=False)
    claim_domains = StringField(_l("締結用URLを使えるメールのドメイン"), render_kw={"maxlength": 1000})
    memo = TextAreaField(_l("メモ"))


class PartyForm(Form):  # type: ignore[misc]  # WTForms is untyped
    """One party; its fields carry the party's public id, so that every party's inputs stand apart."""

    offers_registered_seals = False
    order = StringField(_l("署名順"), render_kw={"maxlength": 3, "inputmode": "numeric"})
    kind = RadioField(_l("区分"), choices=_choices(KINDS), validate_choice=False)
    role = StringField(_l("役割"), render_kw={"maxlength": 100, "list": "roles"})
    company = StringField(_l("会社名"), render_kw={"maxlength": 200})
    name = StringField(_l("氏名"), render_kw={"maxlength": 200})
    filed = SelectField(_l("届出メールアドレス"), validate_choice=False)
    mail = StringField(_l("メールアドレス"), render_kw={"maxlength": 320})
    phone = StringField(_l("携帯電話番号（SMS）"), render_kw={"maxlength": 30, "inputmode": "tel"})
    phone_obtained_on = StringField(_l("携帯番号取得日"))
    way = RadioField(_l("依頼の届け方"), validate_choice=False)
    language = SelectField(_l("言語"), choices=_choices(LANGUAGES), validate_choice=False)
    own = BooleanField(_l("自社署名者（自社の社員などが署名します）"))
    signs = BooleanField(_l("署名を依頼する（外すと、締結後に文書を共有するだけになります）"))
    imprint = BooleanField(_l("印影を求める"))
    access_code = StringField(_l("アクセスコード"), render_kw={"maxlength": 200})
    drop_code = BooleanField(_l("設定済みのアクセスコードを外す"))
    access_code_hint = TextAreaField(_l("アクセスコードのヒント"), render_kw={"rows": 3})
    snippet = SelectField(_l("ヒントの定型文"), validate_choice=False)
    profile = RadioField(_l("認証のレベル"), choices=_choices(PROFILES), validate_choice=False)
    seal_generated = BooleanField(SEALING_WAYS["generated"])
    seal_uploaded = BooleanField(SEALING_WAYS["uploaded"])
    seal_drawn = BooleanField(SEALING_WAYS["drawn"])
    declares = BooleanField(_l("締結する権限があることの確認を求める"))
    may_hand_over = BooleanField(_l("署名者変更を許可する"))
    as_proxy = BooleanField(_l("本人の代理として署名する"))
    names_only = BooleanField(_l("宅地建物取引士として記名だけをする（契約への同意はしません）"))
    registration = StringField(_l("宅地建物取引士の登録番号"), render_kw={"maxlength": 64})
    designation = SelectField(_l("書面での呼び方"), choices=_designations(), validate_choice=False)
    corporate_number = StringField(_l("法人番号"), render_kw={"maxlength": 30, "inputmode": "numeric"})
    invoice_number = StringField(_l("インボイス登録番号"), render_kw={"maxlength": 30})
    postal_code = StringField(_l("郵便番号"), render_kw={"maxlength": 20, "inputmode": "numeric"})
    prefecture = SelectField(_l("都道府県"), choices=_prefectures(), validate_choice=False)
    address_lines = TextAreaField(_l("住所（市区町村から）"), render_kw={"rows": 2, "maxlength": 400})

    @property
    def profile_or_usual(self) -> str:
        """L1 is what every link gives, so it is not kept."""
        return self.profile.data if self.profile.data in {Profile.L2, Profile.L3} else ""
