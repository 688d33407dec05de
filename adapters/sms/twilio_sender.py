import logging

from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from adapters.sms.message import SmsMessage, is_mobile
from adapters.sms.sender import BadNumber, SmsRefused, SmsUnavailable

PATIENCE = 20.0
BAD_REQUEST = 400
TOO_MANY = 429
SERVER_ERROR = 500
MESSAGING_SERVICE = "MG"
# Twilio's codes for a number that can receive nothing from us: no number, out of reach, opted out, no mobile.
OF_THE_NUMBER = frozenset({21211, 21217, 21610, 21612, 21614, 21635})

# At INFO this logger prints the addresses of requests, at DEBUG their bodies, and with them the links.
logging.getLogger("twilio.http_client").setLevel(logging.WARNING)


class TwilioSms:
    """Sends by Twilio's Messages resource; `url` is its host, another one for a region or a test server.

    `sender` is a number, an alphanumeric sender name, or the id of a messaging service (MG…). `reports_to` is
    the address, without the message id, that Twilio tells what became of each; empty for none.
    """

    def __init__(self, account: str, token: str, url: str, sender: str, reports_to: str = "") -> None:
        given = {"TWILIO_EDGE": ""}  # or the client looks into the environment of the process
        http = TwilioHttpClient(timeout=PATIENCE)
        self._client = Client(account, token, http_client=http, environment=given)
        self._client.api.base_url = url
        kind = "messaging_service_sid" if sender.startswith(MESSAGING_SERVICE) else "from_"
        self._sender = {kind: sender}
        self._reports_to = reports_to

    def send(self, message: SmsMessage) -> None:
        """Hand the message over, or raise BadNumber, SmsRefused or SmsUnavailable."""
        if not is_mobile(message.to):
            raise BadNumber(message.to, "malformed")
        try:
            self._client.messages.create(
                to=message.international, body=message.text, **self._sender, **self._callback(message)
            )
        except TwilioRestException as error:
            raise _refusal(error, message) from None
        except OSError:
            raise SmsUnavailable(None) from None

    def _callback(self, message: SmsMessage) -> dict[str, str]:
        """Where Twilio says what became of it; the address names the message and is part of its signature."""
        return {"status_callback": f"{self._reports_to}/{message.message_id}"} if self._reports_to else {}


def _refusal(error: TwilioRestException, message: SmsMessage) -> BadNumber | SmsRefused | SmsUnavailable:
    if error.status == TOO_MANY or error.status >= SERVER_ERROR:
        return SmsUnavailable(error.status)
    if error.status == BAD_REQUEST and error.code in OF_THE_NUMBER:
        return BadNumber(message.to, "refused_by_service")
    return SmsRefused(error.status, str(error.code or "refused"))
