from flask import Blueprint

from webapp.access.staff import guard

blueprint = Blueprint("document_templates", __name__)
guard(blueprint)
