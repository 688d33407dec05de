"""Reports of the services that carry our mails and SMS: signature first, then what they say (T72)."""

from adapters.reports.refusing import ReportRefused
from adapters.reports.sendgrid import sendgrid_reports, webhook_key
from adapters.reports.slack import SlashCommand, escaped, slack_command
from adapters.reports.twilio import Callback, twilio_report

__all__ = [
    "Callback",
    "ReportRefused",
    "SlashCommand",
    "escaped",
    "sendgrid_reports",
    "slack_command",
    "twilio_report",
    "webhook_key",
]
