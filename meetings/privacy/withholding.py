"""Withholding a record from the public, and ending it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from meetings.changes.recording import recording
from meetings.models import Withholding
from meetings.models.withholdings import withheld_field

# Sentences to choose from. None says anything of what is withheld.
SENTENCES = (
    "Det er taget af, fordi det har personlige oplysninger, der ikke burde være offentlige.",
    "Det er taget af, mens vi ser på en indsigelse.",
    "Det er taget af, fordi det er fortroligt efter loven.",
    "Det er taget af på rådets anmodning.",
)


@recording(with_slow=False)
def withhold(record: models.Model, sentence: str, reason: str, **values: Any) -> Withholding:
    """Keep an item, a document, an attachment or a person from the public, from now or `begins_at`.

    Until `ends_at`, or for good. Search rows follow in the same transaction. Raises StopIteration for another model.
    """
    made = Withholding.objects.create(**{withheld_field(record): record}, sentence=sentence, reason=reason, **values)
    Withholding.objects.settle()
    return made


@recording(with_slow=False)
def end_withholding(withholding: Withholding, now: datetime | None = None) -> None:
    """End it now: what it withheld is public again. It stays among those that were; one that has not begun goes."""
    now = now or timezone.now()
    if withholding.begins_at >= now:
        withholding.delete()
    else:
        Withholding.objects.filter(pk=withholding.pk).update(ends_at=now)
    Withholding.objects.settle(now)
