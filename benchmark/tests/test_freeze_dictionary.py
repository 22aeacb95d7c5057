"""What is kept of a Hunspell dictionary: a small one of our own, with the flags of the Danish one."""

from pathlib import Path

import pytest

from benchmark.freeze_dictionary import frozen_lines, main, read_entries, read_names, read_rules

AFFIXES = """\
SET UTF-8
SFX 10 Y 2
SFX 10 0 s/34 [^s]
SFX 10 0 '/34 [s]
SFX 11 Y 3
SFX 11 0 r/34 e
SFX 11 0 er/34 [^e]
SFX 11 0 erne/34 [^e]
SFX 2 Y 2
SFX 2 0 n/34,10 e
SFX 2 0 en/34,10 [^e]
SFX 1 Y 2
SFX 1 0 de/34,22 e
SFX 1 e 0/34 e
SFX 29 Y 2
SFX 29 0 s/32,35,36 .
SFX 29 0 s/33,35,36 .
SFX 30 Y 2
SFX 30 0 e/32,36,35 .
SFX 30 0 e-/34 .
SFX 31 Y 1
SFX 31 0 0/32,36,35 .
SFX 39 Y 1
SFX 39 0 0/35,34 .
PFX 9 Y 1
PFX 9 0 u .
"""


def patterns(words: str) -> dict[str, list[str]]:
    """The words of the frozen dictionary by their pattern of inflection."""
    found: dict[str, list[str]] = {}
    pattern = ""
    for line in frozen_lines(read_entries(words, read_rules(AFFIXES))):
        if line.startswith(("<", ">", "^")):
            continue
        if line.startswith("="):
            pattern = line.removeprefix("=").strip()
            found[pattern] = []
        else:
            found[pattern] += line.split()
    return found


@pytest.mark.parametrize(
    ("line", "pattern"),
    [
        pytest.param("kvote", "#", id="a word without flags"),
        pytest.param("kvote/11", "# -r", id="a form whose condition the word meets"),
        pytest.param("reform/11", "# -er -erne", id="and the forms of another ending"),
        pytest.param("kvote/10,11", "# -r -s", id="several flags"),
        pytest.param("hus/10", "#", id="a form with an apostrophe is none"),
        pytest.param("kvote/2", "# -n -ns", id="a form that is inflected in its turn"),
        pytest.param("kvote/31,39", "# * +-", id="joins as it is, and may end a compound"),
        pytest.param("sundhed/29,39", "# * +-s", id="joins by an s"),
        pytest.param("flygtning/30", "# +-e", id="joins by an e; a hyphenated form is none"),
        pytest.param("kvote/39", "# *", id="may end a compound only"),
        pytest.param("fordele/1,39", "! * -de e-", id="a verb of six letters may end a compound"),
        pytest.param("tage/1,39", "! -de e-", id="a shorter verb may not"),
        pytest.param(
            "skrive/31 al:skrev al:skrivende", "! +- -nde ive-ev", id="irregular forms, of a verb by its -ende"
        ),
        pytest.param("barn/10 al:børn", "# -s arn-ørn", id="irregular forms of a noun"),
        pytest.param("kvote/11 ph:kvota", "# -r", id="how it is spelled wrongly does not matter"),
    ],
)
def test_a_word_is_kept_with_its_pattern(line: str, pattern: str) -> None:
    ((kept, words),) = patterns(line).items()
    assert (sorted(kept.split()), words) == (sorted(pattern.split()), [line.split("/")[0].split()[0]])


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Aalborg/10", id="a name"),
        pytest.param("it-drift/10", id="a word with a hyphen"),
        pytest.param("kl.", id="an abbreviation"),
        pytest.param("b", id="a letter"),
        pytest.param("børn st:barn", id="an irregular form, which its base form names"),
        pytest.param("", id="nothing"),
    ],
)
def test_is_left_out(line: str) -> None:
    assert patterns(line) == {}


def test_entries_of_one_word_are_one() -> None:
    assert patterns("have/11,39\nhave/1") == {"! # * -de -r e-": ["have"]}


def test_compounds_of_other_words_are_left_out() -> None:
    words = "sundhed/29,39\nreform/31,39\nsundhedsreform/11\nkvote/39\nkvotereform"
    assert sorted(word for found in patterns(words).values() for word in found) == [
        "kvote",  # joins nothing, so that the word made with it stays
        "kvotereform",
        "reform",
        "sundhed",
    ]


def test_words_that_only_look_like_compounds_stay() -> None:
    words = "dag/29,31,39\norden/39\ndags/31\ndagsorden/10\n"
    assert "dagsorden" in patterns(words)["# -s"]


def test_the_command_writes_where_the_words_come_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words, affixes = tmp_path / "da.dic", tmp_path / "da.aff"
    words.write_text("2\nkvote/10,11,31,39\nreform/10,11,39\n", encoding="utf-8")
    affixes.write_text(AFFIXES, encoding="utf-8")
    main(words, affixes)
    *header, first, kvote, second, reform = capsys.readouterr().out.splitlines()
    assert all(line.startswith("#") for line in header)
    assert any("Stavekontrolden" in line for line in header)
    assert any("Mozilla Public License" in line for line in header)
    assert (first, kvote) == ("= # * +- -r -s", "kvote")
    assert (second, reform) == ("= # * -er -erne -s", "reform")


def marked(words: str, mark: str) -> set[str]:
    """The words of the frozen dictionary's lines that begin with a mark."""
    lines = frozen_lines(read_entries(words, read_rules(AFFIXES)), read_names(words))
    return {word for line in lines if line.startswith(mark) for word in line.split()[1:]}


MAD = "mad/10,31,39\nvogn/10,39\nkasse/10,39\nspild/10,39\nmadvogn/10\nmadkasse/10\nmadspild/10\n"


def test_a_short_word_that_begins_most_words_with_its_letters_begins_compounds() -> None:
    others = "".join(f"mad{letters}/11\n" for letters in ("rasser", "onna", "rigal"))
    assert marked(MAD + others, "<") == {"mad"}
    many = "".join(f"mad{chr(letter)}{other}\n" for letter in range(97, 123) for other in ("okse", "urte"))
    assert marked(MAD + many, "<") == set()


def test_what_begins_compounds_without_a_code_is_told_by_them() -> None:
    words = "forældre/10\nmøde/10,39\nråde/10,39\nkøb/10\nkreds/39,11\nkredse/10,39\n"
    compounds_of_it = "forældremøde/10\nforældreråde/10\nforældrekredse/10\n"
    assert marked(words, "<") == set()
    assert "forældre" in marked(words + compounds_of_it, "<")


def test_short_words_that_end_compounds_are_told() -> None:
    words = "sti/10,39\ncykel/31,39\nskov/31,39\nmark/31,39\ncykelsti/10\nskovsti/10\nmarksti/10\n"
    assert marked(words, ">") == {"sti"}


def test_names_that_could_be_compounds_are_kept_in_small_letters() -> None:
    words = "silke/31,39\nborg/39,10\nklit/31,39\ngård/39,10\nklitgård/10\nSilkeborg/9\nKlitgaard/9\nAnna/9\n"
    assert marked(words, "^") == {"silkeborg"}


def test_compounds_that_would_be_places_stay() -> None:
    words = "bøge/31,39\nskov/10,39\nbøgeskov/10\nsamling/10,39\nbøgesamling/10\n"
    kept = {word for found in patterns(words).values() for word in found}
    assert "bøgeskov" in kept
    assert "bøgesamling" not in kept
