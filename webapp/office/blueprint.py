from flask import Blueprint

from webapp.access.staff import guard

blueprint = Blueprint("office", __name__)
guard(blueprint)
