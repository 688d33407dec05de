from flask import Blueprint

from webapp.access.staff import guard

blueprint = Blueprint("imports", __name__)
guard(blueprint)
