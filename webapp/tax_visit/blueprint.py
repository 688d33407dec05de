from flask import Blueprint

blueprint = Blueprint("tax_visit", __name__, url_prefix="/tax-visit")
