from flask import Blueprint

from webapp.access.staff import guard

blueprint = Blueprint("bulk_sendings", __name__)
guard(blueprint)
