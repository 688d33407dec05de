from flask import Response, jsonify

from webapp.api.blueprint import blueprint
from webapp.api.openapi import openapi_document


@blueprint.get("/openapi.json")
def specification() -> Response:
    return jsonify(openapi_document())
