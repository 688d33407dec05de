from flask import Blueprint

blueprint = Blueprint("guide", __name__, url_prefix="/guide")
