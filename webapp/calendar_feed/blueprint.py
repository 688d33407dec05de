from flask import Blueprint

blueprint = Blueprint("calendar_feed", __name__, url_prefix="/calendar")
