"""From a letter's facts to a mail on its way."""

from adapters.mail.mailer import BadRecipient, Mailer
from adapters.mail.message import Mail, MailMalformed
from adapters.mail.renderer import MailRenderer
from contracts.letters import Letter


class Postman:
    def __init__(self, mailer: Mailer, renderer: MailRenderer) -> None:
        self._mailer = mailer
        self._renderer = renderer

    def send(self, letter: Letter) -> str:
        """Return `sent` or `undelivered`; raises MailUnavailable or MailRefused, which are tried again."""
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
                )
            )
        except (BadRecipient, MailMalformed):
            return "undelivered"
        return "sent"
