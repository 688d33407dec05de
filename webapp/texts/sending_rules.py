"""送信の制限, said on the page where a draft is typed."""

from flask_babel import gettext as _

from contracts.preferences import Preferences


def restriction_words(preferences: Preferences) -> tuple[str, ...]:
    said = (
        (preferences.sends_only_approved, _("どの契約も、社内の承認を受けてから送信されます。")),
        (
            bool(preferences.sends_only_to_domains),
            _("送信できる宛先は、%(domains)s だけです。", domains=preferences.sends_only_to_domains),
        ),
        (
            preferences.sends_only_from_templates,
            _("文書テンプレートから作った契約だけを送信できます。"),
        ),
    )
    return tuple(str(words) for holds, words in said if holds)
