"""What the settings of this installation say of every draft."""

from adapters.holidays import days_off
from database.drafting import House
from webapp.parts import parts


def house() -> House:
    settings = parts().settings
    return House(may_text=settings.sms != "off", link_days=settings.link_days, days_off=days_off)
