"""Choosing files for one request: PDFs, ZIPs of them, office documents, and what is said of the others."""

import io
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from adapters.conversion import can_convert, converting
from database.document import DocumentVersion
from tests.conversion.documents import word
from tests.counterparty.office import Office
from tests.counterparty.planning import paper
from tests.desk.site import Clerk
from tests.unpacking.bundles import bundle
from webapp.parts import EXTENSION

LONG = f"賃貸借契約書（{'特約条項を含む改訂版・' * 8}最終）.pdf"


def chooses(clerk: Clerk, *files: tuple[str, bytes]) -> int:
    clerk.opens("/drafts/new")
    return clerk.sends("/drafts/new", file=[(io.BytesIO(data), name) for name, data in files]).status_code


def kept(office: Office) -> list[str]:
    with office.opened.database.reading() as session:
        version = session.scalars(select(DocumentVersion)).one_or_none()
        return [one.filename for one in version.documents] if version else []


@pytest.mark.shows("T50")
def test_the_pdfs_of_a_zip_become_documents_in_its_place_and_the_others_are_named(
    clerk: Clerk, office: Office
) -> None:
    inside = bundle(("契約/覚書.pdf", paper("覚書")), ("契約/メモ.txt", b"note"))
    assert chooses(clerk, ("一.pdf", paper("一")), ("まとめ.ZIP", inside), ("二.pdf", paper("二"))) == 200
    assert kept(office) == ["一.pdf", "覚書.pdf", "二.pdf"]
    assert "メモ.txt：PDFではないファイルです。" in clerk.text
    bomb = bundle(*((f"{at}.pdf", b"") for at in range(101)))
    assert chooses(clerk, ("爆弾.zip", bomb)) == 422
    assert "ZIPの中のファイルが多すぎます。" in clerk.text


@pytest.mark.shows("MK-52")
def test_how_many_files_and_how_many_megabytes_are_settings(
    clerk: Clerk, site: Flask, office: Office
) -> None:
    parts = site.extensions[EXTENSION]
    fewer = replace(parts.settings, envelope_files=2, envelope_mb=1, upload_limit_mb=1)
    site.extensions[EXTENSION] = replace(parts, settings=fewer)
    three = [(f"{at}.pdf", paper("契約書")) for at in range(3)]
    assert chooses(clerk, *three) == 422
    assert "一度に送れる文書は2件までです。" in clerk.text
    halves = bundle(*((f"{at}.pdf", bytes(600 * 1024)) for at in range(2)))
    assert chooses(clerk, ("大きい.zip", halves)) == 422
    assert "ZIPを開いたときの大きさが上限を超えます。" in clerk.text
    assert chooses(clerk, *three[:2]) == 200
    assert len(kept(office)) == 2


@pytest.mark.shows("MK-53")
def test_a_long_name_is_shown_short_and_kept_whole(clerk: Clerk, office: Office) -> None:
    chooses(clerk, (LONG, paper("賃貸借契約書")), ("覚書.pdf", paper("覚書")))
    assert kept(office) == [LONG, "覚書.pdf"]
    assert f'<p class="envelope__name" title="{LONG}">{LONG[:51]}…{LONG[-12:]}</p>' in clerk.text


@pytest.mark.shows("MK-52")
@pytest.mark.skipif(not can_convert(), reason="LibreOffice is not installed")
def test_a_word_document_is_converted_with_a_word_about_its_layout(clerk: Clerk, office: Office) -> None:
    assert chooses(clerk, ("重要事項説明書.docx", word("重要事項説明書"))) == 200
    assert "すべてのページのレイアウトをご確認ください。" in clerk.text
    assert kept(office) == ["重要事項説明書.docx"]


@pytest.mark.shows("MK-52")
def test_where_nothing_converts_a_word_document_is_refused_with_what_to_do(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting, "PROGRAM", "no-such-office")
    assert chooses(clerk, ("重要事項説明書.docx", word("重要事項説明書"))) == 422
    assert "元のソフトの「PDFとして保存」でPDFにしてからアップロードしてください。" in clerk.text
    assert "先に「PDFとして保存」してください。" in clerk.text
