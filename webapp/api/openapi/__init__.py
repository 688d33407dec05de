"""The description of the API (OpenAPI 3.1); its request schemas are what requests are checked against."""

from webapp.api.openapi.document import openapi_document
from webapp.api.openapi.requests import CHANGED_CONTRACT, NEW_CONTRACT

__all__ = ["CHANGED_CONTRACT", "NEW_CONTRACT", "openapi_document"]
