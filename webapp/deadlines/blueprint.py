from flask import Blueprint

from webapp.access.staff import guard

blueprint = Blueprint("deadlines", __name__)
guard(blueprint)
