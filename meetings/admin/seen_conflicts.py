"""What an editor saw of a conflict: a digest in a signed token beside it. What changed since is not decided on.

A conflict is about a record that others change meanwhile; an import may find something else there, or nothing.
"""

import json
from hashlib import blake2b
from typing import Any, cast

from django.core import signing
from django.utils.html import format_html

from meetings.importing.conflicts import conflicting_record
from meetings.importing.records import RECORD_MODELS
from meetings.models import Conflict
from meetings.models.base import RecordType, plain_value

# In bytes. Two states have one digest in one of 2^64 cases.
_DIGEST_SIZE = 8
# Of tokens: one that was signed for something else is no token.
_SALT = "meetings.admin.seen_conflicts"


def token_field(conflict: Conflict) -> str:
    """The hidden field that a page carries for the conflict."""
    token = signing.dumps(_digest(conflict), salt=_SALT)
    return format_html('<input type="hidden" name="{}" value="{}">', token_name(conflict.pk), token)


def token_name(key: int) -> str:
    """The name of that field, by the key of the conflict."""
    return f"seen-{key}"


def present_value(conflict: Conflict) -> Any:
    """What the record has now in the field, as a plain value; what it had, where the record is gone."""
    record = conflicting_record(conflict)
    return conflict.archived if record is None else plain_value(record, conflict.field)


def lock_as_seen(key: int, token: str) -> Conflict | None:
    """The conflict, locked with its record until the transaction ends; None where it is not as the token says.

    Raises Conflict.DoesNotExist where it is gone.
    """
    conflict = Conflict.objects.select_for_update(of=("self",)).select_related("meeting", "document").get(pk=key)
    records = RECORD_MODELS[cast(RecordType, conflict.kind)]._base_manager.filter(pk=conflict.record_id)
    list(records.select_for_update().values_list("pk"))
    try:
        seen = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return conflict if seen == _digest(conflict) else None


def _digest(conflict: Conflict) -> str:
    state = (conflict.pk, conflict.archived, conflict.read, conflict.document_id, present_value(conflict))
    text = json.dumps(state, default=str, ensure_ascii=False, sort_keys=True)
    return blake2b(text.encode(), digest_size=_DIGEST_SIZE).hexdigest()
