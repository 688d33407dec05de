from pikepdf import Array, Dictionary, Object

_DEEPEST_EXPRESSION = 20


class Visibility:
    """The default configuration of optional content (ISO 32000-1 8.11.4.3), as a document opens on screen."""

    def __init__(self, properties: Dictionary) -> None:
        default = properties.get("/D")
        self._default = default if isinstance(default, Dictionary) else Dictionary()
        self._starts_off = self._default.get("/BaseState") == "/OFF"
        self._exceptions = self._named("/ON" if self._starts_off else "/OFF")

    def shows(self, layer: Object | None) -> bool:
        if not isinstance(layer, Dictionary):
            return True
        if layer.get("/Type") != "/OCMD":
            return (layer.objgen in self._exceptions) == self._starts_off
        expression = layer.get("/VE")
        if isinstance(expression, Array) and len(expression):
            return self._holds(expression, 0)
        return self._policy_holds(layer)

    def _named(self, key: str) -> frozenset[tuple[int, int]]:
        groups = self._default.get(key)
        return frozenset(each.objgen for each in groups) if isinstance(groups, Array) else frozenset()

    def _policy_holds(self, membership: Dictionary) -> bool:
        groups = membership.get("/OCGs")
        members = list(groups) if isinstance(groups, Array) else [groups]
        shown = [self.shows(each) for each in members if isinstance(each, Dictionary)]
        policy = str(membership.get("/P", "/AnyOn"))
        if not shown:
            return True
        return {
            "/AllOn": all(shown),
            "/AnyOff": not all(shown),
            "/AllOff": not any(shown),
        }.get(policy, any(shown))

    def _holds(self, expression: Object, depth: int) -> bool:
        if not isinstance(expression, Array) or not len(expression):
            return self.shows(expression)
        if depth > _DEEPEST_EXPRESSION:
            return True
        operator, *operands = list(expression)
        values = [self._holds(each, depth + 1) for each in operands]
        if operator == "/Not":
            return not all(values)
        return any(values) if operator == "/Or" else all(values)
