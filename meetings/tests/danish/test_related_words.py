"""Which words a searched word finds besides its own forms, and which it must not find."""

import pytest

from meetings.danish.derivations import derived_words
from meetings.danish.dictionary import danish_dictionary
from meetings.danish.lexemes import analyze_word, word_lexeme
from meetings.danish.related_words import MAX_RELATED, related_lexemes


def finds(searched: str, written: str) -> bool:
    """Whether a search for the one word finds a text with the other."""
    found = analyze_word(written)
    return not {word_lexeme(searched), *related_lexemes(searched)}.isdisjoint({found.lexeme, *found.parts})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("tømme", "tømning", id="a short verb's noun in -ning"),
        pytest.param("dæmpe", "dæmpning", id="another"),
        pytest.param("forurene", "forureningen", id="a stem that ends in n"),
        pytest.param("regulere", "reguleringer", id="a loan word's noun in -ring"),
        pytest.param("hjemtage", "hjemtagelse", id="a noun that the dictionary lacks"),
        pytest.param("udsætte", "udsættelsen", id="a noun in -else"),
        pytest.param("indvi", "indvielse", id="a verb without an e"),
        pytest.param("reparere", "reparationer", id="-ere and -ation"),
        pytest.param("ekspropriere", "ekspropriation", id="-iere and -iation"),
        pytest.param("definere", "definition", id="-ere and -ition"),
        pytest.param("reducere", "reduktion", id="-cere and -ktion"),
        pytest.param("revidere", "revision", id="-dere and -sion"),
        pytest.param("importere", "import", id="-ere and nothing"),
        pytest.param("konkurrere", "konkurrence", id="-ere and -ence"),
        pytest.param("anonym", "anonymitet", id="-itet"),
        pytest.param("fleksibel", "fleksibilitet", id="-el and -ilitet"),
        pytest.param("utryg", "utryghed", id="-hed"),
        pytest.param("hjemløs", "hjemløshed", id="-hed of a compound"),
        pytest.param("svigte", "svigt", id="no ending"),
        pytest.param("stoppe", "stop", id="no ending, one consonant"),
        pytest.param("besøge", "besøg", id="no ending, which is the imperative too"),
        pytest.param("sælge", "salg", id="another vowel"),
        pytest.param("tilbyde", "tilbud", id="another vowel behind a prefix"),
        pytest.param("udføre", "udførsel", id="-sel"),
        pytest.param("køre", "kørsel", id="-sel with another vowel"),
        pytest.param("udsætte", "udsat", id="a participle that is an adjective"),
        pytest.param("vedtagelse", "vedtaget", id="a noun and the participle"),
        pytest.param("afsætte", "afsat", id="an irregular participle"),
        pytest.param("forkastelse", "forkastet", id="a regular one"),
        pytest.param("pæl", "pæle", id="a plural that is a verb"),
        pytest.param("løber", "løberne", id="who does it, which looks like the verb"),
        pytest.param("løbere", "løber", id="the other way"),
        pytest.param("billig", "billigst", id="a superlative"),
        pytest.param("fiskeri", "fiskerne", id="-eri, and who does it"),
        pytest.param("bage", "bageri", id="-eri"),
        pytest.param("syg", "sygdom", id="-dom"),
        pytest.param("fattig", "fattigdommen", id="-dom, inflected"),
        pytest.param("rig", "rigdom", id="-dom of an adjective that is a noun too"),
        pytest.param("kritisere", "kritik", id="-isere and -ik"),
        pytest.param("musicere", "musik", id="-icere and -ik"),
        pytest.param("skærpe", "skærpelsen", id="a short verb's noun that the dictionary lacks"),
        *(
            pytest.param(one, many, id=f"the vowel of the plural: {one}")
            for one, many in (
                *(("rod", "rødderne"), ("gulerod", "gulerødder"), ("bonde", "bøndernes"), ("stang", "stænger")),
                *(("flagstang", "flagstængerne"), ("tang", "tænger"), ("klo", "kløer"), ("and", "ænderne")),
                *(("gråand", "gråænder"), ("tå", "tæer"), ("øje", "øjnene"), ("gås", "gæssene")),
                *(("malkeko", "malkekøer"), ("nød", "nødder"), ("fod", "fødder"), ("bog", "bøger"), ("nat", "nætter")),
                *(("hånd", "hænderne"), ("tand", "tænderne"), ("kraft", "kræfter"), ("mand", "mænd"), ("barn", "børn")),
                *(("far", "fædre"), ("forfader", "forfædrene"), ("mor", "mødre"), ("jordemoder", "jordemødrene")),
                *(("jordemor", "jordemødre"), ("dagplejemor", "dagplejemødre"), ("bror", "brødre")),
                *(("datter", "døtre"), ("søn", "sønnerne"), ("hovedstad", "hovedstæder")),
            )
        ),
    ],
)
def test_find_each_other(one: str, other: str) -> None:
    assert finds(one, other)
    assert finds(other, one)


