"""Which records are samples that no list, figure or search shows any longer. The rule stands here alone.

A council is a sample where it is marked so (Council.is_sample): by a document that says that all in it is invented, or
by an editor. Its meetings and all that belongs to them are samples with it. The samples are hidden once the archive has
a council that is none (docs/decisions/0020-samples.md). Their own pages can still be read.
"""

from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

# Asked once in a statement, and of few rows: nothing that is shown is joined with its council for this.
HIDDEN_COUNCILS = (
    "SELECT id FROM meetings_council WHERE is_sample AND EXISTS (SELECT FROM meetings_council WHERE NOT is_sample)"
)
_HIDDEN_MEETINGS = f"SELECT id FROM meetings_meeting WHERE council_id IN ({HIDDEN_COUNCILS})"
HIDDEN_ITEMS = f"SELECT id FROM meetings_agendaitem WHERE meeting_id IN ({_HIDDEN_MEETINGS})"

Records = TypeVar("Records", bound=QuerySet[Any])


def in_hidden_council(path: str) -> Q:
    """The condition that `path`, the key of a council, leads to a hidden one."""
    return Q(**{f"{path}__in": RawSQL(HIDDEN_COUNCILS, ())})


def in_hidden_meeting(path: str) -> Q:
    """The condition that `path`, the key of a meeting, leads to a hidden one."""
    return Q(**{f"{path}__in": RawSQL(_HIDDEN_MEETINGS, ())})


def in_hidden_item(path: str) -> Q:
    """The condition that `path`, the key of an agenda item, leads to a hidden one."""
    return Q(**{f"{path}__in": RawSQL(HIDDEN_ITEMS, ())})


def shown_on_page_of(record: Any, records: Records) -> Records:
    """Those of `records` that the page of a person or a body shows, which has its mark (`with_sample_mark`).

    A record that only hidden samples name shows these, as its page says; no other mixes them with what is real.
    """
    # Each queryset here has `shown()`; a protocol of Django's querysets that says so would name all their methods.
    shown: Records = records if record.is_of_samples else records.shown()  # type: ignore[attr-defined]
    return shown


def known_from_samples_alone(*relations: tuple[type[Model], str, Q]) -> Q:
    """The condition that a record is named by hidden records, and by no other.

    Each relation is the model that names it, by which foreign key, and the condition of the hidden ones among those.
    """
    named_by_hidden, named_by_shown = Q(pk__in=()), Q()
    for model, key, is_hidden in relations:
        rows = model._default_manager.order_by()
        named_by_hidden |= Q(pk__in=rows.filter(is_hidden, **{f"{key}__isnull": False}).values(key))
        named_by_shown |= Q(Exists(rows.exclude(is_hidden).filter(**{key: OuterRef("pk")})))
    return named_by_hidden & ~named_by_shown
