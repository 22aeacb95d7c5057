"""Words broken at a line's end: by rule, by the document's own words, by the lexicon, and how often rightly."""

from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from benchmark.broken_words import BrokenWord, line_end_breaks, load_judgements, random_breaks
from meetings.danish import word_list
from meetings.danish.hyphens import NO_WORDS, HyphenEvidence, decide_hyphen, document_words, mend_line_end
from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.structure.clean import clean_pages

FIXTURES = Path(__file__).parents[3] / "fixtures"
SAMPLES = [
    clean_pages(extract_pages(path.read_bytes(), path.suffix)).lines
    for path in sorted(FIXTURES.iterdir())
    if path.suffix in {".txt", ".pdf"}
]
JUDGED = load_judgements(Path(__file__).parents[1] / "hyphens.json")


@pytest.mark.parametrize(
    ("left", "right", "expected", "source"),
    [
        pytest.param("god-", "kendes", "godkendes", "rule", id="the hyphen goes"),
        pytest.param("Frederiks-", "havn", "Frederikshavn", "rule", id="a name that is broken"),
        pytest.param("Bach-", "Laursen", "Bach-Laursen", "rule", id="a name of two"),
        pytest.param("SOSU-", "uddannelserne", "SOSU-uddannelserne", "rule", id="capitals"),
        pytest.param("(KKR-", "mødet", "(KKR-mødet", "rule", id="capitals after a bracket"),
        pytest.param("CO2-", "lagring", "CO2-lagring", "rule", id="letters and a figure"),
        pytest.param("18-", "årige", "18-årige", "rule", id="a figure before a word"),
        pytest.param("2027-", "2029", "2027-2029", "rule", id="figures"),
        pytest.param("4.-", "klasse", "4.-klasse", "rule", id="a figure with a stop"),
        pytest.param("it-", "drift", "it-drift", "rule", id="it-"),
        pytest.param("It-", "cheferne", "It-cheferne", "rule", id="it- that begins a sentence"),
        pytest.param("it-", "aliensk", "italiensk", "lexicon", id="it as a syllable"),
        pytest.param("E-", "commerce", "E-commerce", "rule", id="a letter for a word"),
        pytest.param("e-", "mail", "e-mail", "lexicon", id="a letter for a word, in the list"),
        pytest.param("a-", "ften", "aften", "lexicon", id="a letter that is one"),
        pytest.param("u-", "nyttig", "unyttig", "lexicon", id="u- before an adjective"),
        pytest.param("tv-", "ivler", "tvivler", "lexicon", id="tv as letters of a word"),
        pytest.param("tv-", "serien", "tv-serien", "lexicon", id="tv-"),
        pytest.param("sosu-", "assistent", "sosu-assistent", "lexicon", id="an abbreviation in small letters"),
        pytest.param("kl-", "asse", "klasse", "lexicon", id="kl as letters of a word"),
        pytest.param("ikke-", "fornøden", "ikke-fornøden", "rule", id="ikke-"),
        pytest.param("syd-", "vestjysk", "sydvestjysk", "rule", id="directions side by side are one"),
        pytest.param("nord-", "sydgående", "nord-sydgående", "rule", id="directions that face each other"),
        pytest.param("dansk-", "tyske", "dansk-tyske", "rule", id="peoples"),
        pytest.param("nordisk-", "baltiske", "nordisk-baltiske", "rule", id="adjectives"),
        pytest.param("fisk-", "eriet", "fiskeriet", "rule", id="sk that ends no adjective"),
        pytest.param("vestjysk-", "e", "vestjyske", "rule", id="the ending of an adjective"),
        pytest.param("gør-det-", "selv", "gør-det-selv", "rule", id="a phrase with hyphens"),
        pytest.param("DAGS-", "ORDEN", "DAGSORDEN", "lexicon", id="a word all in capitals"),
        pytest.param("KKR-", "MØDE", "KKR-MØDE", "rule", id="an abbreviation before a word in capitals"),
        pytest.param("børne-", "og ungeområdet", "børne- og ungeområdet", "rule", id="og: no break"),
        pytest.param("børne-", "og/eller", "børne- og/eller", "rule", id="og/eller: no break"),
        pytest.param("hjemme-", "eller", "hjemme- eller", "rule", id="eller: no break"),
        pytest.param("hjemme-", "samt", "hjemme- samt", "rule", id="samt: no break"),
        pytest.param("kort-", "og", "kort- og", "rule", id="og after a word, though it might be kor-tog"),
        pytest.param("vedt-", "og", "vedtog", "lexicon", id="a verb that ends in og"),
        pytest.param("dial-", "og", "dialog", "lexicon", id="a word that ends in og"),
        pytest.param("tab-", "eller", "tabeller", "lexicon", id="a word that ends in eller"),
        pytest.param("https://kyst-", "plan.example", "https://kyst-plan.example", "rule", id="an address"),
        pytest.param("(børne)-", "unge", "(børne)-unge", "rule", id="a hyphen after a bracket"),
    ],
)
def test_a_hyphen_goes_or_stays(left: str, right: str, expected: str, source: HyphenEvidence) -> None:
    assert mend_line_end(left, right) + right == expected
    assert decide_hyphen(left, right).source == source


