"""Which abbreviations a text explains, and how far their meanings reach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.parsing.meaning.abbreviations import LONGEST_MEANING, find_definitions


def found(text: str) -> list[tuple[str, str]]:
    return [(definition.abbreviation, definition.meaning) for definition in find_definitions(text)]


@pytest.mark.parametrize(
    ("text", "abbreviation", "meaning"),
    [
        pytest.param("Fra Nordisk Havneforbund (NH) kom", "NH", "Nordisk Havneforbund", id="meaning first"),
        pytest.param("Fra NH (Nordisk Havneforbund) kom", "NH", "Nordisk Havneforbund", id="abbreviation first"),
        pytest.param("Fra Danmarks Havneråd (DHR) kom", "DHR", "Danmarks Havneråd", id="a part of a compound"),
        pytest.param("Forslag fra Fiskeriplanudvalg (FPU)", "FPU", "Fiskeriplanudvalg", id="one compound"),
        pytest.param("Det Nordiske Havneråd (DNH) kom", "DNH", "Det Nordiske Havneråd", id="a small word that counts"),
        pytest.param("Det Nordiske Havneråd (NH) kom", "NH", "Nordiske Havneråd", id="one that does not"),
        pytest.param("Rådet for Havne og Broer (RHB)", "RHB", "Rådet for Havne og Broer", id="small words inside"),
        pytest.param(
            "Havne- og Brostyrelsen (HBS) kom", "HBS", "Havne- og Brostyrelsen", id="a hanging hyphen"
        ),
        pytest.param("vores social- og sundhedsplan (SOSU)", "SOSU", "social- og sundhedsplan", id="two letters each"),
        pytest.param("Styrelsen for Broer (STB) kom", "STB", "Styrelsen for Broer", id="two letters of one word"),
        pytest.param("en uddannelse for nye havnefogeder (unh)", "unh", "uddannelse for nye havnefogeder",
                     id="in small letters"),
        pytest.param("Færgeaftalen for 2027 (FA27)", "FA27", "Færgeaftalen for 2027", id="with the year"),
        pytest.param("Havnehus Nordjylland (HHNJ) har", "HHNJ", "Havnehus Nordjylland", id="a part of a name"),
        pytest.param("Det Administrative Forum på Havneområdet (DAF)", "DAF",
                     "Det Administrative Forum på Havneområdet", id="a last word without a letter"),
        pytest.param("HRN (Harbour Region North Denmark), der", "HRN", "Harbour Region North Denmark",
                     id="a last word without a letter, in brackets"),
        pytest.param("Danmarks Havneråds (DHR's) møde", "DHR", "Danmarks Havneråd", id="genitives"),
        pytest.param("DHRs (Danmarks Havneråds) møde", "DHR", "Danmarks Havneråd", id="genitive without an apostrophe"),
        pytest.param("Danmarks Havneråd (herefter DHR) kom", "DHR", "Danmarks Havneråd", id="herefter, in brackets"),
        pytest.param("Danmarks Havneråd, herefter DHR, kom", "DHR", "Danmarks Havneråd", id="herefter, with commas"),
        pytest.param("Danmarks Havneråd (i det følgende kaldet »DHR«)", "DHR", "Danmarks Havneråd",
                     id="in the following called"),
        pytest.param("Danmarks Havneråd (forkortet DHR) kom", "DHR", "Danmarks Havneråd", id="forkortet"),
        pytest.param("Danmarks Havneråd, der forkortes DHR, kom", "DHR", "Danmarks Havneråd", id="der forkortes"),
        pytest.param("DHR står for Danmarks Havneråd og mødes", "DHR", "Danmarks Havneråd", id="stands for"),
        pytest.param("DHR er en forkortelse for Danmarks Havneråd.", "DHR", "Danmarks Havneråd", id="is short for"),
        pytest.param("»Danmarks Havneråd« (DHR) kom", "DHR", "Danmarks Havneråd", id="a meaning in quotes"),
        pytest.param("Danmarks Havneråd (»DHR«) kom", "DHR", "Danmarks Havneråd", id="an abbreviation in quotes"),
        pytest.param("Danmarks Havneråd (DHR, stiftet 1999) kom", "DHR", "Danmarks Havneråd", id="more in brackets"),
        pytest.param("DHR (Danmarks Havneråd, som mødes i maj)", "DHR", "Danmarks Havneråd", id="more after a comma"),
        pytest.param("DHR (dvs. Danmarks Havneråd)", "DHR", "Danmarks Havneråd", id="that is"),
        pytest.param("RHFB (Rådet for Havne, Færger og Broer)", "RHFB", "Rådet for Havne, Færger og Broer",
                     id="a comma within"),
        pytest.param("Tidligere:  Danmarks\u00a0Havneråd  (DHR)", "DHR", "Danmarks Havneråd", id="blanks"),
        pytest.param("nautisk pilot (NPU)-uddannelsen", "NPU", "nautisk pilot-uddannelsen",
                     id="the rest of the word after the brackets"),
        pytest.param("samt Dansk Fiskeri (DF) og", "DF", "Dansk Fiskeri", id="an organisation of two names"),
    ],
)  # fmt: skip
def test_what_a_text_explains(text: str, abbreviation: str, meaning: str) -> None:
    assert found(text) == [(abbreviation, meaning)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Anna Holm (V), Rebild Kommune", id="a party's letter"),
        pytest.param("Anna Holm (UP), Rebild Kommune", id="outside the parties"),
        pytest.param("Bo Lind, (A), Aalborg Kommune", id="a letter between commas"),
        pytest.param("Anna Holm (AH) og Bo Krag Lind (BKL)", id="a person's initials"),
        pytest.param("Ditte Skovgaard-Hansen (DSH)", id="initials of a longer name"),
        pytest.param("AH (Anna Holm) skriver", id="initials first"),
        pytest.param("Sagen er anna holms (ah)", id="initials in small letters"),
        pytest.param("en plads i havnen (Rebild)", id="a municipality"),
        pytest.param("Rebild (Rebild Kommune)", id="a municipality with its word"),
        pytest.param("aftalen om havnen (2024)", id="a year"),
        pytest.param("Havneplan (SAG-2024-00417)", id="a case number"),
        pytest.param("Indsats i Industrien (II) og IV (Industri og Varme)", id="roman numerals"),
        pytest.param("borgmestre i hele landet (se bilag)", id="two words"),
        pytest.param("et møde (r) for alle", id="an ending"),
        pytest.param("i hver KKR (se kommunernes kommende reform)", id="an abbreviation before other brackets"),
        pytest.param("aftale med KL (og Danske Regioner)", id="somebody else"),
        pytest.param("hele Danmarks Havneråd har mødt nogle fra RHB (DHR)", id="another abbreviation between"),
        pytest.param("Danmarks Havneråd mødtes. Rådet (DHR) spiste", id="a sentence's end between"),
        pytest.param("Danmarks Havneråd\n\n(DHR)", id="a paragraph's end between"),
        pytest.param("Danmarks mange gamle Havneråd (DHR)", id="two words without a letter"),
        pytest.param("Danmarks nye Havne (DH)", id="a word without a letter is too much for two"),
        pytest.param("Færgeaftalen for 2026 (FA27)", id="another year"),
        pytest.param("Færgeaftalen (FA27)", id="a year that is not said"),
        pytest.param("havnen er en fin del (hed)", id="a Danish word in small letters"),
        pytest.param("kommunerne (KO)", id="the beginning of a word"),
        pytest.param("DHR står for havnens drift i år", id="stands for something else"),
        pytest.param("D H R (DHR)", id="letters apart"),
        pytest.param("DHR (DHR hos Ringkøbing)", id="explained by itself"),
        pytest.param("i det havnepolitiske (IH)", id="a small word in front"),
        pytest.param("der blev set på Broer og (SPBO)", id="a small word behind"),
        pytest.param("alle interessenter (IT)", id="an ending is no part of a compound"),
        pytest.param("()", id="nothing"),
    ],
)
def test_what_explains_nothing(text: str) -> None:
    assert found(text) == []


def test_a_definition_has_its_place() -> None:
    text = "I dag mødtes Danmarks Havneråd (DHR) med BHF (Byens Havneforum)."
    assert [text[definition.start : definition.end] for definition in find_definitions(text)] == [
        "Danmarks Havneråd (DHR)",
        "BHF (Byens Havneforum)",
    ]


def test_what_is_explained_twice_is_told_once() -> None:
    assert found("Danmarks Havneråd (DHR) og DHR (danmarks havneråd) er ét") == [("DHR", "Danmarks Havneråd")]


PIECES = st.sampled_from(
    [*"() \n,-»«", "DHR", "DHRs", "dhr", "27", "2027", "'s", "Danmarks", "Havneråd", "havne-", "og"]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join))
def test_whatever_the_text_a_definition_is_of_its_words(text: str) -> None:
    for definition in find_definitions(text):
        wording = text[definition.start : definition.end]
        assert 0 <= definition.start < definition.end <= len(text)
        assert definition.abbreviation in wording
        assert definition.meaning[0].casefold() == definition.abbreviation[0].casefold()
        assert 2 * len(definition.abbreviation) <= len(definition.meaning) <= LONGEST_MEANING
