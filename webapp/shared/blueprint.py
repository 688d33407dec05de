from flask import Blueprint

blueprint = Blueprint("shared", __name__, url_prefix="/shared")
