from flask import Blueprint

from webapp.access.staff import guard

blueprint = Blueprint("contacts", __name__)
guard(blueprint)
