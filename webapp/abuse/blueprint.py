from flask import Blueprint

blueprint = Blueprint("abuse", __name__, url_prefix="/report")
