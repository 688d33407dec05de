"""期限・リマインド: the words for the presets and hours."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.reminders import BANDS, Reminding

PRESETS: dict[str, LazyString] = {
    Reminding.NONE: _l("リマインドしない"),
    Reminding.SPACED: _l("期限の2・9・16・23日前（依頼が届いてから5日間は送りません）"),
    Reminding.CLOSING: _l("期限の4日前・1日前の8時30分と、期限の翌日"),
}
SHORT: dict[str, LazyString] = {
    Reminding.SPACED: _l("期限の2・9・16・23日前"),
    Reminding.CLOSING: _l("期限の4日前・1日前・翌日"),
}
BAND_WORDS: dict[str, LazyString] = {
    "09:00": _l("午前（9時）"),
    "12:00": _l("昼（12時）"),
    "15:00": _l("午後（15時）"),
    "18:00": _l("夕方（18時）"),
}
BAND_CHOICES = [(band, BAND_WORDS[band]) for band in BANDS]
