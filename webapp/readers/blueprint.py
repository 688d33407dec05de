from flask import Blueprint

blueprint = Blueprint("readers", __name__, url_prefix="/account")
