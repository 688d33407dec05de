from flask import Blueprint

from webapp.access.staff import guard

blueprint = Blueprint("snippets", __name__)
guard(blueprint)
