"""Which abbreviations the imported texts explain: suggested as synonyms, decided by an editor."""

from collections.abc import Collection

from meetings.caching.made_ahead import can_be_made_ahead
from meetings.danish.tokens import tokenize
from meetings.models import AgendaItem, Synonym
from meetings.models.choices import SynonymOrigin, SynonymStatus
from meetings.models.items import item_text_fields
from meetings.parsing.meaning.abbreviations import Definition, find_definitions
from meetings.parsing.text.sentences import SENTENCE_END

_TEXT_FIELDS = ("title", *item_text_fields(), "decision__text")
# In characters: of a longer sentence only what stands around the explanation is kept.
MAX_WORDING = 600

# A word in small letters, and the lexemes of a meaning: it is the same meaning, inflected or not.
_SynonymKey = tuple[str, tuple[str, ...]]


def suggest_synonyms(item_ids: Collection[int]) -> int:
    """Suggest the abbreviations that the items explain and that are new to the archive; returns how many.

    What is known already, be it dismissed, is not suggested again; nor is what an editor corrected after it was
    read. One question to the database where nothing is explained, else three.
    """
    found: dict[_SynonymKey, Synonym] = {}
    items = AgendaItem.objects.filter(pk__in=item_ids).order_by("meeting__date", "position", "pk")
    for item_id, *texts in items.values_list("pk", *_TEXT_FIELDS):
        for definition, wording in explained_abbreviations(tuple(filter(None, texts))):
            found.setdefault(
                _synonym_key(definition.abbreviation, definition.meaning),
                _suggested_synonym(item_id, definition, wording),
            )
    if not found:
        return 0
    for pair in Synonym.objects.of_words({synonym.word for synonym in found.values()}):
        for key in (_synonym_key(pair.word, pair.meaning), _synonym_key(pair.word_read, pair.meaning_read)):
            found.pop(key, None)
    Synonym.objects.suggest(found.values())
    return len(found)


@can_be_made_ahead
def explained_abbreviations(texts: tuple[str, ...]) -> tuple[tuple[Definition, str], ...]:
    """The abbreviations that the texts of an item explain, each with the sentence that does.

    The texts are the title, then the others in the order of FieldName, those that there are.
    """
    return tuple(
        (definition, _explaining_sentence(text, definition)) for text in texts for definition in find_definitions(text)
    )


def _explaining_sentence(text: str, definition: Definition) -> str:
    """The sentence that explains an abbreviation, or as much around the explanation as LONGEST_WORDING allows."""
    ends = [end.end() for end in SENTENCE_END.finditer(text)]
    sentence = (
        max((end for end in ends if end <= definition.start), default=0),
        min((end for end in ends if end >= definition.end), default=len(text)),
    )
    around = max(0, MAX_WORDING - (definition.end - definition.start)) // 2
    begin, end = max(sentence[0], definition.start - around), min(sentence[1], definition.end + around)
    before, after = "… " if begin > sentence[0] else "", " …" if end < sentence[1] else ""
    return f"{before}{text[begin:end].strip()}{after}"


def _suggested_synonym(item_id: int, definition: Definition, wording: str) -> Synonym:
    return Synonym(
        word=definition.abbreviation,
        meaning=definition.meaning,
        word_read=definition.abbreviation,
        meaning_read=definition.meaning,
        status=SynonymStatus.SUGGESTED,
        origin=SynonymOrigin.DOCUMENT,
        item_id=item_id,
        wording=wording,
    )


def _synonym_key(word: str, meaning: str) -> _SynonymKey:
    return word.lower(), tuple(lexeme for token in tokenize(meaning) for lexeme in token.lexemes)
