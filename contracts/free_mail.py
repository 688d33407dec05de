"""Mail domains anybody can have an address of: of a company they deserve a second look (IM-34)."""

FREE_MAIL = frozenset(
    {
        "gmail.com",
        "googlemail.com",
        "yahoo.co.jp",
        "yahoo.com",
        "ymail.ne.jp",
        "outlook.com",
        "outlook.jp",
        "hotmail.com",
        "hotmail.co.jp",
        "live.jp",
        "live.com",
        "msn.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "aol.com",
        "aol.jp",
        "proton.me",
        "protonmail.com",
        "excite.co.jp",
        "goo.jp",
        "docomo.ne.jp",
        "ezweb.ne.jp",
        "au.com",
        "softbank.ne.jp",
        "i.softbank.jp",
        "ymobile.ne.jp",
        "rakumail.jp",
    }
)


def is_free_mail(mail: str) -> bool:
    return mail.rpartition("@")[2].strip().casefold() in FREE_MAIL
