"""What was taken out of the archive, as a file tells it: for a backup that is older than a redaction.

It holds digests under the archive's REDACTION_KEY, reasons and places, and never the words themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from meetings.models import RedactedAddress, RedactedPhrase, Redaction
from meetings.privacy.redacted_words import WordsDigest
from meetings.privacy.redacting import digest_of_finding, redact_again, save_digests

# What tells whether two archives have the same key: its digest is in the file.
_KNOWN_WORDS = "udeladte ord"


class OtherKey(ValueError):
    """Redactions under another key than the archive's."""


def digest_of_key() -> str:
    """By what the archive's key is told from another."""
    return digest_of_finding(_KNOWN_WORDS)


def exported_redactions() -> dict[str, Any]:
    """All redactions of the archive, for JSON: `{"key": …, "redactions": [{"scope": …, …}], "addresses": {…}}`."""
    redactions = Redaction.objects.prefetch_related("phrases").order_by("pk")
    return {
        "key": digest_of_key(),
        "redactions": [_as_json(redaction) for redaction in redactions],
        "addresses": dict(RedactedAddress.objects.order_by("pk").values_list("digest", "path")),
    }


def _as_json(redaction: Redaction) -> dict[str, Any]:
    return {
        "scope": redaction.scope,
        "council": redaction.council_name,
        "date": redaction.date.isoformat() if redaction.date else "",
        "sha256": redaction.sha256,
        "text_sha256": redaction.text_sha256,
        "reason": redaction.reason,
        "phrases": sorted([phrase.length, phrase.digest] for phrase in redaction.phrases.all()),
    }


def apply_redactions(content: Mapping[str, Any]) -> tuple[int, int]:
    """Make the redactions that the archive has not, and take out the words of all of them; in one transaction.

    Gives how many there are, and how many rows lost words. Raises OtherKey.
    """
    if content["key"] != digest_of_key():
        raise OtherKey
    rows = 0
    with transaction.atomic():
        for stored in content["redactions"]:
            redaction = _known(stored) or _made(stored)
            rows += sum(redact_again(redaction).rows.values())
        for digest, path in content["addresses"].items():
            RedactedAddress.objects.get_or_create(digest=digest, defaults={"path": path})
    return len(content["redactions"]), rows


def _known(stored: dict[str, Any]) -> Redaction | None:
    """The archive's own redaction of the same words in the same place."""
    digests = {digest for _, digest in stored["phrases"]}
    same = Redaction.objects.filter(
        scope=stored["scope"], sha256=stored["sha256"], council_name=stored["council"], date=_day(stored)
    )
    for redaction in same:
        if set(RedactedPhrase.objects.filter(redaction=redaction).values_list("digest", flat=True)) == digests:
            return redaction
    return None


def _made(stored: dict[str, Any]) -> Redaction:
    """A redaction as the file has it."""
    redaction = Redaction.objects.create(
        scope=stored["scope"],
        council_name=stored["council"],
        date=_day(stored),
        sha256=stored["sha256"],
        text_sha256=stored["text_sha256"],
        reason=stored["reason"],
    )
    save_digests(redaction, {WordsDigest(length, digest) for length, digest in stored["phrases"]})
    return redaction


def _day(stored: dict[str, Any]) -> date | None:
    return date.fromisoformat(stored["date"]) if stored["date"] else None
