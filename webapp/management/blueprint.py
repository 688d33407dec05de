from flask import Blueprint

from webapp.access.staff import guard

blueprint = Blueprint("management", __name__)
guard(blueprint)
