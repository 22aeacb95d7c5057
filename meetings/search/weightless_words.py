"""Words that say nothing of what a search is about: how something is asked, and what happens to any item.

So are letters by themselves, as initials.
They are searched for like others. But where nothing has all words, an item is not passed over for want of them.
"""

from meetings.danish.dictionary import danish_dictionary
from meetings.danish.lexemes import dictionary_spelling, word_lexeme

# Words that questions are put in, besides the stop words: what somebody wants to know of the matter, not the matter.
_OF_QUESTIONS = """
    hvem hvis hvorhen hvornår hvorvidt mon må bør lov tillade nødvendig længe lang mange meget få flere mest ofte tit
    koste betale betyde ske foregå få give gøre gå have komme ligge mene sige tage vide være handle gælde findes finde
    stå hedde bestå bruge lave sætte se ligge virke starte begynde slutte lukke åbne gang tid dato dag pris sted
    grund årsag måde information oplysning spørgsmål svar regel
"""

# What any item says of itself: the words of agendas and minutes, and those who decide.
_OF_PROCEDURE = """
    sag sagsnummer punkt dagsorden møde referat bilag indstilling indstille beslutning beslutte vedtage vedtagelse
    godkende godkendelse behandle behandling drøfte drøftelse orientere orientering udsætte udsættelse forkaste afvise
    udpege udpegning udnævne udnævnelse vælge beslutningstager sagsfremstilling sagsbehandling forslag status
    efterretning redegørelse kommune kommunal kommunalbestyrelse byråd udvalg råd forvaltning administration politik
    politiker borgmester formand medlem ny nyt seneste sidste næste
"""

_LEXEMES = frozenset(word_lexeme(word) for word in (*_OF_QUESTIONS.split(), *_OF_PROCEDURE.split()))


def is_weightless(word: str) -> bool:
    """Whether the word, in whatever form, says how something is asked or decided, and not what it is about."""
    spelled = dictionary_spelling(word)
    return (
        len(word) == 1
        or word_lexeme(word) in _LEXEMES
        or any(word_lexeme(base) in _LEXEMES for base in danish_dictionary().bases(spelled))
    )
