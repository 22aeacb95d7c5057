"""What follows from the texts of a document, made by the process that reads it: vectors, signatures and the rest.

It is made of the records as the document has them. Where the archive's differ (an editor's correction, a person's
other name) whoever writes them makes the rest anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.conf import settings
from django.utils.timezone import localdate

from meetings.caching.made_ahead import making_ahead
from meetings.cases.signature_store import joined_texts
from meetings.cases.signatures import signatures
from meetings.danish.kept_tokens import keeping_tokens
from meetings.danish.tokens import meeting_words
from meetings.importing.plain_reading import PlainReading
from meetings.importing.records import DocumentRecords, item_of, wanted_records
from meetings.models.base import PlainValues
from meetings.models.choices import ITEM_TEXT_FIELDS, FieldName
from meetings.parsing.lines.foreign import read_properties
from meetings.privacy.scan import found_in_pages
from meetings.search.searched_texts import SearchedItem, SearchedTable
from meetings.search.synonym_suggestions import explained_abbreviations
from meetings.search.vector import plain_words, search_vector


def with_what_follows(reading: PlainReading, content: bytes) -> PlainReading:
    """The reading of the file's content with what else follows from it."""
    document = reading.document
    records = wanted_records(
        document,
        {item.number: item.number for item in document.items},
        {section.number: section.number for section in document.sections},
    )
    with meeting_words() as words, making_ahead() as made, keeping_tokens():
        found_in_pages(reading.printed, localdate(), frozenset(settings.HELD_CONTACT_DETAILS))
        _make_of_items(records)
    return replace(reading, properties=read_properties(content), words=words, made=made)


def _make_of_items(records: DocumentRecords) -> None:
    items = {key[1]: values for key, values in records.items() if key[0] == "item"}
    texts = {name: _texts(values, records.get(("decision", name), {})) for name, values in items.items()}
    for item in _searched_items(items, texts, records):
        search_vector(item.texts())
        plain_words(item.texts())
    signatures(
        [values["title"] for values in items.values()],
        [joined_texts(of_item) for of_item in texts.values()],
        [values["case_number"] for values in items.values()],
    )
    for name, values in items.items():
        explained_abbreviations(tuple(filter(None, (values["title"], *texts[name].values()))))


def _texts(item: PlainValues, decision: PlainValues) -> dict[FieldName, str]:
    """As `AgendaItem.texts`."""
    return {**{field: item[field.value] for field in ITEM_TEXT_FIELDS}, FieldName.DECISION: decision.get("text", "")}


def _searched_items(
    items: Mapping[str, PlainValues], texts: Mapping[str, Mapping[FieldName, str]], records: DocumentRecords
) -> Iterator[SearchedItem]:
    appointed: dict[str, list[str]] = defaultdict(list)
    tables: dict[str, list[SearchedTable]] = defaultdict(list)
    for key, values in records.items():
        if key[0] == "appointment" and values["person"]:
            appointed[item_of(key)].append(values["person"])
        elif key[0] == "table":
            tables[item_of(key)].append(SearchedTable(values["title"], values["columns"], values["rows"]))
    for name, item in items.items():
        yield SearchedItem(
            item["title"],
            item["case_number"],
            item["subject_number"],
            texts[name][FieldName.DECISION],
            texts[name][FieldName.RECOMMENDATION],
            texts[name][FieldName.PRESENTATION],
            texts[name][FieldName.BACKGROUND],
            item["initials"],
            appointed[name],
            tables[name],
        )
