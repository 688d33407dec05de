from flask_babel import lazy_gettext as _l

from contracts.abuse import AbuseKind

ABUSE_KINDS = {
    AbuseKind.UNEXPECTED: _l("依頼に心当たりがない"),
    AbuseKind.PRETENDED: _l("実在の会社や人の名前をかたっている"),
    AbuseKind.MONEY: _l("不審な請求や振込の指示がある"),
    AbuseKind.OTHER: _l("そのほかの迷惑な依頼"),
}