@pytest.mark.parametrize(
    ("searched", "written"),
    [
        pytest.param("pæl", "lygtepæle", id="a last part that could be a verb"),
        pytest.param("løber", "motionsløberne", id="a last part, who does it"),
        pytest.param("ko", "køer", id="a plural that is of another word too"),
        pytest.param("venteliste", "ventelisten", id="a last part whose form the dictionary lists for itself"),
        pytest.param("kreds", "valgkredsen", id="another"),
        pytest.param("tale", "festtalen", id="a third"),
        pytest.param("tag", "skoletaget", id="a last part that is a verb's form by itself"),
        pytest.param("gris", "smågrise", id="the last part of what is listed in the plural"),
        pytest.param("kø", "køer", id="the other word"),
        pytest.param("ejere", "sommerhusejer", id="two of three parts are a word"),
        pytest.param("sommerhus", "sommerhusejerne", id="the first two of three parts"),
        pytest.param("gæst", "gæstehus", id="a first part that could be a verb"),
        pytest.param("fisk", "fiskehandler", id="another"),
        pytest.param("ost", "ostehandler", id="a first part with an e"),
        pytest.param("forældre", "forældrebestyrelse", id="a first part that no code says to join"),
        pytest.param("land", "landvind", id="another"),
        pytest.param("sti", "cykelsti", id="a compound of the dictionary's own"),
        pytest.param("is", "isbane", id="a short first part"),
        pytest.param("undervise", "specialundervisning", id="the verb of a last part"),
        pytest.param("forurene", "jordforurening", id="the verb of another"),
    ],
)
def test_finds_the_compound(searched: str, written: str) -> None:
    assert finds(searched, written)


