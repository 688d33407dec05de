"""From a letter's facts to a mail or an SMS on its way."""

from collections.abc import Sequence
from typing import Protocol

from adapters.mail.mailer import BadRecipient, Mailer
from adapters.mail.message import Attachment, Mail, MailMalformed
from adapters.mail.renderer import MailRenderer
from contracts.letters import Channel, Fate, Letter, Outcome

PDF = "application/pdf"


class TextMessenger(Protocol):
    def send(self, letter: Letter) -> Outcome:
        """Send a letter whose channel is SMS."""


class Postman:
    def __init__(self, mailer: Mailer, renderer: MailRenderer, texter: TextMessenger) -> None:
        self._mailer = mailer
        self._renderer = renderer
        self._texter = texter

    def send(self, letter: Letter) -> Fate:
        """Send and return the fate alone."""
        return self.deliver(letter).fate

    def deliver(self, letter: Letter, enclosed: Sequence[bytes] = ()) -> Outcome:
        """Send by the letter's channel, with what its enclosures hold.

        Raises what is tried again (…Unavailable, …Refused).
        """
        if letter.channel is Channel.SMS:
            return self._texter.send(letter)
        return self._mailed(letter, enclosed)

    def _mailed(self, letter: Letter, enclosed: Sequence[bytes]) -> Outcome:
        facts = {**letter.facts, "to_company": letter.to_company, "to_name": letter.to_name}
        rendered = self._renderer.render(letter.template, facts, letter.language)
        try:
            self._mailer.send(
                Mail(
                    message_id=letter.message_id,
                    to=letter.to,
                    to_name=letter.to_name,
                    subject=rendered.subject,
                    text=rendered.text,
                    html=rendered.html,
                    reply_to=letter.reply_to or None,
                    attachments=tuple(
                        Attachment(enclosure.name, PDF, content)
                        for enclosure, content in zip(letter.enclosures, enclosed, strict=True)
                    ),
                )
            )
        except BadRecipient as refused:
            return Outcome(Fate.UNDELIVERED, refused.code)
        except MailMalformed as malformed:
            return Outcome(Fate.UNDELIVERED, malformed.code)
        return Outcome(Fate.SENT)
