"""The languages people are written to in; Japanese is the source, and what is signed has no other (MK-68)."""

SOURCE = "ja"
# Each is named in itself: whoever cannot read the rest can still find their own.
LANGUAGES = {"ja": "日本語", "en": "English"}
ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def language_or_source(code: str | None) -> str:
    return code if code in LANGUAGES else SOURCE
