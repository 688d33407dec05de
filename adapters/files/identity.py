import uuid

from contracts.signing import FileIdentity


class ObjectRefused(Exception):
    def __init__(self, object_id: str) -> None:
        self.object_id = object_id
        super().__init__(object_id)


class ObjectIdRefused(ObjectRefused):
    """The id is not a UUID in its usual lower-case form."""


class FileMissing(ObjectRefused):
    """No object has this id."""


class FileTampered(ObjectRefused):
    """The object is not, byte for byte, what was stored under this identity with this master key."""


class ObjectAlreadyWritten(ObjectRefused):
    """Another object already has this id; objects are written once."""


class DigestDiffers(ObjectRefused):
    """The bytes to write do not have the SHA-256 that their identity states."""


def bound(identity: FileIdentity) -> bytes:
    fields = (identity.organization, identity.object_id, identity.purpose, identity.digest)
    return b"warifu-file-1" + fields_bound(*fields)


def fields_bound(*fields: str) -> bytes:
    """Return the fields as one unambiguous string of bytes, each with its length before it."""
    encoded = [field.encode() for field in fields]
    return b"".join(len(field).to_bytes(4) + field for field in encoded)


def require_object_id(object_id: str) -> None:
    """Refuse what is not a UUID, so that an id can never name a path outside the store."""
    try:
        is_usual_form = str(uuid.UUID(object_id)) == object_id
    except ValueError:
        is_usual_form = False
    if not is_usual_form:
        raise ObjectIdRefused(object_id)
