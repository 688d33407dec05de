from flask import Blueprint

from webapp.access.staff import guard

blueprint = Blueprint("people", __name__)
guard(blueprint)
