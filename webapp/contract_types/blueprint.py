from flask import Blueprint

from webapp.access.staff import guard

blueprint = Blueprint("contract_types", __name__)
guard(blueprint)
