"""Whether two names look like one person's, spelt in two ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.danish.name_spellings import (
    MIDDLE_NAME,
    ONE_LETTER,
    SPACING_OR_ACCENT,
    VARIANT,
    VARIANT_AND_MIDDLE_NAME,
    name_spelling,
    reason_for_likeness,
)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        pytest.param("Anna-Marie Holm", "Anna Marie Holm", SPACING_OR_ACCENT, id="hyphen or space"),
        pytest.param("Anna-Marie Holm", "Annamarie Holm", SPACING_OR_ACCENT, id="hyphen or nothing"),
        pytest.param("Åge Kjær", "Aage Kjær", SPACING_OR_ACCENT, id="å and aa"),
        pytest.param("Andre Holm", "André Holm", SPACING_OR_ACCENT, id="accent"),
        pytest.param("Hans P. Holm", "Hans P Holm", SPACING_OR_ACCENT, id="full stop"),
        pytest.param("ANNA HOLM", "Anna Holm", SPACING_OR_ACCENT, id="capitals"),
        pytest.param("Anna Holm", "Anna Marie Holm", MIDDLE_NAME, id="a middle name left out"),
        pytest.param("Anna Skov Holm", "Anna Marie Skov Holm", MIDDLE_NAME, id="one of two middle names left out"),
        pytest.param("Anna Holm", "Anna Marie Skov Holm", MIDDLE_NAME, id="both middle names left out"),
        pytest.param("Anna M. Holm", "Anna Marie Holm", MIDDLE_NAME, id="an initial for a middle name"),
        pytest.param("Christian Holm", "Kristian Holm", VARIANT, id="ch and k"),
        pytest.param("Thomas Holm", "Tomas Holm", VARIANT, id="th and t"),
        pytest.param("Sophie Holm", "Sofie Holm", VARIANT, id="ph and f"),
        pytest.param("Christian Holm", "Kristian Bo Holm", VARIANT_AND_MIDDLE_NAME, id="both"),
        pytest.param("Bo Mikkelsen", "Bo Mikelsen", ONE_LETTER, id="a letter left out"),
        pytest.param("Bo Michelsen", "Bo Michelsne", ONE_LETTER, id="two letters changed places"),
        pytest.param("Henrik Lind", "Hendrik Lind", ONE_LETTER, id="a letter too many"),
        pytest.param("Bo Petersen", "Bo Pedersen", ONE_LETTER, id="another letter"),
        pytest.param("Anna Marie Holm", "Anna Skov Holm", "", id="two different middle names"),
        pytest.param("Anna Marie Skov Holm", "Anna Skov Marie Holm", "", id="middle names in another order"),
        pytest.param("Anna M. Holm", "Anna Skov Holm", "", id="another initial"),
        pytest.param("Anna Holm", "Anna Lind", "", id="another last name"),
        pytest.param("Anna Holm", "Bente Holm", "", id="another first name"),
        pytest.param("Lise Holm", "Lisa Holm", "", id="one letter of a short name"),
        pytest.param("Bo Lind", "Bo Lund", "", id="one letter of a short last name"),
        pytest.param("Bo Jensen", "Bo Hansen", "", id="two letters"),
        pytest.param("Hanne Petersen", "Janne Pedersen", "", id="one letter of each name"),
        pytest.param("Holmgaard", "Holmgård-Lind", "", id="one word is not enough for a middle name"),
    ],
)
def test_names_that_may_be_one_persons(one: str, other: str, reason: str) -> None:
    assert reason_for_likeness(name_spelling(one), name_spelling(other)) == reason
    assert reason_for_likeness(name_spelling(other), name_spelling(one)) == reason
    if reason:
        assert name_spelling(one).keys & name_spelling(other).keys


NAMES = st.lists(
    st.sampled_from(["Anna", "Marie", "Christian", "Kristian", "Åge", "Aage", "M.", "Holm", "Holmgaard", "Holmgard"]),
    min_size=1,
    max_size=4,
).map(" ".join)


@given(NAMES, NAMES)
def test_a_likeness_is_mutual_and_never_missed_for_want_of_a_key(one: str, other: str) -> None:
    reason = reason_for_likeness(name_spelling(one), name_spelling(other))
    assert reason_for_likeness(name_spelling(other), name_spelling(one)) == reason
    assert not reason or name_spelling(one).keys & name_spelling(other).keys


@given(st.text())
def test_any_text_is_a_name(text: str) -> None:
    assert reason_for_likeness(name_spelling(text), name_spelling(text)) == SPACING_OR_ACCENT
