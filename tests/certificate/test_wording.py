"""What is claimed and what never is: the texts of domain.md H."""

from dataclasses import replace

import pytest

from contracts.certificate import Audience
from contracts.standing import Standing
from tests.certificate.reading import rendered, words_of
from tests.certificate.sample import LOCAL, OPERATOR, a_party, some_facts

NOT_A_WITNESS = (
    f"本契約の電子署名は、各当事者の操作に基づき、{OPERATOR}が管理する署名鍵で付与したものです。"
    "契約当事者から独立した第三者による立会人型（事業者署名型）署名ではありません。"
)
A_WITNESS = "立会人型（事業者署名型）署名に当たります。"
NOT_ACCREDITED = (
    "時刻は検証用TSAによるもので、総務大臣認定の時刻認証業務によるものではありません。"
    "電子帳簿保存法施行規則第4条第1項第1号・第2号のタイムスタンプには該当しません。"
)
ALWAYS = (
    "確認したのは、記載の宛先に届いたURLへのアクセスと、下記の認証の通過です。氏名・役職・締結権限の真実性は確認していません。",
    "印影は画像です。印鑑登録された印鑑または電子証明書による署名を示すものではありません。",
    "電子署名法第3条の推定が及ぶことを保証するものではありません。真正な成立は、認証方法その他の事情を踏まえて裁判所が判断します。",
    "変更があれば検知できます。変更そのものを防ぐものではありません。",
)
NEVER = ("十分な証拠力", "法的に有効", "改ざん不可能", "本人確認済み", "実印による")


@pytest.mark.shows("AD-02")
@pytest.mark.parametrize("standing", list(Standing))
def test_witness_type_is_said_only_when_the_operator_is_no_party(standing: Standing) -> None:
    printed = words_of(rendered(some_facts(standing=standing)))
    assert (NOT_A_WITNESS in printed) is standing.is_party
    assert (A_WITNESS in printed) is not standing.is_party


@pytest.mark.shows("LW-12")
def test_the_kind_of_timestamp_is_told_and_another_tsa_is_never_called_accredited() -> None:
    test_tsa = words_of(rendered(some_facts()))
    assert "認定タイムスタンプではありません（検証用TSA）" in test_tsa
    assert NOT_ACCREDITED in test_tsa
    accredited = replace(LOCAL, authority="TSU 7", accredited=True, provider="アマノ株式会社")
    printed = words_of(rendered(some_facts(timestamp=accredited)))
    assert "認定タイムスタンプ（アマノ株式会社）" in printed
    assert "検証用TSA" not in printed


def test_the_limits_are_printed_in_both_copies_and_no_claim_goes_beyond_them() -> None:
    for audience in Audience:
        printed = words_of(rendered(some_facts().for_audience(audience)))
        assert all(text in printed for text in ALWAYS)
        assert not any(claim in printed for claim in NEVER)


def test_an_access_code_is_called_what_it_is() -> None:
    printed = words_of(rendered(some_facts(a_party())))
    assert "アクセスコード（送信者が設定・通知）" in printed
    assert "認証水準L2" in printed
