"""Formats as Jinja filters, all under the names of their functions."""

from typing import TYPE_CHECKING

from webapp.texts.custom_values import custom_pairs
from webapp.texts.dates import deadline, instant, iso_jst, prose_date, table_date
from webapp.texts.edelivery import delivery_name, delivery_state
from webapp.texts.languages import language_label
from webapp.texts.lives import life_label, life_tone
from webapp.texts.money import money, yen
from webapp.texts.names import bare_filename, listed, phone, sender_initial
from webapp.texts.periods import period_pairs
from webapp.texts.renewing import renews_label
from webapp.texts.stages import party_label, party_tone, stage_label, stage_tone
from webapp.texts.tax_keeping import kept_label, lacking_label
from webapp.texts.undelivered import delivery_cure, delivery_detail, delivery_title
from webapp.texts.waiting import waiting_step
from webapp.texts.wareki import wareki, wareki_short

if TYPE_CHECKING:
    from flask import Flask

FILTERS = (
    custom_pairs,
    period_pairs,
    prose_date,
    table_date,
    instant,
    deadline,
    iso_jst,
    wareki,
    wareki_short,
    yen,
    money,
    phone,
    bare_filename,
    stage_label,
    stage_tone,
    party_label,
    party_tone,
    life_label,
    life_tone,
    sender_initial,
    language_label,
    listed,
    delivery_name,
    delivery_state,
    delivery_title,
    delivery_detail,
    delivery_cure,
    waiting_step,
    kept_label,
    renews_label,
    lacking_label,
)


def install_formats(app: "Flask") -> None:
    for function in FILTERS:
        app.add_template_filter(function, function.__name__)
