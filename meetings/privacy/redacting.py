"""Taking words out of the archive: of every column that holds them, of the documents' files, and of addresses.

The words themselves are known while somebody takes them out, and in no other moment: what is kept of them are digests,
by which what is imported later is looked through (importing/files.py).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db import models

from meetings.changes.actors import act_as_redaction
from meetings.changes.recording import recording
from meetings.changes.stored_files import StoredFiles
from meetings.danish.plurals import counted
from meetings.models import RedactedPhrase, Redaction
from meetings.models.locks import Lock, take_lock
from meetings.privacy.redacted_documents import RedactedFiles, redact_files
from meetings.privacy.redacted_rows import forget_suggested_words, redact_row, redact_sessions, rows_with
from meetings.privacy.redacted_words import (
    RedactedWords,
    WordsDigest,
    compared_letters,
    digest_of_letters,
    digest_of_words,
    search_pattern,
)
from meetings.privacy.redaction_reach import Reach


class ReasonHoldsWords(ValueError):
    """The reason of a redaction holds the words that it takes out."""


@dataclass
class Redacted:
    """What a redaction changed: how many rows of which models, and files."""

    rows: Counter[type[models.Model]] = field(default_factory=Counter)
    files: RedactedFiles = field(default_factory=RedactedFiles)


def words_of(phrases: Iterable[str]) -> RedactedWords:
    """What finds these words. Raises ValueError for words that are too short to be taken out."""
    key = settings.REDACTION_KEY
    return RedactedWords(frozenset(digest_of_words(phrase, key) for phrase in phrases), key)


def digest_of_finding(words: str) -> str:
    """The same for the same number or address in every writing; without the key nobody can tell which it is."""
    return digest_of_letters(compared_letters(words), settings.REDACTION_KEY)


def words_of_redactions(redactions: Iterable[Redaction]) -> RedactedWords:
    """What finds the words that the redactions take out."""
    phrases = RedactedPhrase.objects.filter(redaction__in=[one.pk for one in redactions])
    digests = frozenset(WordsDigest(*known) for known in phrases.values_list("length", "digest"))
    return RedactedWords(digests, settings.REDACTION_KEY)


def count_places(redaction: Redaction, phrases: Sequence[str]) -> list[str]:
    """How many rows hold the words that the redaction, not saved yet, would take out: »1 person«, »5 dokumenter«.

    Nothing is written.
    """
    rows = rows_with(words_of(phrases), Reach(redaction), search_pattern(phrases))
    counts = Counter(model for model, _, _ in rows)
    return [
        counted(count, str(model._meta.verbose_name), str(model._meta.verbose_name_plural))
        for model, count in counts.items()
    ]


def redact(redaction: Redaction, phrases: Sequence[str], *, keeps_originals: bool = False) -> Redacted:
    """Save the redaction and take the words out of all that it reaches, in one transaction with all that follows.

    Of the documents' files the originals are destroyed, or kept where only those get them who answer for personal data.
    Raises ValueError for words that are too short, and ReasonHoldsWords.
    """
    words = words_of(phrases)
    if words.spans(redaction.reason):
        raise ReasonHoldsWords
    with StoredFiles() as stored_files, recording():
        take_lock(Lock.REDACTIONS)
        redaction.save()
        save_digests(redaction, words.digests)
        return _take_out(words, Reach(redaction), stored_files, search_pattern(phrases), keeps_originals)


def save_digests(redaction: Redaction, digests: Iterable[WordsDigest]) -> None:
    """Store what a redaction finds its words by."""
    ordered = sorted(digests, key=lambda known: known.digest)
    RedactedPhrase.objects.bulk_create(
        RedactedPhrase(redaction=redaction, length=known.length, digest=known.digest) for known in ordered
    )


def redact_again(redaction: Redaction) -> Redacted:
    """Take the words of a stored redaction out of what it reaches, where an older archive has them again.

    As the words are not known, every row is looked at.
    """
    with StoredFiles() as stored_files, recording():
        take_lock(Lock.REDACTIONS)
        return _take_out(words_of_redactions([redaction]), Reach(redaction), stored_files)


def _take_out(
    words: RedactedWords, reach: Reach, stored_files: StoredFiles, pattern: str = "", keeps_originals: bool = False
) -> Redacted:
    act_as_redaction()
    done = Redacted(files=redact_files(words, reach, stored_files, keeps_originals=keeps_originals))
    for model, row, changed in rows_with(words, reach, pattern):
        redact_row(model, row, changed)
        done.rows[model] += 1
    redact_sessions(words)
    forget_suggested_words(words)
    return done
