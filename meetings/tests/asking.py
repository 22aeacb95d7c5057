"""How tests ask the archive: as readers do, with its bits or as if it had none."""

from typing import Any

from django.db import connection, transaction

from meetings import answering
from meetings.answering import NEWEST, RELEVANCE, Answer, Asked, answer
from meetings.archive_knowledge import ArchiveKnowledge
from meetings.search.query import parse


def asked(q: str = "", order: str = "", **values: Any) -> Asked:
    query = parse(q, ArchiveKnowledge())
    return Asked(query, order=order or (RELEVANCE if query.ranking else NEWEST), **values)


def without_bits(search: Asked) -> Answer:
    """The answer of an archive that has no bits."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM meetings_commonlexeme")
        found = answer(search)
        transaction.set_rollback(True)
    return found


def uses_bits(search: Asked) -> bool:
    with connection.cursor() as cursor:
        return answering._wanted_bits(cursor, search) is not None
