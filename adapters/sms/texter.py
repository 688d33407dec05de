"""From a letter's facts to an SMS on its way, unless the number has another owner by now."""

from adapters.sms.message import SmsMessage
from adapters.sms.numbers import NumberCheck
from adapters.sms.renderer import SmsRenderer
from adapters.sms.sender import BadNumber, SmsSender
from contracts.letters import Fate, Letter, Outcome


class Texter:
    def __init__(self, sender: SmsSender, check: NumberCheck, renderer: SmsRenderer) -> None:
        self._sender = sender
        self._check = check
        self._renderer = renderer

    def send(self, letter: Letter) -> Outcome:
        """Send or stop; raises SmsUnavailable or SmsRefused, which are tried again."""
        changed_on = self._check.changed_on(letter.to)
        if letter.obtained_on and changed_on and changed_on > letter.obtained_on:
            return Outcome(Fate.STOPPED, "owner_changed", changed_on)
        text = self._renderer.render(letter.template, letter.facts, letter.language)
        try:
            self._sender.send(SmsMessage(letter.message_id, letter.to, text))
        except BadNumber as refused:
            return Outcome(Fate.UNDELIVERED, refused.code)
        return Outcome(Fate.SENT)
