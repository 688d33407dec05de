from flask_babel import gettext as _

from database.contract import Contract
from database.party import Party
from webapp.texts.names import listed

NAMED = 2


def others(contract: Contract) -> str:
    """Return who stands on the other side, in short, or a dash."""
    names = [_short(party) for party in contract.parties if not party.own]
    names = [name for name in names if name]
    if len(names) > NAMED:
        return str(_("%(first)s ほか%(more)s名", first=names[0], more=len(names) - 1))
    return listed(names) or "—"


def _short(party: Party) -> str:
    """Whoever takes the place through the 締結用URL has no name before (CS-08)."""
    unnamed = _("（締結用URLで手続きする方）") if party.claimable else ""
    return party.company or party.name or str(unnamed)
