from flask import Blueprint

from webapp.access.staff import guard

blueprint = Blueprint("folders", __name__)
guard(blueprint)
