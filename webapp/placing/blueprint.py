from flask import Blueprint

from webapp.access.staff import guard

blueprint = Blueprint("placing", __name__)
guard(blueprint)
