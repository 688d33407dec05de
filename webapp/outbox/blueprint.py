from flask import Blueprint

blueprint = Blueprint("outbox", __name__, url_prefix="/dev/mailbox")
