"""The lexemes of words that imports have found, kept for the next process that imports: it does not start cold.

Kept are words alone that the archive has as suggestions (SearchWord). So a word that was taken out of the archive while
somebody imported is not brought back by his process.
"""

from __future__ import annotations

import json
import logging
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice

from django.db import connection, transaction

from meetings.changes.database_retry import DATABASE_ERRORS
from meetings.danish.met_words import WordLexemes
from meetings.danish.tokens import ANALYZER_VERSION, MOST_WORDS, recall_words, words_met
from meetings.models import AnalyzedWords, SearchWord
from meetings.models.existing_tables import has_table
from meetings.models.locks import Lock, take_lock

logger = logging.getLogger(__name__)

# As many as another process recalls.
_MOST = MOST_WORDS // 2
# Of fewer new words none are kept: that takes some 0.1 s, and so many are found in as long.
_FEWEST_NEW_WORDS = 1_000


@contextmanager
def keeping_analyzed_words(*, of_later_imports: bool = True) -> Iterator[None]:
    """Know the words of imports before this one from here on, and `of_later_imports` keep those that the block meets.

    Where the database does not answer the words are done without.
    """
    recall_words(_stored())
    before = words_met().keys()
    yield
    met = words_met()
    if of_later_imports and len(met.keys() - before) >= _FEWEST_NEW_WORDS:
        try:
            _store(met)
        except DATABASE_ERRORS:
            logger.exception("the words that were analyzed are not kept")


def _stored() -> Mapping[str, WordLexemes]:
    try:
        kept = AnalyzedWords.objects.filter(pk=ANALYZER_VERSION).first() if has_table(AnalyzedWords) else None
    except DATABASE_ERRORS:
        logger.warning("the words that imports before this one analyzed are not known")
        if not connection.in_atomic_block:
            connection.close()  # the next who asks opens a new one
        return {}
    if kept is None:
        return {}
    words = json.loads(zlib.decompress(kept.words))
    return {word: (tuple(own), tuple(parts)) for word, (own, parts) in words.items()}


@transaction.atomic
def _store(words: Mapping[str, WordLexemes]) -> None:
    take_lock(Lock.REDACTIONS, shared=True)
    suggested = set(SearchWord.objects.known({word.lower() for word in words}))
    kept = dict(islice(((word, words[word]) for word in words if word.lower() in suggested), _MOST))
    AnalyzedWords.objects.exclude(pk=ANALYZER_VERSION).delete()
    content = zlib.compress(json.dumps(kept, ensure_ascii=False).encode(), level=1)
    AnalyzedWords.objects.update_or_create(pk=ANALYZER_VERSION, defaults={"words": content})
