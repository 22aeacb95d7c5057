"""Which titles and texts are taken for one case, and which are not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.cases.signatures import (
    SAME_CASE,
    SAME_SUBJECT,
    SAME_TITLE,
    SAME_WORD,
    Signature,
    common_title,
    components,
    is_formality,
    same_case_reason,
    signatures,
)

FERRY = (
    "Rederiet vil indstille natsejladsen. Pendlerforeningen ønsker flere morgenafgange, og havnechefen har regnet på "
    "brændstofforbruget og billetpriserne. Overfartstiden er uændret."
)
FERRY_LATER = (
    "Natsejladsen er indstillet. Pendlerforeningen er tilfreds med de nye morgenafgange. Havnechefen fremlagde tal for "
    "brændstofforbruget, mens billetpriserne først behandles senere."
)
SCHOOL = (
    "Klassekvotienten falder i landdistrikterne. Ungdomsskolen mangler faglokaler, og forældrebestyrelsen har "
    "foreslået fællesundervisning i naturfag og håndværk."
)
OTHERS = ("Skovbrug og vandløbspleje i fredede områder.", "Museets samling af landbrugsredskaber skal registreres.")


def signature(title: str, text: str = "", case_number: str = "") -> Signature:
    """The signature of an item in a meeting with two others."""
    titles = [title, "Vandløb og skove", "Museets samling"]
    return signatures(titles, [text, *OTHERS], [case_number, "", ""])[0]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        pytest.param("Fordeling af kajpladser for 2024", "Fordeling af kajpladser for 2025", SAME_TITLE, id="years"),
        pytest.param("Havneplan for øerne 2024-2027", "Havneplaner for øerne 2028-31", SAME_TITLE, id="inflection"),
        pytest.param("Status på færgedrift til øerne", "Orientering om færgedrift til øerne", SAME_TITLE, id="stages"),
        pytest.param("Kajfordelingsaftale", "Status på kajfordelingsaftalen", SAME_TITLE, id="a capital"),
        pytest.param("Temadrøftelse: Færger og havne", "Færger og havne – opfølgning", SAME_TITLE, id="a stage apart"),
        pytest.param("Færgedrift pr. 31. marts og øer", "Færgedrift pr. 30. juni og øer", SAME_TITLE, id="dates"),
        pytest.param("Ny aftale og fordeling af kajpladser", "Fordeling af kajpladser", SAME_SUBJECT, id="more words"),
        pytest.param("Færger på fjorden – pris", "Færger på fjorden – ejerskab", SAME_SUBJECT, id="the same lead"),
        pytest.param("Færgedrift på fjorden i dag", "Færgedrift på fjorden – ejer", SAME_SUBJECT, id="begins like it"),
        pytest.param("Kajpladsfordeling 2024", "Brev om fordeling af kajplads", SAME_SUBJECT, id="a compound apart"),
        pytest.param("Færgeaftalen", "Færgeaftale for øerne", SAME_WORD, id="a word that names a case"),
        pytest.param("Færger", "Orientering om færger", SAME_TITLE, id="a bare word borne out"),
        pytest.param("Færger", "Færger og broer", "", id="a word that names a field"),
        pytest.param("Evaluering af broer", "Evaluering af færger", "", id="a verb in common"),
        pytest.param("Lokalplan 1-2-123 for havnen", "Lokalplan 1-2-124 for havnen", "", id="other numbers"),
        pytest.param("Lokalplan 1-2-123 for havnen", "Endelig lokalplan 1-2-123 for havnen", SAME_TITLE, id="a number"),
        pytest.param("Udpegning til Havnerådet", "Udpegning til Havnerådet", "", id="appointments"),
        pytest.param("Valg af medlem til Havnerådet", "Valg af medlem til Havnerådet", "", id="elections"),
        pytest.param("Valg af færgetype", "Valg af færgetype", SAME_TITLE, id="a choice is no election"),
    ],
)
def test_titles_of_items_whose_texts_bear_them_out(one: str, other: str, why: str) -> None:
    pair = signature(one, FERRY), signature(other, FERRY_LATER)
    assert same_case_reason(*pair) == why
    assert same_case_reason(*reversed(pair)) == why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Fordeling af kajpladser", "Ny aftale og fordeling af kajpladser", id="more words"),
        pytest.param("Færger på fjorden – pris", "Færger på fjorden – ejerskab", id="the same lead"),
        pytest.param("Færgeaftalen", "Færgeaftale for øerne", id="a word that names a case"),
        pytest.param("Færgedrift", "Orientering om færgedrift", id="a bare word"),
        pytest.param("Status på færgedrift til øerne", "Færgedrift til øerne", id="the same words"),
    ],
)
def test_alike_titles_of_texts_about_something_else_are_no_case(one: str, other: str) -> None:
    assert same_case_reason(signature(one, FERRY), signature(other, FERRY_LATER))
    assert same_case_reason(signature(one, FERRY), signature(other, SCHOOL)) == ""


def test_the_same_title_of_an_item_without_text_is_one_case() -> None:
    assert (
        same_case_reason(signature("Færgedrift til øerne 2024", FERRY), signature("Færgedrift til øerne 2025"))
        == SAME_TITLE
    )


@pytest.mark.parametrize(
    ("other", "number", "why"),
    [
        pytest.param("Broer og færger på fjorden", "19/3143", SAME_CASE, id="half of the words"),
        pytest.param("Vejnet", "19/3143", "", id="no word in common"),
        pytest.param("Broer og færger på fjorden", "19/3144", "", id="another case"),
    ],
)
def test_the_same_case_number_and_a_like_title_are_one_case(other: str, number: str, why: str) -> None:
    assert same_case_reason(signature("Færger i læ", "", "19/3143"), signature(other, SCHOOL, number)) == why


def test_a_number_that_most_items_of_a_meeting_carry_is_no_case() -> None:
    found = signatures(["Færger", "Broer", "Veje"], ["", "", ""], ["19/1", "19/1", "19/2"])
    assert [one.case_number for one in found] == ["", "", "19/2"]


@pytest.mark.parametrize(
    "title",
    [
        *("Godkendelse af dagsorden", "Godkendelse af referat fra mødet den 3. marts 2024", "Siden sidst", "Eventuelt"),
        *("Punkter til næste møde", "Sager til næste møde", "Mødeplan for 2025", "Meddelelser", "Orientering"),
        *("Meddelelser fra formanden", "Konstituering", "Valg af formand og næstformand", "Underskriftsark", "2024"),
    ],
)
def test_formalities_have_no_case(title: str) -> None:
    assert is_formality(title)
    assert same_case_reason(signature(title, FERRY), signature(title, FERRY)) == ""


def test_what_a_council_writes_into_every_item_bears_nothing_out() -> None:
    boilerplate = "Kommunaldirektørkredsen indstiller til kontaktrådet og sundhedsforvaltningerne i landsdelen."
    titles, others = ["Færger – pris", "Broer – mål", "Veje"], ["Færger – drift", "Broer – sti", "Veje"]
    found, later = (signatures(names, [boilerplate] * 3, [""] * 3) for names in (titles, others))
    assert all(same_case_reason(one, other) == "" for one, other in zip(found[:2], later[:2], strict=True))


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        pytest.param(["Kajpladser for 2026", "Kajpladser for 2025"], "Kajpladser", id="years"),
        pytest.param(["Status på færgeaftalen i 2025", "Færgeaftale og havne"], "Færgeaftalen", id="the stage"),
        pytest.param(["Færger – drift", "Færger – pris"], "Færger", id="the common lead"),
        pytest.param(
            ["Skoler – små hold fortsætter", "Skoler – små hold"], "Skoler – små hold", id="the most in common"
        ),
        pytest.param(["2025"], "2025", id="nothing but a year"),
    ],
)
def test_a_case_is_called_by_what_its_titles_have_in_common(titles: list[str], name: str) -> None:
    assert common_title(titles) == name


def test_groups_hold_together_by_pairs() -> None:
    assert components([(3, 4), (1, 2), (2, 5)]) == [{1, 2, 5}, {3, 4}]


WORDS = ("færger", "havneaftale", "fordeling", "kajpladser", "øerne", "status", "2024", "2025", "123", "–", "af", "til")
TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
TEXTS = st.sampled_from((FERRY, FERRY_LATER, SCHOOL, ""))
ITEMS = st.builds(signature, TITLES, TEXTS, st.sampled_from(("", "19/1", "19/2")))


@given(ITEMS, ITEMS)
def test_likeness_is_mutual_and_found_by_the_words_that_are_looked_up(one: Signature, other: Signature) -> None:
    why = same_case_reason(one, other)
    assert same_case_reason(other, one) == why
    if why and why != SAME_CASE:
        assert one.anchors & other.terms or other.anchors & one.terms


@given(st.lists(ITEMS, min_size=8, max_size=8), st.permutations(range(8)))
def test_cases_do_not_depend_on_the_order_of_the_items(items: list[Signature], shuffled: list[int]) -> None:
    def cases(order: list[int]) -> set[frozenset[int]]:
        pairs = [(a, b) for a in order for b in order if a != b and same_case_reason(items[a], items[b])]
        return set(components(pairs))

    assert cases(shuffled) == cases(list(range(8)))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_groups_are_apart_and_hold_every_pair(pairs: list[tuple[int, int]]) -> None:
    groups = components(pairs)
    assert all(not one & other for one, other in pairwise(groups))
    assert all(any({a, b} <= group for group in groups) for a, b in pairs)
