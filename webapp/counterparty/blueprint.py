from flask import Blueprint

blueprint = Blueprint("counterparty", __name__, url_prefix="/c")
