"""会社のアカウントでのログイン: OpenID Connect with an authorization code and PKCE (MK-82, decision 041)."""

from adapters.sign_on.journeys import LIFE_SECONDS, Journey, JourneySafe, Way, begun
from adapters.sign_on.providers import Client, Provider, Providers, authorization_address
from adapters.sign_on.tokens import Expected, proved_person

__all__ = [
    "LIFE_SECONDS",
    "Client",
    "Expected",
    "Journey",
    "JourneySafe",
    "Provider",
    "Providers",
    "Way",
    "authorization_address",
    "begun",
    "proved_person",
]
