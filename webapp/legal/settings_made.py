"""What the 詳しい設定 of a party hold beyond the usual: what the fold says when it is closed."""

from flask_babel import gettext as _

from contracts.preferences import Preferences
from contracts.sealing_ways import ways_of
from database.party import Party


def settings_made(party: Party, usual: Preferences, documents: int, inputs: int) -> tuple[str, ...]:
    if not party.signs:
        return ()
    rules = (
        (bool(party.access_code_hash), _("アクセスコード")),
        (bool(party.profile), party.profile),
        (documents > 0, _("必要書類 %(n)s件", n=documents)),
        (inputs > 0, _("入力項目 %(n)s件", n=inputs)),
        (party.imprint and ways_of(party.seal_methods) != ways_of(usual.seal_methods), _("印影の作り方")),
        (not party.names_only and party.declares != usual.declares_authority, _("権限の確認")),
        (party.may_hand_over, _("署名者変更")),
        (party.as_proxy, _("代理")),
        (party.names_only, _("取引士")),
        (bool(party.designation), party.designation),
        (bool(party.corporate_number or party.invoice_number), _("法人番号")),
        (bool(party.prefecture or party.address_lines), _("住所")),
    )
    return tuple(word for holds, word in rules if holds)
