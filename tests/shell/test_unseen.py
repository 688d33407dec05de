"""What a log and a page make of characters that nobody sees."""

import logging

import pytest
from flask import Flask, render_template_string
from flask_wtf import FlaskForm
from wtforms import StringField

from adapters.log_lines import LAYOUT, OneLine
from webapp.shell.cookies import install_cookies
from webapp.shell.languages import install_babel
from webapp.shell.unseen import install_unseen, install_unseen_in_sentences

SPOOF = "契約書\u202efdp.exe"
TOLD = "契約書〔U+202E〕fdp.exe"
ATTACK = '甲\r\n2026-01-01 00:00:00 warifu.audit all is well\u202e\x1b[2J {"level": "INFO"}'


class NameForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    name = StringField("氏名")


def printed(template: str, **values: object) -> str:
    app = Flask(__name__)
    app.config.update(WTF_CSRF_ENABLED=False)
    install_unseen(app)
    install_cookies(app, "https://warifu.example")
    install_babel(app)
    install_unseen_in_sentences(app)
    with app.test_request_context():
        return render_template_string(template, form=NameForm(data={"name": SPOOF}), **values)


@pytest.mark.shows("T36")
@pytest.mark.parametrize(
    "template",
    [
        "{{ name }}",
        "{{ _('%(name)s さま', name=name) }}",
        "{% trans name=name %}{{ name }} さま{% endtrans %}",
    ],
)
def test_a_page_shows_what_turns_a_file_name_around(template: str) -> None:
    page = printed(template, name=SPOOF)
    assert TOLD in page
    assert "\u202e" not in page


@pytest.mark.shows("T36")
def test_a_field_gives_back_what_was_typed() -> None:
    assert f'value="{SPOOF}"' in printed("{{ form.name }}")


@pytest.mark.shows("T35")
def test_a_record_is_one_line_whatever_it_says() -> None:
    record = logging.LogRecord("warifu.web", logging.INFO, "", 0, "name: %s", (ATTACK,), None)
    line = OneLine(LAYOUT).format(record)
    assert line.splitlines() == [line]
    assert not {"\u202e", "\x1b"} & set(line)


@pytest.mark.shows("T35")
def test_no_line_of_a_traceback_looks_like_a_record() -> None:
    with pytest.raises(ValueError, match="all is well") as caught:
        int(ATTACK)
    told = (caught.type, caught.value, caught.tb)
    record = logging.LogRecord("warifu.web", logging.ERROR, "", 0, "failed", (), told)
    first, *others = OneLine(LAYOUT).format(record).splitlines()
    assert first.endswith("warifu.web failed")
    assert any("all is well" in line for line in others)
    assert all(line.startswith("    | ") for line in others)
