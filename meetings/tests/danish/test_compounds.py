"""Which words are compounds, of which parts, and which only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.danish import compounds
from meetings.danish.base_forms import base_form_and_parts
from meetings.danish.compound_parts import PREFIXES
from meetings.danish.dictionary import ENDS_COMPOUND_MARK, LINK_MARK, NON_VERB_MARK, Dictionary, danish_dictionary
from meetings.danish.lexemes import analyze_word

PARTS = ["sundheds", "kvote", "flygtninge", "læreplads", "råd", "reform", "by", "s", "e", "børne", "xq", "udvalg", "ø"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        pytest.param("sundhedsreform", "sundheds|reform", id="joined by an s"),
        pytest.param("sundhedsreformen", "sundheds|reformen", id="the last part inflected"),
        pytest.param("lærepladser", "lære|pladser", id="joined by an e, plural"),
        pytest.param("flygtningekvotefordeling", "flygtninge|kvote|fordeling", id="three parts"),
        pytest.param("erhvervsfremmebestyrelse", "erhvervs|fremme|bestyrelse", id="three parts, an s inside"),
        pytest.param("lærepladsaftale", "lære|plads|aftale", id="three parts, no joining letters at the end"),
        pytest.param("arbejdsmarkedsråd", "arbejds|markeds|råd", id="two joining s"),
        pytest.param("kommunalbestyrelse", "kommunal|bestyrelse", id="an adjective first"),
        pytest.param("ældreområdet", "ældre|området", id="a first part that the dictionary lacks"),
        pytest.param("byråd", "by|råd", id="two short parts"),
        pytest.param("elbiler", "el|biler", id="a first part of two letters"),
        pytest.param("dagtilbud", "dag|tilbud", id="a short first part"),
        pytest.param("skolebørn", "skole|børn", id="an irregular plural last"),
        pytest.param("sygedagpenge", "syge|dag|penge", id="a short part in the middle"),
        pytest.param("fjernvarme", "fjern|varme", id="a last part that is a verb as well"),
        pytest.param("rådhus", "råd|hus", id="short parts last"),
        pytest.param("halgebyr", "hal|gebyr", id="a short noun first that few compounds of the dictionary begin with"),
        pytest.param("kroejeren", "kro|ejeren", id="another"),
        pytest.param("virksomhedsoverdrages", "virksomheds|overdrages", id="a verb with a prefix last"),
        pytest.param("konkurrenceudsætte", "konkurrence|udsætte", id="another, which the dictionary has"),
    ],
)
def test_is_a_compound(word: str, parts: str) -> None:
    assert [part.letters for part in base_form_and_parts(word)[1]] == parts.split("|")


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("udvalg", id="ud is a prefix: valg"),
        pytest.param("forældre", id="for is a prefix: ældre"),
        pytest.param("tilsyn", id="til is a prefix"),
        pytest.param("samarbejde", id="sam is a prefix"),
        pytest.param("relevant", id="elev stands within"),
        pytest.param("anlæg", id="læg stands within"),
        pytest.param("ressource", id="a loan word"),
        pytest.param("fællesskab", id="-skab is an ending"),
        pytest.param("deltager", id="a short verb last"),
        pytest.param("iværksætter", id="a prefix and a verb"),
        pytest.param("klientelisme", id="el begins compounds, and stands in none"),
        pytest.param("flextrafik", id="a part that nobody knows"),
        pytest.param("kvote", id="a word"),
        pytest.param("råd", id="a short word"),
        pytest.param("", id="nothing"),
        pytest.param("sundhedsreform" * 5, id="too long to be a word"),
    ],
)
def test_is_no_compound(word: str) -> None:
    assert compounds.split_compound(word, danish_dictionary()) is None


@pytest.mark.parametrize("word", ["korrelation", "korrespondere", "sandsynliggøre", "stilist", "teleskopisk"])
def test_a_listed_word_with_a_word_within_has_no_parts(word: str) -> None:
    assert base_form_and_parts(word)[1] == ()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        pytest.param("sundhedsreformens", "sundhed reform", id="parts stand alone"),
        pytest.param("flygtningekvoter", "flygtning kvote", id="the joining e is none of the word's"),
        pytest.param(
            "lærepladsaftale", "laere laereplads plads pladsaftale aftale", id="parts that follow one another"
        ),
        pytest.param("erhvervsfremme", "erhverv fremme", id="a first part with an s"),
        pytest.param("skolebørnene", "skole barn", id="an irregular last part"),
        pytest.param("Sundhedsreform", "sundhed reform", id="a capital at the beginning of a sentence"),
        pytest.param("flextrafik", "flex trafik", id="a new word before a known one"),
        pytest.param("Limfjordsmuseet", "limfjord museum", id="a place before a word"),
        pytest.param("dagsorden", "", id="to a reader no compound"),
        pytest.param("vejleder", "", id="a word that looks like a compound"),
        pytest.param("biologi", "", id="a word that begins like compounds"),
        pytest.param("udvalg", "", id="no compound"),
        pytest.param("Silkeborg", "", id="a town"),
        pytest.param("Jammerbugt", "", id="a municipality"),
        pytest.param("Vesthimmerlands", "", id="a municipality in the genitive"),
        pytest.param("Klitgaard", "", id="a surname"),
        pytest.param("Flextrafik", "", id="a new word with a capital may be a name"),
    ],
)
def test_a_compound_is_found_by_its_parts(word: str, parts: str) -> None:
    assert analyze_word(word).parts == tuple(parts.split())


@pytest.mark.parametrize(
    ("part", "alone"),
    [
        pytest.param("sundheds", "sundhed", id="without the joining s"),
        pytest.param("kvote", "kvote", id="as it is"),
        pytest.param("børne", "børn", id="a plural"),
        pytest.param("flygtninge", "flygtning", id="without the joining e"),
        pytest.param("lærepladss", "læreplads", id="an s that the dictionary does not know"),
    ],
)
def test_a_part_as_a_word_of_its_own(part: str, alone: str) -> None:
    assert compounds.part_as_own_word(part, danish_dictionary()) == alone


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=8).map("".join) | st.text("abdegklmnrstvæøå", max_size=70))
def test_the_parts_of_a_compound_are_the_word(word: str) -> None:
    parts = compounds.split_compound(word, danish_dictionary())
    if parts is None:
        return
    assert "".join(parts) == word
    assert len(parts) >= 2
    assert PREFIXES.isdisjoint(parts[:-1])
    assert all(compounds.is_first_part(part, danish_dictionary()) for part in parts[:1])
    assert compounds.base_of_last_part(parts[-1], danish_dictionary()) is not None


@given(st.sampled_from(["kvote", "havn", "aftale", "varme", "støtte", "reform", "plads"]), st.data())
def test_a_compound_has_one_base_form_however_it_is_inflected(base: str, data: st.DataObject) -> None:
    endings = sorted(code[1:] for code in danish_dictionary()._codes[base] if code.startswith("-"))
    inflected = f"kommune{base}{data.draw(st.sampled_from(endings))}"
    assert analyze_word(inflected).parts == analyze_word(f"kommune{base}").parts != ()


class CountingDictionary(Dictionary):
    """One word that joins itself, and how often it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.add("bro", frozenset({NON_VERB_MARK, ENDS_COMPOUND_MARK, f"{LINK_MARK}-"}))
        self.add_parts({"bro"}, {"bro"})
        self.asked = 0

    def bases(self, word: str) -> tuple[str, ...]:
        self.asked += 1
        return super().bases(word)

    def first_parts_of(self, letters: str) -> list[str]:
        self.asked += len(letters)
        return super().first_parts_of(letters)


@pytest.mark.parametrize("word", ["bro" * 20, "bro" * 19 + "xxx", "x" * 60])
def test_the_longest_word_is_looked_through_by_pairs_of_places(word: str) -> None:
    dictionary = CountingDictionary()
    assert bool(compounds.split_compound(word, dictionary)) == (word == "bro" * 20)
    assert dictionary.asked <= len(word) ** 2


def test_what_is_too_long_for_a_word_is_not_looked_through() -> None:
    dictionary = CountingDictionary()
    assert compounds.split_compound("bro" * 50_000, dictionary) is None
    assert dictionary.asked == 0
