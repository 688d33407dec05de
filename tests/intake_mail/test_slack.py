"""`/warifu 件名` in Slack: signed, of a person who is known, answered to them alone (MK-44)."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from adapters.keys import KeyPurpose, MasterKey, MasterKeys
from adapters.secrets import MemberCodeMaker
from tests.desk.site import Clerk
from tests.intake_mail.posting import Post

MEMBER = "U012AB3CD"


CODE = re.compile(r"/warifu link ([A-Z2-7]{5}-[A-Z2-7]{5})")


def code_of(person: Clerk) -> str:
    found = CODE.search(person.opens("/own-settings").text)
    assert found is not None
    return found[1]


def connect(person: Clerk, post: Post) -> str:
    return said(post, f"link {code_of(person)}")


def said(post: Post, typed: str, trigger: str = "1.2", member: str = MEMBER) -> str:
    return str(post.commands(typed, trigger=trigger, member=member).get_json()["text"])


@pytest.mark.shows("MK-44")
def test_a_command_becomes_a_request_of_the_person_who_typed_it_once(post: Post, viewer: Clerk) -> None:
    assert connect(viewer, post) == "割符の営業 次郎さんのアカウントと連携しました。"
    typed = "業務委託契約の相談 &lt;急ぎ&gt;\n先方の案を見てください。"
    assert post.commands(typed).status_code == 200
    answer = post.commands(typed)
    (review,) = post.reviews()
    assert (review.title, review.body) == ("業務委託契約の相談 <急ぎ>", "先方の案を見てください。")
    told = answer.get_json()
    assert told["response_type"] == "ephemeral"
    assert "営業 次郎さん" in told["text"]
    assert told["text"].endswith(f"/reviews/{review.public_id}")
    viewer.opens(f"/reviews/{review.public_id}")
    assert "Slackで受付" in viewer.text
    assert "/warifu 件名" in post.commands("", trigger="9").get_json()["text"]
    assert len(post.reviews()) == 1


@pytest.mark.shows("T72")
def test_forged_old_and_unknown_commands_make_nothing(post: Post, viewer: Clerk) -> None:
    assert "は未登録です" in post.commands("相談").get_json()["text"]
    connect(viewer, post)
    assert post.commands("相談", secret="another").status_code == 403  # noqa: S106 -- a forger's
    assert post.commands("相談", late=301).status_code == 403
    assert post.commands("相談", late=-301).status_code == 403
    assert post.site.test_client().post("/hooks/slack", data={"user_id": MEMBER}).status_code == 403
    assert post.reviews() == []
    assert [one["reason"] for one in post.audited("intake_refused")] == ["unknown_member"]


@pytest.mark.shows("T72")
def test_a_slack_account_is_tied_by_the_code_alone_and_each_code_once(viewer: Clerk, post: Post) -> None:
    viewer.opens("/own-settings")
    viewer.sends("/own-settings", slack_member=MEMBER, unlinks_slack="y")
    assert "は未登録です" in said(post, "相談"), "nobody says whose it is on a page"
    code = code_of(viewer)
    assert "コードが違うか" in said(post, "link AAAAA-AAAAA")
    assert post.commands(f"link {code}", secret="another").status_code == 403  # noqa: S106 -- a forger's
    assert "連携しました" in said(post, f" Link  {code.lower().replace('-', '')} ")
    assert "コードが違うか" in said(post, f"link {code}", member="U0OTHER00")
    assert "は未登録です" in said(post, "相談", member="U0OTHER00")
    assert post.reviews() == []
    assert [one["reason"] for one in post.audited("intake_refused")].count("wrong_code") == 2


def test_a_tie_is_moved_by_a_new_proof_and_given_up_by_its_person(
    viewer: Clerk, clerk: Clerk, post: Post
) -> None:
    connect(viewer, post)
    viewer.opens("/own-settings")
    assert MEMBER in viewer.text
    assert "/warifu link" not in viewer.text
    connect(clerk, post)
    assert "/warifu link" in viewer.opens("/own-settings").text, "who types there now is somebody else"
    post.commands("法務の相談")
    (review,) = post.reviews()
    assert review.title == "法務の相談"
    clerk.opens(f"/reviews/{review.public_id}")
    assert "Slackで受付" in clerk.text
    clerk.opens("/own-settings")
    clerk.sends("/own-settings", unlinks_slack="y")
    assert "設定を保存しました。" in clerk.text
    assert "は未登録です" in said(post, "もう一つの相談", trigger="2")
    assert len(post.reviews()) == 1
    assert len(post.audited("own_slack_changed")) == 3


def test_a_code_holds_for_ten_minutes_and_is_another_for_each_account() -> None:
    keys = MasterKeys.of(MasterKey(bytes(32)))
    maker = MemberCodeMaker(keys.derived(KeyPurpose.SLACK_MEMBERS))
    made = datetime(2026, 11, 21, 9, 4, 59, tzinfo=UTC)
    code = maker.code("one|", made)
    assert maker.is_code_of("one|", code, made + timedelta(minutes=10))
    assert not maker.is_code_of("one|", code, made + timedelta(minutes=15))
    assert not maker.is_code_of("one|", code, made - timedelta(minutes=5))
    assert not maker.is_code_of("two|", code, made)
    assert not maker.is_code_of("one|U012AB3CD|", code, made)
