"""Words that say nothing of what a search is about: how something is asked, and what happens to any item.

So are letters by themselves, as initials.
They are searched for like others. But where nothing has all words, an item is not passed over for want of them.
"""

from collections.abc import Collection
from itertools import pairwise

from meetings.danish.dictionary import danish_dictionary
from meetings.danish.lexemes import dictionary_spelling, word_lexeme
from meetings.danish.word_files import word_set

# Words that questions are put in, besides the stop words: what somebody wants to know of the matter, not the matter.
_OF_QUESTIONS = """
    hvem hvis hvorhen hvornår hvorvidt mon må bør lov tillade nødvendig længe lang mange meget få flere mest ofte tit
    koste betale betyde ske foregå få give gøre gå have komme ligge mene sige tage vide være handle gælde findes finde
    stå hedde bestå bruge lave sætte se ligge virke starte begynde slutte lukke åbne gang tid dato dag pris sted
    grund årsag måde information oplysning spørgsmål svar regel penge start
"""
# The words that a question begins with, or has behind its first word; all but the last are stop words.
_QUESTION_WORDS = word_set("hvad hvem hvilke hvilken hvilket hvor hvordan hvorfor hvornår")
_QUESTION_VERBS = word_set("må kan skal får er bliver blev findes har var vil bør")

# Those of them that the verb follows: *hvor mange* asks for something else first.
_BEFORE_VERBS = _QUESTION_WORDS - {"hvilke", "hvilken", "hvilket", "hvor"}

# What any item says of itself: the words of agendas and minutes, and those who decide.
_OF_PROCEDURE = """
    sag sagsnummer punkt dagsorden møde referat bilag indstilling indstille beslutning beslutte vedtage vedtagelse
    godkende godkendelse behandle behandling drøfte drøftelse orientere orientering udsætte udsættelse forkaste afvise
    udpege udpegning udnævne udnævnelse vælge beslutningstager sagsfremstilling sagsbehandling forslag status
    efterretning redegørelse kommune kommunal kommunalbestyrelse byråd udvalg råd forvaltning administration politik
    politiker borgmester formand medlem ny nyt seneste sidste næste
"""

# Nouns too, but seldom meant as such: by *får* nobody means sheep, but by *tog* a train.
_NOUNS_SELDOM_MEANT = word_set("bruger får lange lavet mente nys set stod så ved")

_QUESTION_LEXEMES = frozenset(map(word_lexeme, _OF_QUESTIONS.split()))
_LEXEMES = _QUESTION_LEXEMES | frozenset(map(word_lexeme, _OF_PROCEDURE.split()))


def is_question(text: str) -> bool:
    """Whether a text asks something in the words of a sentence: *Hvornår åbner hallen?*, *må man fiske i søen*."""
    words = text.lower().split()
    return text.endswith("?") or not _QUESTION_WORDS.isdisjoint(words[:3]) or words[0] in _QUESTION_VERBS


def is_only_verb(word: str) -> bool:
    """Whether a word is a verb's form and no other word's: in a question it says what happens, not to what."""
    dictionary, spelled = danish_dictionary(), dictionary_spelling(word)
    bases = list(dictionary.bases(spelled))
    if spelled.endswith("es") and (base := dictionary.base(spelled)):
        return dictionary.is_verb(base)  # *rives*, of *rive*: a passive rather than a noun's genitive
    return bool(bases) and all(dictionary.is_verb(base) and not dictionary.is_noun(base) for base in bases)


def is_verb_of_question(word: str, question: str) -> bool:
    """Whether a word says what happens in a question: as a verb only, or right behind what it begins with.

    *Hvem køber rådhuset*: by itself *køber* is who buys too.
    """
    return is_only_verb(word) or (word.lower() in _behind_question_words(question) and _can_be_verb(word))


def _behind_question_words(question: str) -> set[str]:
    words = question.lower().rstrip("? ").split()
    return {after for before, after in pairwise(words) if before in _BEFORE_VERBS}


def _can_be_verb(word: str) -> bool:
    dictionary = danish_dictionary()
    return any(map(dictionary.is_verb, dictionary.bases(dictionary_spelling(word))))


def is_thing(word: str) -> bool:
    """Whether a word may be a noun or a name: what a question is about."""
    dictionary, spelled = danish_dictionary(), dictionary_spelling(word)
    bases = list(dictionary.bases(spelled))
    return not bases or any(map(dictionary.is_noun, bases))


def is_weightless(word: str) -> bool:
    """Whether the word, in whatever form, says how something is asked or decided, and not what it is about."""
    return _is_among(word, _LEXEMES)


def is_of_question(word: str) -> bool:
    """Whether the word, in whatever form, says how something is asked: of *hvem er formand* all but the last."""
    return _is_among(word, _QUESTION_LEXEMES)


def _is_among(word: str, lexemes: Collection[str]) -> bool:
    spelled, dictionary = dictionary_spelling(word), danish_dictionary()
    # What is a noun itself is not meant as a verb's form: *tag* and *tog* of *tage*.
    is_noun = spelled not in _NOUNS_SELDOM_MEANT and dictionary.is_noun(spelled)
    bases = [] if is_noun else dictionary.bases(spelled)
    return len(word) == 1 or word_lexeme(word) in lexemes or any(word_lexeme(base) in lexemes for base in bases)