@pytest.mark.parametrize(
    ("left", "right", "elsewhere", "expected"),
    [
        pytest.param("SO-", "SU", "Vi har SOSU.", "SOSU", id="an abbreviation written whole"),
        pytest.param("Power-", "Point", "PowerPoint bruges.", "PowerPoint", id="a capital inside a word"),
        pytest.param("kyst-", "by", "En kyst-by ved havet", "kyst-by", id="written with a hyphen"),
        pytest.param("it-", "drift", "Om Itdrift", "itdrift", id="written whole"),
        pytest.param("it-", "drift", "Om itdrift og it-drift", "it-drift", id="both: the rules decide"),
        pytest.param("kat-", "og", "katog", "katog", id="before what looks like a conjunction"),
    ],
)
def test_the_documents_own_words_decide_before_the_lexicon(
    left: str, right: str, elsewhere: str, expected: str
) -> None:
    assert mend_line_end(left, right, document_words([elsewhere])) + right == expected


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        pytest.param("sprog", True, id="as it stands in the list"),
        pytest.param("sprogenes", True, id="inflected"),
        pytest.param("tvivlsom", True, id="of two words"),
        pytest.param("forvaltningssprog", True, id="of two words and the s between them"),
        pytest.param("itdrift", False, id="too short a part"),
        pytest.param("skoleeller", False, id="a function word is no part"),
        pytest.param("qwertz", False, id="no word"),
        pytest.param("sprog" * 13, False, id="too long to be one"),
    ],
)
def test_the_lexicon_knows_danish_words(word: str, is_one: bool) -> None:
    assert word_list.is_word(word) is is_one


def test_two_words_side_by_side_prove_no_compound_where_the_break_is_judged() -> None:
    assert word_list.is_word("forvaltningsprog")
    assert not word_list.is_word("forvaltningsprog", not_split_at=len("forvaltning"))


@given(st.text(alphabet="abeiåIT1.-( ", max_size=8), st.text(alphabet="abeiåOG1.-) ", min_size=1, max_size=8))
def test_any_two_lines_can_be_mended(left: str, right: str) -> None:
    line, after = f"x{left}-", f"{right.strip() or 'x'}"
    assert mend_line_end(line, after, NO_WORDS).replace("-", "").strip() == line.replace("-", "").strip()


def test_every_word_broken_in_the_samples_is_mended_rightly() -> None:
    breaks = [found for lines in SAMPLES for found in line_end_breaks(lines, JUDGED)]
    assert len(breaks) > 200
    assert wrong(breaks) == []


def test_the_pairs_that_real_documents_break_are_mended_rightly_without_their_documents() -> None:
    breaks = [
        BrokenWord(*pair, mend_line_end(f"{pair[0]}-", pair[1]) + pair[1], decide_hyphen(f"{pair[0]}-", pair[1]), truth)
        for pair, truth in JUDGED.items()
    ]
    assert len(breaks) > 600
    assert 1 - len(wrong(breaks)) / len(breaks) >= 0.997, wrong(breaks)


@pytest.mark.parametrize(
    ("anywhere", "goal"),
    [pytest.param(False, 0.99, id="where typesetters break"), pytest.param(True, 0.98, id="between any letters")],
)
def test_words_broken_at_random_are_mended_rightly(anywhere: bool, goal: float) -> None:
    samples = [[line.text for line in lines] for lines in SAMPLES]
    for seed in range(5):
        breaks = random_breaks(samples, seed, 200, anywhere=anywhere)
        assert len(breaks) == 200
        assert 1 - len(wrong(breaks)) / len(breaks) >= goal, wrong(breaks)


def wrong(breaks: list[BrokenWord] | tuple[BrokenWord, ...]) -> list[str]:
    return [f"{found.left}-/{found.right} {found.result}" for found in breaks if not found.is_right]


def test_the_command_tells_every_break_and_the_shares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "referat.txt").write_text("Sagen skal god-\nkendes i KKR-\nmødet.\n", encoding="utf-8")
    call_command("hyphens", tmp_path)
    told = capsys.readouterr().out
    assert "  god-/kendes godkendes: drop, rule\n" in told
    assert "referat.txt: 2 of 2 right, 100.00 % (1 drop by rule, 1 keep by rule)\n" in told
    assert "20 × 200 breaks made at random in the samples: 4000 of 4000 right" in told


def test_the_command_fails_where_a_break_is_wrong_or_not_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "referat.txt").write_text("Sagen om en kyst-\nkat.\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("hyphens", tmp_path)
    assert "WRONG kyst-/kat 'kystkat', not 'judged'" in capsys.readouterr().out
