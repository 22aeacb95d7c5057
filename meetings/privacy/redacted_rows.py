"""Words taken out of the rows of the database's tables: texts, JSON, names, and the addresses made of them."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models.functions import Cast
from django.urls import reverse

from meetings.danish.sorting import danish_sort_key
from meetings.models import AnalyzedWords, Council, Document, RedactedAddress, SearchWord, Synonym
from meetings.models.named import DanishSorted
from meetings.models.slugs import free_slug
from meetings.privacy.redacted_values import redacted_value
from meetings.privacy.redacted_words import (
    LONGEST_ADDITION,
    OMITTED_SLUG,
    RedactedWords,
    digest_of_letters,
    plain_letters,
)
from meetings.privacy.redaction_reach import Reach, redacted_models, text_columns


class _Decomposed(models.Func):
    """A text as `search_pattern` reads it: a letter's marks behind it, and no letters put together of two."""

    template = "normalize(%(expressions)s, NFKD)"
    output_field = models.TextField()


def rows_with(
    words: RedactedWords, reach: Reach, pattern: str
) -> Iterator[tuple[type[models.Model], dict[str, Any], dict[str, Any]]]:
    """Each row within reach that has the words: its model, the row, and its columns as they are without them.

    With the `pattern` of words that are known the database looks for the rows; without it each row is looked at.
    """
    for model in redacted_models():
        columns = text_columns(model)
        for row in _candidates(model, columns.names, reach, pattern):
            changed = {
                name: new
                for name in (*columns.texts, *columns.structures)
                if (new := _without(model, name, row[name], words)) != row[name]
            }
            if changed:
                yield model, row, changed


def _without(model: type[models.Model], name: str, value: Any, words: RedactedWords) -> Any:
    if model is Document and name == "text":
        return words.redacted_pages(value)
    return redacted_value(value, words)


def _candidates(
    model: type[models.Model], names: Sequence[str], reach: Reach, pattern: str
) -> Iterator[dict[str, Any]]:
    rows = reach.rows(model).order_by("pk")
    if pattern:
        rows = rows.annotate(**{f"{name}_as_text": _Decomposed(Cast(name, models.TextField())) for name in names})
        anywhere = models.Q(pk__in=[])
        for name in names:
            anywhere |= models.Q(**{f"{name}_as_text__regex": pattern})
        rows = rows.filter(anywhere)
    yield from rows.values("pk", *names).iterator(chunk_size=200)


def redact_row(model: type[models.Model], row: dict[str, Any], changed: dict[str, Any]) -> None:
    """Write the columns of the row as they are without the words; `changed` and `row` are as `rows_with` gives them.

    Former addresses lead on to the record. A synonym without its words stands for nothing: it goes.
    """
    if model is Synonym:
        Synonym.objects.filter(pk=row["pk"]).delete()
        return
    former = _addresses(model, row["pk"]) if "slug" in changed or "former_slugs" in changed else ()
    values = {name: _fitting(model, name, value, row[name]) for name, value in changed.items()}
    if issubclass(model, DanishSorted) and "name" in values:
        values["sort_key"] = danish_sort_key(values["name"])
    model._base_manager.filter(pk=row["pk"]).update(**values)
    if former:
        _lead_on(model._base_manager.get(pk=row["pk"]), former)


def _fitting(model: type[models.Model], name: str, value: Any, old: Any) -> Any:
    """The value as its column takes it: an address has no brackets, a name that is one of its kind gets a number."""
    column: Any = model._meta.get_field(name)
    if name == "slug":
        return free_slug(model, OMITTED_SLUG)
    if name == "former_slugs":
        return [slug for slug, redacted in zip(old, value, strict=True) if slug == redacted]
    if isinstance(value, str) and column.unique:
        return _unique(model, name, value)
    return value[: column.max_length] if isinstance(value, str) and column.max_length else value


def _unique(model: type[models.Model], name: str, value: str) -> str:
    taken = set(model._base_manager.filter(**{f"{name}__startswith": value}).values_list(name, flat=True))
    numbered = (f"{value} {number}" for number in range(2, len(taken) + 3))
    return next(candidate for candidate in (value, *numbered) if candidate not in taken)


def _addresses(model: type[models.Model], key: int) -> tuple[str, ...]:
    """The record's address and those that it had, as paths."""
    record: Any = model._base_manager.get(pk=key)
    address = _address(record)
    return (address, *(address.replace(record.slug, slug) for slug in getattr(record, "former_slugs", ())))


def _lead_on(record: Any, former: Sequence[str]) -> None:
    path = _address(record)
    for address in former:
        if address != path:
            RedactedAddress.objects.filter(path=address).update(path=path)
            RedactedAddress.objects.update_or_create(digest=digest_of_address(address), defaults={"path": path})


def _address(record: Any) -> str:
    if isinstance(record, Council):
        return reverse("meetings:council", args=(record.slug,))
    return str(record.get_absolute_url())


def digest_of_address(path: str) -> str:
    """The keyed digest by which an address is known that had words in it which were taken out."""
    return digest_of_letters(path.strip("/"), settings.REDACTION_KEY)


def redact_sessions(words: RedactedWords) -> None:
    """Take the words out of what sessions remember for those who are logged in: notices that name a record."""
    for session in Session.objects.all():
        data = session.get_decoded()
        redacted = redacted_value(data, words)
        if redacted != data:
            Session.objects.filter(pk=session.pk).update(session_data=SessionStore().encode(redacted))


def forget_suggested_words(words: RedactedWords) -> None:
    """Have the words suggested to nobody who types, as far as they are one word each; and forget analyzed ones."""
    lengths = {known.length for known in words.digests}
    longest, shortest = max(lengths, default=0) + LONGEST_ADDITION, min(lengths, default=0)
    suggested = SearchWord.objects.values_list("word", flat=True).iterator(chunk_size=5_000)
    gone = [word for word in suggested if shortest <= len(plain_letters(word)) <= longest and words.spans(word)]
    SearchWord.objects.remove(gone)
    AnalyzedWords.objects.all().delete()
