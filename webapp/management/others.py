from flask_babel import gettext as _

from database.contract import Contract
from webapp.texts.names import listed

NAMED = 2


def others(contract: Contract) -> str:
    """Return who stands on the other side, in short, or a dash."""
    names = [party.company or party.name for party in contract.parties if not party.own]
    names = [name for name in names if name]
    if len(names) > NAMED:
        return str(_("%(first)s ほか%(more)s名", first=names[0], more=len(names) - 1))
    return listed(names) or "—"
