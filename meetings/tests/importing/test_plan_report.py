"""A plan in words: the parts that the uploads' tests do not meet."""

from meetings.importing.plan_report import EXCERPT_LENGTH, differing_excerpts, plan_summary
from meetings.importing.planned_changes import ImportPlan


def test_short_texts_stand_whole() -> None:
    assert differing_excerpts("En bro.", "En ny bro.") == ("En bro.", "En ny bro.")


def test_long_texts_begin_shortly_before_they_differ() -> None:
    same = "Ord. " * 400
    old, new = differing_excerpts(f"{same}Slut.", f"{same}Begyndelse.")
    assert old.startswith("… ")
    assert old.endswith("Ord. Slut.")
    assert new.endswith("Ord. Begyndelse.")
    assert max(len(old), len(new)) < EXCERPT_LENGTH


def test_a_long_new_text_is_cut_at_its_end() -> None:
    old, new = differing_excerpts("", "Ord. " * 400)
    assert (old, new[:4], new[-2:]) == ("", "Ord.", " …")


def test_a_document_that_adds_nothing_says_so() -> None:
    assert plan_summary(ImportPlan("updated", ()), "KKR X") == "KKR X: dokumentet lægges til mødet, som ikke ændres."
