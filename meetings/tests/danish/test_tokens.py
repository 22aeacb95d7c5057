"""Which words a Danish text consists of, and which words are the same word."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from meetings.danish.lexemes import MAX_LEXEME_LENGTH, analyze_word, is_stop_word, word_lexeme
from meetings.danish.tokens import Token, tokenize


def lexemes(text: str) -> list[tuple[str, ...]]:
    return [token.lexemes for token in tokenize(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("lærepladser", "læreplads", id="stemmed twice"),
        pytest.param("Kvoternes", "kvote", id="definite genitive plural"),
        pytest.param("Nordjyllands", "Nordjylland", id="genitive of a name"),
        pytest.param("Ålborg", "Aalborg", id="å is aa"),
        pytest.param("Laesoe", "Læsø", id="æ and ø without Danish keys"),
        pytest.param("direktører", "direktoer", id="digraphs are folded before the stemmer looks for endings"),
        pytest.param("Malmö", "Malmø", id="Swedish ö is ø"),
        pytest.param("Ängelholm", "Ængelholm", id="Swedish ä is æ"),
        pytest.param("Müller", "Muller", id="ü is u"),
        pytest.param("idé", "ide", id="é is e"),
        pytest.param("a\u030alborg", "ålborg", id="decomposed letters"),
        pytest.param("kom\u00admune", "kommune", id="soft hyphen"),
        pytest.param("KL’s", "KL", id="typographic apostrophe before a genitive"),
        pytest.param("KKR'erne", "KKR", id="straight apostrophe before a plural"),
        pytest.param("SMV’er", "SMV", id="apostrophe before an indefinite plural"),
        pytest.param("KKRs", "KKR", id="an abbreviation without a vowel keeps no genitive"),
        pytest.param("1.779", "1779", id="thousands with and without a dot"),
        pytest.param("1.779,5", "1779,5", id="thousands and decimals"),
        pytest.param("CO₂", "CO2", id="subscript digit"),
        pytest.param("digitalt", "digital", id="neuter of an adjective"),
        pytest.param("besluttede", "beslutte", id="past tense"),
        pytest.param("prioriterede", "prioritere", id="past tense of a loan word"),
        pytest.param("børnene", "barn", id="the vowel changes: child"),
        pytest.param("skolebørn", "skolebarn", id="the vowel changes in a compound's last part"),
        pytest.param("rådmænd", "rådmand", id="the vowel changes: man"),
        pytest.param("kulturhovedstæder", "kulturhovedstad", id="the vowel changes: town"),
        pytest.param("borgmestrene", "borgmester", id="the plural drops an e: mayor"),
        pytest.param("middel", "midler", id="the plural drops an e: means"),
        pytest.param("reglerne", "regel", id="the plural drops an e: rule"),
        pytest.param("kompetencecentre", "kompetencecenteret", id="the plural drops an e: centre"),
        pytest.param("godkendes", "godkendte", id="-endes is no ending of kende"),
        pytest.param("producenter", "producent", id="producenter is no plural of center"),
        pytest.param("formidler", "formidle", id="formidler is no plural of middel"),
        pytest.param("lagt", "lægger", id="to lay, past and present"),
        pytest.param("planlagte", "planlægge", id="to lay, in a compound"),
        pytest.param("gjorde", "gøre", id="to do, past tense"),
        pytest.param("udpegning", "udpeget", id="the doing of a verb"),
        pytest.param("beslutninger", "besluttede", id="the doing of a verb with a double consonant"),
        pytest.param("børnehave", "børnehaverne", id="a compound's last part is a noun that looks like a verb"),
        pytest.param("fjernvarme", "fjernvarmen", id="and like an adjective"),
        pytest.param("vindmøllerne", "vindmølle", id="and like a person"),
        pytest.param("naboer", "nabo", id="oe that is no ø"),
        pytest.param("cykelveje", "cykelvejen", id="a plural that could be a verb, in a compound"),
    ],
)
def test_are_one_word(one: str, other: str) -> None:
    assert word_lexeme(one) == word_lexeme(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(
            pytest.param(doctor, lay, id=f"{doctor} is a doctor, {lay} is to lay")
            for doctor in ("læge", "læger", "lægen", "lægerne", "lægernes")
            for lay in ("lægge", "lægger", "lægges", "lagt", "lagde")
        ),
        pytest.param("råd", "rad", id="å is not a"),
        pytest.param("før", "for", id="ø is not o"),
        pytest.param("center", "central", id="the stem of center begins central"),
        pytest.param("Hansen", "Hans", id="surname and forename"),
        pytest.param("bekræfter", "bekraft", id="bekræfter is no plural of kraft"),
        pytest.param("vejlede", "vejle", id="vejlede is no past tense of Vejle"),
        pytest.param("forening", "forene", id="a noun that no longer means what its verb says"),
        pytest.param("Aars", "års", id="a town and a year"),
        pytest.param("23,1", "231", id="a decimal comma counts"),
        pytest.param("03133", "3133", id="leading zeros count"),
    ],
)
def test_are_two_words(one: str, other: str) -> None:
    assert word_lexeme(one) != word_lexeme(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="empty"),
        pytest.param("… – , !", [], id="punctuation only"),
        pytest.param("CO2", [("co2",)], id="letters and digits are one word"),
        pytest.param("CO2Vision", [("co2", "co2vision"), ("vision",)], id="camel case after a digit"),
        pytest.param("KommuneKredit", [("kommune", "kommunekredit"), ("kredit",)], id="camel case after a letter"),
        pytest.param("KKR/Beredskab", [("kkr", "kkrberedskab"), ("beredskab",)], id="slash"),
        pytest.param("lar/chch/hast", [("lar", "larchchhast"), ("chch",), ("hast",)], id="initials"),
        pytest.param("it-driften", [("it", "itdrift"), ("drift",)], id="hyphen"),
        pytest.param("it\u2011driften", [("it", "itdrift"), ("drift",)], id="hyphen that does not break"),
        pytest.param("til-/fravalg", [("til", "tilfravalg"), ("fravalg",)], id="hyphen and slash"),
        pytest.param("KL’s/KKR’s", [("kl", "klskkr"), ("kkr",)], id="genitives joined"),
        pytest.param("E-commerce", [("e", "ecommerc"), ("commerc",)], id="a single letter and a word"),
        pytest.param("børne- og", [("barn",), ()], id="a hyphen at a word's end joins nothing"),
        pytest.param("i", [()], id="stop word"),
        pytest.param("i-phone", [("i", "iphon"), ("phon",)], id="a joined word's stop word counts"),
        pytest.param(
            "SAG-2025-03133",
            [("sag202503133", "202503133", "03133")],
            id="case number: whole, digits, last part",
        ),
        pytest.param(
            "2025-03133",
            [("2025", "202503133"), ("03133",)],
            id="case number without its prefix meets the digits",
        ),
        pytest.param("SAG-2025", [("sag", "sag2025"), ("2025",)], id="the beginning of a case number"),
        pytest.param("1.779 kr.", [("1779",), ("kr",)], id="thousands"),
        pytest.param("23,1 pct.", [("23komma1",), ("pct",)], id="decimals"),
        pytest.param("3.6", [("3", "3punkt6"), ("6",)], id="item number"),
        pytest.param("8.30-9.00", [("8", "8punkt30"), ("30",), ("9", "9punkt00"), ("00",)], id="times"),
        pytest.param("1.2.3.4", [("1", "1punkt2punkt3punkt4"), ("2",), ("3",), ("4",)], id="dots everywhere"),
        pytest.param("Ελλάς", [("u3b5u3bbu3bbu3b1u3c3",)], id="another script is spelled by number"),
    ],
)
def test_text_consists_of_words(text: str, expected: list[tuple[str, ...]]) -> None:
    assert lexemes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("19. juni 2026", id="month in letters"),
        pytest.param("19.juni 2026", id="month in letters, no space"),
        pytest.param("d. 19. JUNI 2026", id="capitals, after d."),
        pytest.param("den 19. jun. 2026", id="month abbreviated"),
        pytest.param("19 juni, 2026", id="no dot, a comma"),
        pytest.param("19.06.2026", id="dots"),
        pytest.param("19. 6. 2026", id="dots and spaces"),
        pytest.param("19-06-2026", id="hyphens"),
        pytest.param("19/6 2026", id="slash"),
        pytest.param("19/6-2026", id="slash and hyphen"),
        pytest.param("19.06.26", id="year of two digits"),
        pytest.param("2026-06-19", id="ISO"),
        pytest.param("20260619", id="digits only"),
    ],
)
def test_date_has_one_lexeme_in_any_form(text: str) -> None:
    assert "dato20260619" in {each for token in tokenize(f"Mødet {text}, Aalborg") for each in token.lexemes}


def test_date_keeps_its_words() -> None:
    assert lexemes("5. feb. 2021") == [("5", "dato20210205"), ("feb",), ("2021",)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("31.02.2021", id="no such day"),
        pytest.param("10.00-12.00", id="times"),
        pytest.param("2025-2026", id="span of years"),
        pytest.param("99.99.99", id="no such month"),
        pytest.param("119.06.2026", id="number before it"),
        pytest.param("00 januar 2026", id="day nought"),
        pytest.param("19. apr\u0130l 2026", id="a Turkish capital, which Python takes for an i"),
    ],
)
def test_is_no_date(text: str) -> None:
    assert not [each for token in tokenize(text) for each in token.lexemes if each.startswith("dato")]


def test_offsets_are_those_of_the_text_as_given() -> None:
    assert list(tokenize("De så\u00addan it-drift")) == [
        Token(0, 2, 1, (), 2),
        Token(3, 9, 2, (), 9),
        Token(10, 12, 3, ("it", "itdrift"), 18),
        Token(13, 18, 4, ("drift",), 18),
    ]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        pytest.param("Sundhedsreformen", ("sundhed", "reform"), id="an s joins"),
        pytest.param("kommunekvoter", ("kommune", "kvote"), id="nothing joins"),
        pytest.param("børnehuse", ("barn", "hus"), id="an irregular plural begins"),
        pytest.param(
            "flygtningekvotefordeling",
            ("flygtning", "flygtningekvote", "kvote", "kvotefordele", "fordele"),
            id="three parts, and two of them together",
        ),
        pytest.param("gennemsnitstaksten", ("gennemsnit", "takst"), id="the last part inflected"),
        pytest.param("Erhvervshusets", ("erhverv", "hus"), id="in the genitive"),
        pytest.param("byråd", ("by", "raad"), id="short parts that councils speak of"),
        pytest.param("cybersikkerhed", ("cyb", "sikkerhed"), id="a front that no dictionary has"),
        pytest.param("flextrafik", ("flex", "trafik"), id="a front of the archive's own"),
        pytest.param("udvalg", (), id="a prefix is no part"),
        pytest.param("forældre", (), id="a prefix before an adjective"),
        pytest.param("fælleskab", (), id="an ending that is a word"),
        pytest.param("relevant", (), id="letters in the middle of a word"),
        pytest.param("anlæg", (), id="a word at a word's end"),
        pytest.param("vejleder", (), id="a word that looks like a compound"),
        pytest.param("Silkeborg", (), id="a town"),
        pytest.param("Jammerbugt", (), id="a municipality"),
        pytest.param("Klitgaard", (), id="a surname"),
        pytest.param("EU", (), id="an abbreviation"),
        pytest.param("2026", (), id="a number"),
    ],
)
def test_parts_of_compounds(word: str, parts: tuple[str, ...]) -> None:
    assert analyze_word(word).parts == parts


@pytest.mark.parametrize(
    ("text", "is_roof"),
    [
        pytest.param("Taget er fra 1974", True, id="said of it"),
        pytest.param("mens taget skiftes", True, id="done to it"),
        pytest.param("solceller på taget", True, id="behind a preposition"),
        pytest.param("Taget på hallen", True, id="before where it is"),
        pytest.param("Taget til efterretning", False, id="a decision"),
        pytest.param("har ikke taget højde for", False, id="behind an auxiliary"),
        pytest.param("Sagen blev taget af dagsordenen", False, id="behind another"),
        pytest.param("Der er taget på ekskursion", False, id="behind an auxiliary, before a preposition"),
    ],
)
def test_the_roof_is_told_from_what_is_taken(text: str, is_roof: bool) -> None:
    assert any("tag" in found for found in lexemes(text)) is is_roof


def test_an_hour_is_not_the_association() -> None:
    assert lexemes("KL mødes kl. 9") == [("kl",), ("moede",), (), ("9",)]


@pytest.mark.parametrize(("party", "word"), [("Ø", "øerne"), ("Å", "å")])
def test_the_letter_of_a_party_is_not_the_word(party: str, word: str) -> None:
    (of_party,) = tokenize(f"({party})")
    (of_word,) = tokenize(word)
    assert of_party.lexemes != of_word.lexemes


@pytest.mark.parametrize("word", ["ikke", "VI", "også", "saadan", "på"])
def test_is_stop_word(word: str) -> None:
    assert is_stop_word(word)


@pytest.mark.parametrize("word", ["kommune", "V", "Ø", "EU", "it", "Hans"])
def test_is_no_stop_word(word: str) -> None:
    assert not is_stop_word(word)


@given(st.text())
def test_tokens_lie_in_order_inside_the_text(text: str) -> None:
    end = position = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= token.alias_end <= len(text)
        assert token.position == position + 1
        end, position = token.end, token.position


@given(st.text(), st.text(alphabet="æøåab12-/.,’'\u2011\u00ad \n"))
def test_lexemes_can_stand_in_a_tsquery_unquoted(anything: str, likely: str) -> None:
    for token in tokenize(f"{anything} {likely}"):
        for each in (*token.lexemes, *token.parts):
            assert re.fullmatch(r"[a-z0-9]+", each)
            assert len(each) <= MAX_LEXEME_LENGTH


@given(st.text(alphabet="bdfghiklmnprstuvyæøåÆØÅ", min_size=1))
def test_case_and_spelling_of_danish_letters_do_not_matter(word: str) -> None:
    assume(word.lower() != "års")  # Aars is a town
    spelled_out = word.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    assert word_lexeme(word) == word_lexeme(word.upper()) == word_lexeme(spelled_out)


@pytest.mark.parametrize("base", ["læge", "lægge", "barn", "mand", "borgmester", "center", "kommune", "borger"])
def test_irregular_lexeme_is_its_own_lexeme(base: str) -> None:
    assert word_lexeme(word_lexeme(base)) == word_lexeme(base)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Servicelovens § 110.", {"paragraf110"}, id="a number"),
        pytest.param("lovens §38b, stk. 2", {"paragraf38b", "paragraf38"}, id="a letter behind it"),
        pytest.param("lovens § 38 b", {"paragraf38b", "paragraf38"}, id="a letter by itself"),
        pytest.param("paragraf 38 B", {"paragraf38b", "paragraf38"}, id="in words"),
        pytest.param("efter § 8 i loven", {"paragraf8"}, id="a word of one letter"),
        pytest.param("efter § 8 og § 9", {"paragraf8", "paragraf9"}, id="two of them"),
        pytest.param("§ 4.000 kr.", set(), id="no section"),
        pytest.param("punkt 110", set(), id="another number"),
    ],
)
def test_a_section_of_a_law_is_one_lexeme_however_it_is_written(text: str, expected: set[str]) -> None:
    lexemes = {lexeme for token in tokenize(text) for lexeme in token.lexemes}
    assert {lexeme for lexeme in lexemes if re.match("paragraf[0-9]", lexeme)} == expected


@pytest.mark.parametrize(
    "kind", ["skolen", "hallen", "centret", "museet", "kirken", "børnehaven", "biblioteket", "vejen"]
)
@pytest.mark.parametrize("begin", ["Tinghøj", "Bavnehøj", "Xqvist"])
def test_a_name_of_an_institution_is_found_by_what_it_is(begin: str, kind: str) -> None:
    (named,) = tokenize(f"{begin}{kind}")
    assert word_lexeme(kind) in named.parts


@pytest.mark.parametrize("name", ["Silkeborg", "Marselisborg", "Hallen", "Højskolen", "Vejen", "Lindskov"])
def test_a_town_or_a_word_is_no_name_of_an_institution(name: str) -> None:
    (named,) = tokenize(name)
    assert named.parts == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Enhedslisten (Ø)", "partioe", id="a party"),
        pytest.param("Ø og Å stemte imod", "partioe", id="another beside it"),
        pytest.param("en ø i fjorden", "oe", id="an island"),
        pytest.param("øens færge", "oe", id="an inflected one"),
        pytest.param("på øen", "oe", id="another"),
    ],
)
def test_the_letter_of_a_party_is_no_island(text: str, expected: str) -> None:
    lexemes = {lexeme for token in tokenize(text) for lexeme in token.lexemes}
    assert lexemes & {"oe", "partioe"} == {expected}