@pytest.mark.parametrize(
    ("searched", "written"),
    [
        pytest.param("valg", "udvalg", id="ud- is a prefix"),
        pytest.param("elev", "relevant", id="letters within"),
        pytest.param("gås", "gå", id="a noun that looks like a passive"),
        pytest.param("mad", "Mads", id="a forename that looks like a genitive"),
        pytest.param("Mads", "mad", id="the other way"),
        pytest.param("and", "Anders", id="another"),
        pytest.param("and", "anden", id="a noun whose form is another word"),
        pytest.param("moderne", "mødre", id="an adjective that looks like a plural"),
        pytest.param("barn", "barndom", id="-dom of a noun is another matter"),
        pytest.param("konge", "kongedømme", id="-dømme"),
        pytest.param("elev", "aflevere", id="letters within a verb"),
        pytest.param("ældre", "forældre", id="for- is a prefix"),
        pytest.param("læge", "anlæg", id="an- is a prefix"),
        pytest.param("læge", "lægge", id="another verb"),
        pytest.param("mål", "formål", id="for- before a noun"),
        pytest.param("ret", "rettelse", id="a noun of another verb"),
        pytest.param("ret", "retning", id="a direction is no right"),
        pytest.param("bil", "mobil", id="mo is no part"),
        pytest.param("vej", "vejledning", id="guidance is no way"),
        pytest.param("tal", "tale", id="a number and to speak"),
        pytest.param("skat", "skatte", id="tax and to prize"),
        pytest.param("stilling", "stille", id="a post and to put"),
        pytest.param("tag", "tage", id="a roof and to take"),
        pytest.param("hold", "holde", id="a team and to hold"),
        pytest.param("skab", "landskab", id="-skab is an ending"),
        pytest.param("ur", "natur", id="a watch in nature"),
        pytest.param("ion", "station", id="an ion in a station"),
        pytest.param("stat", "station", id="a state in a station"),
        pytest.param("regn", "regnskab", id="rain in accounts"),
        pytest.param("bud", "budget", id="a bid in a budget"),
        pytest.param("port", "rapport", id="a gate in a report"),
        pytest.param("ko", "kommune", id="a cow in a municipality"),
        pytest.param("arm", "alarm", id="an arm in an alarm"),
        pytest.param("sal", "salg", id="a hall in a sale"),
        pytest.param("have", "havne", id="gardens and harbours"),
        pytest.param("sundhed", "sund", id="health and healthy"),
        pytest.param("virksomhed", "virksom", id="a company and effective"),
        pytest.param("mulighed", "muligt", id="a possibility, and possible in every second text"),
        pytest.param("forening", "forene", id="an association and to unite"),
        pytest.param("parkere", "park", id="to park and a park"),
        pytest.param("flygtning", "flygte", id="a refugee and to flee"),
        pytest.param("by", "byrde", id="a town in a burden"),
    ],
)
def test_false_friends_stay_out(searched: str, written: str) -> None:
    assert not finds(searched, written)


@pytest.mark.parametrize("word", ["CO2", "2025", "", "Aars", "kommune", "takst"])
def test_has_no_related_words(word: str) -> None:
    assert related_lexemes(word) == ()


@pytest.mark.parametrize("word", sorted(danish_dictionary())[::997])
def test_related_words_are_few_and_others(word: str) -> None:
    related = related_lexemes(word)
    assert word_lexeme(word) not in related
    assert len(set(related)) == len(related) <= MAX_RELATED


@pytest.mark.parametrize(
    ("base", "derived"),
    [
        pytest.param("tømning", {"tømme"}, id="of a noun its verb"),
        pytest.param("utryg", {"utryghed"}, id="of an adjective its quality"),
        pytest.param("salg", {"sælge"}, id="an irregular one"),
        pytest.param("kommune", set(), id="of most nouns none"),
    ],
)
def test_words_of_one_stem(base: str, derived: set[str]) -> None:
    assert set(derived_words(base, danish_dictionary())) == derived


@pytest.mark.parametrize("verb", ["kortlægge", "momsfritage", "tvangstilbageholde", "mørkelægge"])
def test_a_compound_has_no_forms_of_its_last_part(verb: str) -> None:
    assert all(form[:2] == verb[:2] for form in danish_dictionary().forms(verb))
    assert all(lexeme.startswith(verb[0]) for lexeme in related_lexemes(verb))


@pytest.mark.parametrize(
    "forms",
    [
        *("båd båden", "brand brande", "bord borde", "dæk dækket", "frist frister", "gang gangen gange"),
        *("grund grunde", "havn havne", "jord jorde", "lag laget", "lyd lyden", "navn navne", "pas passet"),
        *("skib skibe", "stol stole stolene", "vind vinden"),
    ],
)
def test_a_noun_has_its_forms_though_they_look_like_a_verb(forms: str) -> None:
    for one in forms.split():
        for other in forms.split():
            assert finds(one, other), (one, other)


def test_parents_are_found_in_the_plural() -> None:
    assert finds("far", "fædre")
    assert finds("mor", "mødre")
    assert finds("bedstemor", "bedstemødrene")
