from flask import Blueprint

from webapp.access.staff import guard

blueprint = Blueprint("approval_routes", __name__)
guard(blueprint)
