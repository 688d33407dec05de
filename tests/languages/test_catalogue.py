"""The English catalogue: whole, current, and the same bytes whoever extracts it."""

import os
from pathlib import Path

import pytest

from tools import catalogue, texts
from webapp.shell import catalogues


def test_every_text_is_translated_with_its_placeholders_and_no_japanese_is_left() -> None:
    assert list(texts.catalogue_faults()) == []


def test_no_template_says_japanese_past_gettext_and_no_english_file_says_it() -> None:
    assert list(texts.template_faults()) == []
    assert list(texts.english_file_faults()) == []


def test_extracting_again_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again = tmp_path / "messages.po"
    again.write_bytes(catalogue.ENGLISH.read_bytes())
    monkeypatch.setattr(catalogue, "ENGLISH", again)
    assert catalogue.extract() == 0
    assert again.read_bytes() == catalogue.ENGLISH.read_bytes()
    assert "Date" not in again.read_text().partition("\n\n")[0]


def test_a_text_past_gettext_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text('{{ _("同意") }}{% trans %}承認{% endtrans %}{{ "送信" }}<p>契約</p>')
    monkeypatch.setattr(texts, "TEMPLATES", tmp_path)
    assert list(texts.template_faults()) == [
        "page.html:1: past gettext: 送信",
        "page.html:1: past gettext: <p>契約</p>",
    ]


def test_a_fresh_checkout_compiles_its_catalogue_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "messages.po"
    source.parent.mkdir(parents=True)
    source.write_bytes(catalogue.ENGLISH.read_bytes())
    monkeypatch.setattr(catalogues, "TRANSLATIONS", tmp_path)
    assert catalogues.compile_stale() == [source.with_suffix(".mo")]
    assert catalogues.compile_stale() == []
    os.utime(source, (2**31 - 1, 2**31 - 1))
    assert catalogues.compile_stale() == [source.with_suffix(".mo")]
