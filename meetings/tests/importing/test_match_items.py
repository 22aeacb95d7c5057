"""Which of the archive's items a document's items are: by title and case number before the number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.importing.match_items import TitledRecord, match_items

FERRY, FERRY_CASE = "Fælles drift af færgen", "SAG-2025-00417"
ARCHIVED = {
    "1.1": TitledRecord("1.1", "Godkendelse af dagsorden", ""),
    "2.1": TitledRecord("2.1", FERRY, FERRY_CASE),
    "2.2": TitledRecord("2.2", "Ny bro over fjorden", "SAG-2025-00500"),
}


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        pytest.param([TitledRecord("2.1", FERRY, "")], {"2.1": "2.1"}, id="same number and title"),
        pytest.param([TitledRecord("2.4", FERRY, "")], {"2.4": "2.1"}, id="renumbered"),
        pytest.param([TitledRecord("2.4", FERRY.upper(), "")], {"2.4": "2.1"}, id="capitals are no difference"),
        pytest.param(
            [TitledRecord("2.4", "Færge", FERRY_CASE)], {"2.4": "2.1"}, id="renumbered and retitled, same case"
        ),
        pytest.param([TitledRecord("2.1", "Drift af færgen", "")], {"2.1": "2.1"}, id="same number, reworded title"),
        pytest.param(
            [TitledRecord("2.1", "Valg af ordstyrer", "")], {"2.1": "2.1~2"}, id="same number, another matter"
        ),
        pytest.param(
            [
                TitledRecord("2.1", "Valg af ordstyrer", ""),
                TitledRecord("2.2", FERRY, ""),
                TitledRecord("2.3", "Ny bro over fjorden", ""),
            ],
            {"2.1": "2.1~2", "2.2": "2.1", "2.3": "2.2"},
            id="one put in before the others",
        ),
        pytest.param(
            [TitledRecord("2.1", "Ny bro over fjorden", ""), TitledRecord("2.2", FERRY, "")],
            {"2.1": "2.2", "2.2": "2.1"},
            id="two have changed places",
        ),
        pytest.param(
            [TitledRecord("2.2", "Ny bro over den østlige fjord", "")],
            {"2.2": "2.2"},
            id="a title with two words more",
        ),
        pytest.param(
            [TitledRecord("2.2", "Ny bro over sundet", "SAG-2026-00001")],
            {"2.2": "2.2~2"},
            id="same number and nearly the title, another case",
        ),
        pytest.param([TitledRecord("3.1", "Eventuelt", "")], {"3.1": "3.1"}, id="new"),
    ],
)
def test_an_item_is_known_again(read: list[TitledRecord], expected: dict[str, str]) -> None:
    assert match_items(read, ARCHIVED) == expected


def test_titles_that_several_items_have_are_told_apart_by_number() -> None:
    archived = {number: TitledRecord(number, "Orientering", "") for number in ("1.1", "1.2")}
    read = [TitledRecord("1.2", "Orientering", ""), TitledRecord("1.1", "Orientering", "")]
    assert match_items(read, archived) == {"1.1": "1.1", "1.2": "1.2"}


def test_an_item_that_a_person_made_is_known_by_its_number() -> None:
    assert match_items([TitledRecord("2.1", FERRY, "")], {"2.1": TitledRecord("2.1", "", "")}) == {"2.1": "2.1"}


def test_a_document_that_was_read_before_has_the_same_numbers_whatever_the_titles() -> None:
    read = [TitledRecord("2.1", "Helt andre ord", "")]
    assert match_items(read, ARCHIVED, numbers_are_the_same=True) == {"2.1": "2.1"}


MATTERS = st.lists(
    st.builds(
        TitledRecord,
        st.sampled_from(["1.1", "1.2", "2.1", "2.2", "3.1"]),
        st.sampled_from([FERRY, "Drift af færgen", "Ny bro", "Orientering", ""]),
        st.sampled_from(["", FERRY_CASE]),
    ),
    unique_by=lambda matter: matter.number,
)


@given(MATTERS, MATTERS)
def test_every_item_read_gets_one_key_and_no_key_is_given_twice(
    read: list[TitledRecord], archived: list[TitledRecord]
) -> None:
    keys = match_items(read, {matter.number: matter for matter in archived})
    assert set(keys) == {matter.number for matter in read}
    assert len(set(keys.values())) == len(read)
