"""What a form showed when it was opened: a digest of every value, in a signed token that the form carries."""

import json
from base64 import b64encode
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Model

# In bytes. Two values of one field have one digest in one of 2^48 cases; 300 rows of four fields take 10 kB.
DIGEST_SIZE = 6
# Of tokens: one that was signed for something else is no token.
_SALT = "meetings.admin.opened_values"

# By the name of the field.
Digests = Mapping[str, str]


def digest(field: forms.Field, value: Any) -> str:
    """A digest of the value, of a record or as it was sent: the same for both where the field takes them for one."""
    text = json.dumps(_canonical(field, value), default=str, ensure_ascii=False)
    return b64encode(blake2b(text.encode(), digest_size=DIGEST_SIZE).digest()).decode()


def _canonical(field: forms.Field, value: Any) -> Any:
    prepared = field.prepare_value(value)
    if isinstance(field, forms.ModelMultipleChoiceField | forms.MultipleChoiceField):
        return sorted(str(part) for part in prepared or ())
    if isinstance(field, forms.ChoiceField):
        return "" if prepared is None else str(prepared)
    if isinstance(field, forms.FileField):
        return str(value or "")
    try:
        return field.to_python(prepared)
    except ValidationError:
        return ["malformed", str(prepared)]


def seal(model: type[Model], rows: Mapping[str, Digests]) -> str:
    """A signed token with the digests of what is shown of these rows of one model, by their keys.

    All rows show the same fields.
    """
    sealed = {
        "model": model._meta.label,
        "fields": [*next(iter(rows.values()), {})],
        "rows": {key: "".join(digests.values()) for key, digests in rows.items()},
    }
    return signing.dumps(sealed, salt=_SALT, compress=True)


def unseal(token: str, model: type[Model]) -> dict[str, Digests]:
    """The digests by key and field that `seal` put into the token; empty for what is none, or of another model."""
    try:
        sealed = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return {}
    if sealed["model"] != model._meta.label:
        return {}
    return {key: _parted(sealed["fields"], digests) for key, digests in sealed["rows"].items()}


def _parted(fields: list[str], digests: str) -> Digests:
    length = len(digests) // max(len(fields), 1)
    return {name: digests[nth * length : (nth + 1) * length] for nth, name in enumerate(fields)}
