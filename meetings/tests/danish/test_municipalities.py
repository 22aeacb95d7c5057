"""Denmark's municipalities, and which of them a text names."""

import pytest

from meetings.danish.municipalities import (
    MUNICIPALITY_NAMES,
    also_known,
    is_name_of_denmarks_municipality,
    municipalities_named,
    official_municipality_name,
    parse_municipality,
    with_hyphens,
)


def test_there_are_98_municipalities() -> None:
    assert len(MUNICIPALITY_NAMES) == len(set(MUNICIPALITY_NAMES)) == 98


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rebild Kommune", "Rebild", id="with Kommune"),
        pytest.param("Rebild", "Rebild", id="its name alone"),
        pytest.param("rebild  kommunes", "Rebild", id="small letters, genitive, two blanks"),
        pytest.param("Vesthimmerland", "Vesthimmerlands", id="a form of its name"),
        pytest.param("Vesthimmerlands Kommune", "Vesthimmerlands", id="its own genitive"),
        pytest.param("Århus Kommune", "Aarhus", id="å for aa"),
        pytest.param("Nordjylland", None, id="a region"),
        pytest.param("Kommune", None, id="no name"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_text_may_be_a_municipalitys_name(text: str, expected: str | None) -> None:
    assert parse_municipality(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Thisted Kommune betaler.", ("Thisted",), id="named"),
        pytest.param("Thisted kommunes plan", ("Thisted",), id="genitive, small letter"),
        pytest.param("direktør i Brønderslev Kommune", ("Brønderslev",), id="as a speaker's employer"),
        pytest.param(
            "Aalborg, Thisted og Rebild Kommune", ("Aalborg", "Thisted", "Rebild"), id="a list before Kommune"
        ),
        pytest.param("Morsø og Rebild Kommuner", ("Morsø", "Rebild"), id="Kommuner"),
        pytest.param("kommunerne Morsø og Rebild", ("Morsø", "Rebild"), id="a list after kommunerne"),
        pytest.param("kommunalbestyrelsen i Frederikshavn", ("Frederikshavn",), id="by its council"),
        pytest.param("borgmester i Hjørring", ("Hjørring",), id="by its mayor"),
        pytest.param("Rebild Kommune og Rebild Kommune", ("Rebild",), id="named twice, given once"),
        pytest.param("Randers' og Favrskovs byråd", ("Randers", "Favrskov"), id="by their councils, in the genitive"),
        pytest.param("Aarhus’ borgmester", ("Aarhus",), id="by its mayor, a round apostrophe"),
        pytest.param("Bornholms Regionskommunes havne", ("Bornholms",), id="Regionskommune"),
        pytest.param("Aarhus var vært i 2017.", (), id="a town alone"),
        pytest.param("Odenses skoler og Ny-Thisted Kommune", (), id="part of another name"),
        pytest.param("Aalborg, Thisted og Rebild holder fast.", (), id="a list of towns"),
    ],
)
def test_a_text_names_municipalities(text: str, expected: tuple[str, ...]) -> None:
    assert municipalities_named(text) == expected


def genitive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}s"


@pytest.mark.parametrize("name", MUNICIPALITY_NAMES)
@pytest.mark.parametrize(
    "form",
    [
        pytest.param("{name}", id="alone"),
        pytest.param("{name} Kommune", id="Kommune"),
        pytest.param("{name} Kommunes", id="Kommunes"),
        pytest.param("{genitive}", id="genitive"),
        pytest.param("{ring}", id="Å"),
        pytest.param("{spaced} Kommune", id="no hyphen"),
        pytest.param("{capitals} KOMMUNE", id="capitals"),
        pytest.param("{official}", id="official name"),
        pytest.param("{official}s", id="official name, genitive"),
    ],
)
def test_every_municipality_is_known_in_every_form(name: str, form: str) -> None:
    ring = name.replace("Aa", "Å").replace("aa", "å")
    written = form.format(
        name=name,
        genitive=genitive(name),
        ring=ring,
        spaced=name.replace("-", " "),
        capitals=name.upper(),
        official=official_municipality_name(name),
    )
    assert parse_municipality(written) == name
    if "ommune" in written:
        assert municipalities_named(f"I går besøgte {written} museet.") == (name,)


@pytest.mark.parametrize("name", MUNICIPALITY_NAMES)
def test_every_municipality_is_named_by_its_council_and_by_its_mayor(name: str) -> None:
    assert municipalities_named(f"{genitive(name)} byråd sagde ja.") == (name,)
    assert municipalities_named(f"Brevet fra borgmesteren i {name} kom i går.") == (name,)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Odder", "Odder Kommune"), ("København", "Københavns Kommune"), ("Bornholms", "Bornholms Regionskommune")],
)
def test_a_municipality_has_an_official_name(name: str, expected: str) -> None:
    assert official_municipality_name(name) == expected


@pytest.mark.parametrize("name", [name for name in MUNICIPALITY_NAMES if "-" in name])
def test_a_name_of_two_has_its_hyphen_however_it_is_typed(name: str) -> None:
    typed = name.replace("-", " ")
    assert with_hyphens(f"støj {typed}") == f"støj {name}"
    assert with_hyphens(f"{typed.lower()}s skoler") == f"{name.lower()}s skoler"
    assert with_hyphens(f"{typed}by") == f"{typed}by"
    assert with_hyphens(name) == name


@pytest.mark.parametrize("name", ["Nørrefjord", "Nørre Fjord", "Aaby-Skov", "Vesterøs", "Ny"])
def test_one_that_an_editor_has_made_is_known_in_every_form_and_only_there(name: str) -> None:
    forms = [name, f"{name} Kommune", f"{genitive(name)} Kommune", name.upper(), f"{name} Kommunes"]
    text = f"Rebild og {name} Kommuner mødtes, og {genitive(name)} byråd sagde ja."
    with also_known([name]):
        assert {parse_municipality(form) for form in forms} == {name}
        assert municipalities_named(text) == ("Rebild", name)
        assert parse_municipality("Rebild Kommune") == "Rebild"
        assert not is_name_of_denmarks_municipality(name)
    assert {parse_municipality(form) for form in forms} == {None}
    assert municipalities_named(text) == ()


def test_denmarks_own_keep_their_names_whatever_an_editor_calls_another() -> None:
    with also_known(["Mors", "Aarhus"]):
        assert (parse_municipality("Mors"), parse_municipality("Århus")) == ("Morsø", "Aarhus")
    assert is_name_of_denmarks_municipality("Rebild")
