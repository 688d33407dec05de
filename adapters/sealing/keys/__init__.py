"""The platform's signing key: made, brought or on a token, and the generations of its certificates."""
