"""`warifu receive-mail`: what a mail server is told, and what its sender is not."""

import io
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from cli import receive_mail
from database.review_intake import ReviewIntake
from tests.counterparty.office import Office
from tests.intake_mail.posting import Post, eml

if TYPE_CHECKING:
    from adapters.settings import Settings


def received(monkeypatch: pytest.MonkeyPatch, settings: "Settings", raw: bytes) -> int:
    """Run the command with this mail on its standard input; no engine is there to be told."""
    from argparse import Namespace  # noqa: PLC0415 -- of this helper alone

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    return receive_mail.run(Namespace(), settings)


@pytest.mark.usefixtures("viewer")
def test_the_pipe_takes_a_mail_and_refuses_in_silence_or_aloud(
    post: Post, office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = replace(
        office.opened.settings, mail_checked_by="mx.sample.example", temporal_address="127.0.0.1:1"
    )
    proved = eml(Authentication_Results="mx.sample.example; dkim=pass header.d=sample.example")
    assert received(monkeypatch, settings, proved) == 0
    assert "受け付けました" in capsys.readouterr().err
    assert [one.title for one in post.reviews()] == ["業務委託契約の相談"]
    with office.opened.database.reading() as session:
        assert session.scalars(select(ReviewIntake.is_verified)).one()
    assert received(monkeypatch, settings, proved) == 0
    assert received(monkeypatch, settings, eml(From="x@evil.example")) == 0
    assert "差出人には知らせません" in capsys.readouterr().err
    assert received(monkeypatch, settings, eml(**{f"X_{n}": "x" for n in range(600)})) == 69
    assert len(post.reviews()) == 1
    away = replace(settings, database_url="sqlite:////nowhere/warifu.db")
    assert received(monkeypatch, away, eml()) == 75
    assert "後でもう一度" in capsys.readouterr().err
