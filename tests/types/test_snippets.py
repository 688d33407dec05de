"""定型文: personal and shared, put into hints and comments (IM-41)."""

import pytest
from flask import Flask
from sqlalchemy import select

from contracts.roles import Role
from database.snippet import Snippet
from tests.counterparty.office import Office
from tests.desk.site import Clerk, hired
from tests.desk.typing import begun, kept_contract

PAGE = "/snippets"
THANKS = "いつもお世話になっております。\nご確認をお願いいたします。"


def saved(clerk: Clerk, body: str, **typed: object) -> None:
    clerk.opens(f"{PAGE}/new")
    clerk.sends(f"{PAGE}/new", body=body, **typed)


def of_text(office: Office, body: str) -> str:
    with office.opened.database.reading() as session:
        return session.scalars(select(Snippet.public_id).where(Snippet.body == body)).one()


@pytest.mark.shows("IM-41")
def test_saved_words_go_into_the_comment_and_all_that_was_typed_stays(clerk: Clerk, office: Office) -> None:
    saved(clerk, THANKS, place="comment")
    page = begun(clerk, title="覚書")
    clerk.sends(
        page,
        title="変更覚書",
        comment="前文です。",
        comment_snippet=of_text(office, THANKS),
        insert="comment",
    )
    assert kept_contract(office).comment == f"前文です。\n{THANKS}"
    assert clerk.fields(page)["title"] == "変更覚書"


def test_what_is_personal_is_seen_by_nobody_else_and_what_is_shared_is_changed_by_who_may(
    clerk: Clerk, site: Flask, office: Office
) -> None:
    saved(clerk, "自分だけの文です。")
    saved(clerk, "みんなの文です。", shared="y")
    hired(office, "colleague@sample.example", Role.LEGAL)
    colleague = Clerk(site)
    colleague.signs_in("colleague@sample.example")
    colleague.opens(PAGE)
    assert "みんなの文です。" in colleague.text
    assert "自分だけの文です。" not in colleague.text
    own, shared = of_text(office, "自分だけの文です。"), of_text(office, "みんなの文です。")
    assert colleague.opens(f"{PAGE}/{own}").status_code == 404
    colleague.opens(f"{PAGE}/{shared}")
    colleague.sends(f"{PAGE}/{shared}", body="直した文です。")
    assert of_text(office, "直した文です。") == shared


def test_a_snippet_is_deleted_after_a_question_and_an_empty_one_is_refused(
    clerk: Clerk, office: Office
) -> None:
    saved(clerk, "要らない文です。")
    path = f"{PAGE}/{of_text(office, '要らない文です。')}/deletion"
    clerk.opens(path)
    assert "要らない文です。" in clerk.text
    clerk.sends(path)
    assert "定型文はまだありません" in clerk.text
    clerk.opens(f"{PAGE}/new")
    assert clerk.sends(f"{PAGE}/new", body="  ").status_code == 422
    assert "文章を入力してください。" in clerk.text
