from flask import Blueprint

from webapp.access.staff import guard

blueprint = Blueprint("legal", __name__)
guard(blueprint)
