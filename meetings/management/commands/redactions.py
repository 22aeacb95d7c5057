"""`redactions export FILE` and `redactions apply FILE`: what was taken out, for a backup that is older than it."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from meetings.danish.plurals import counted
from meetings.models import RedactedAddress, RedactedPhrase, Redaction
from meetings.privacy.redacted_words import WordsDigest
from meetings.privacy.redacting import digest_of_finding, redact_again, save_digests

# What tells whether two archives have the same key: its digest is in the file.
_KNOWN_WORDS = "udeladte ord"


class Command(BaseCommand):
    """The file holds digests under the archive's REDACTION_KEY, reasons and places, and never the words themselves."""

    help = "Gem udeladelserne i en fil, eller udfør dem i et arkiv, der er gendannet fra en ældre sikkerhedskopi."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("action", choices=("export", "apply"), help="export: gem dem. apply: udfør dem.")
        parser.add_argument("file", type=Path, metavar="FIL")

    def handle(self, *args: Any, action: str, file: Path, **options: Any) -> None:
        if action == "export":
            count = _export(file)
            self.stdout.write(f"{counted(count, 'udeladelse', 'udeladelser')} er gemt i {file}.")
            return
        applied, rows = _apply(file)
        places = counted(rows, "sted", "steder")
        self.stdout.write(f"{counted(applied, 'udeladelse', 'udeladelser')} er udført: {places}.")


def _export(file: Path) -> int:
    """Write the file, whole or not at all; gives how many redactions are in it."""
    redactions = list(Redaction.objects.prefetch_related("phrases").order_by("pk"))
    content = {
        "key": digest_of_finding(_KNOWN_WORDS),
        "redactions": [_as_json(redaction) for redaction in redactions],
        "addresses": dict(RedactedAddress.objects.order_by("pk").values_list("digest", "path")),
    }
    written = file.with_name(f".{file.name}.ny")
    try:
        written.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
        written.replace(file)
    except OSError as error:
        raise CommandError(f"{file} kan ikke skrives: {error.strerror}") from error
    return len(redactions)


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


def _apply(file: Path) -> tuple[int, int]:
    """Make the redactions of the file that the archive has not, and take out the words of all; in one transaction.

    Gives how many there are, and how many rows lost words.
    """
    content = _content(file)
    rows = 0
    with transaction.atomic():
        for stored in content["redactions"]:
            redaction = _known(stored) or _made(stored)
            rows += sum(redact_again(redaction).rows.values())
        for digest, path in content["addresses"].items():
            RedactedAddress.objects.get_or_create(digest=digest, defaults={"path": path})
    return len(content["redactions"]), rows


def _content(file: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        key = content["key"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{file} er ikke en fil med udeladelser.") from error
    if key != digest_of_finding(_KNOWN_WORDS):
        raise CommandError(
            "Udeladelserne er gemt med en anden nøgle. Sæt REDACTION_KEY til den, arkivet havde, da de blev gemt."
        )
    return content


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
