"""What is told of the council and the day where a document names neither as others do, with a warning."""

from datetime import date

import pytest

from meetings.tests.papers import parsed

ITEMS = "\n1. Valg af dirigent\nBo Riis blev valgt.\n\n2. Regnskab\nGodkendt.\n"


@pytest.mark.parametrize(
    ("title", "council"),
    [
        ("Generalforsamling i Birk Vandværk", "Generalforsamlingen for Birk Vandværk"),
        ("Referat fra møde i arbejdsgruppen for Havnen", "Arbejdsgruppen for Havnen"),
        ("Borgermøde\nBirkelev Kommune", "Borgermødet, Birkelev Kommune"),
        ("Direktionsmøde i Birkelev Kommune", "Direktionen, Birkelev Kommune"),
        ("Birk Varmeværk A.m.b.a.", "Birk Varmeværk A.m.b.a."),
        ("Grundejerforeningen Solbakken", "Grundejerforeningen Solbakken"),
        ("Nydalskolen\n\nBestyrelsesmøde", "Bestyrelsen, Nydalskolen"),
        ("Bestyrelsesmøde Børnehuset Solen", "Bestyrelsen for Børnehuset Solen"),
        ("Bestyrelsesmøde – Dagtilbudsdistrikt Elver, den 2. maj", "Bestyrelsen for Dagtilbudsdistrikt Elver"),
        ("Kommisionsmøde\nBirkelev Kommune", "Kommissionen, Birkelev Kommune"),
        ("Møde i Økonomiudvaglet\nBirkelev Kommune", "Økonomiudvalget, Birkelev Kommune"),
        ("Skolebestyrlsen\nBirkelev Kommune", "Skolebestyrelsen, Birkelev Kommune"),
        ("Beredskabskommisionen\nBirkelev Kommune", "Beredskabskommissionen, Birkelev Kommune"),
        ("Repræsentandskabet\nBirkelev Kommune", "Repræsentantskabet, Birkelev Kommune"),
    ],
)
def test_a_body_of_another_kind_or_an_organisation_is_the_council(title: str, council: str) -> None:
    document = parsed(f"{title}\n4. marts 2024\nReferat\n{ITEMS}")
    assert document.council == council
    assert [item.title for item in document.items] == ["Valg af dirigent", "Regnskab"]


@pytest.mark.parametrize("title", ["Møde i KKR", "Birkelev Kommune", "Til alle", "Orientering om havne og skoler"])
def test_a_document_that_tells_nobody_has_no_council(title: str) -> None:
    assert parsed(f"Referat\n{title}\n4. marts 2024\n{ITEMS}").council == ""


@pytest.mark.parametrize(
    ("letters", "council"),
    [
        *(("ØU", "Økonomiudvalget"), ("KB", "Kommunalbestyrelsen"), ("TMU", "TMU")),
        *(("LMU-mødet", "LMU"), ("TMU-møde", "TMU"), ("ØU møde", "Økonomiudvalget"), ("HAVNOS", "HAVNOS")),
    ],
)
def test_a_body_may_be_named_by_its_letters_beside_the_day(letters: str, council: str) -> None:
    document = parsed(
        f"Referat\n\n1. Dagsorden\nGodkendelse af dagsorden for {letters} den 4. marts 2024.\nGodkendt.\n"
    )
    assert document.council == council


@pytest.mark.parametrize(
    "told", ["at Havneudvalget {} sagen.", "Chefen indstiller, at Havneudvalget {} sagen.", "at Havneudvalget {} det"]
)
def test_the_body_that_recommendations_are_made_to_is_the_council_where_nothing_else_tells(told: str) -> None:
    items = (
        f"{number}. {title}\nIndstilling\n{told.format(does)}\nBeslutning\nGodkendt.\n"
        for number, title, does in ((1, "Ny bro", "godkender"), (2, "Ny kaj", "drøfter"))
    )
    document = parsed("Mødedato: 4. marts 2024\n\n" + "\n".join(items))
    assert document.council == "Havneudvalget"
    assert any("udledt" in warning.message for warning in document.warnings)


@pytest.mark.parametrize("council", ["HKB", "Kultur & Havne", "Havne, fiskeri og kajer"])
def test_a_body_may_be_named_where_a_place_is_behind_the_meeting(council: str) -> None:
    document = parsed(f"Referat\n\nMøde i {council}\nDen 4. marts 2024\n\n1. Dagsorden\nGodkendt.\n")
    assert document.council == council


@pytest.mark.parametrize(
    ("cover", "council"),
    [
        ("Klimaalliancen\n4. marts 2024\nReferat", "Klimaalliancen"),
        ("Referat\nKlimaalliancen\nMandag den 4. marts 2024", "Klimaalliancen"),
        ("Referat\nKlimaalliancen, den 4. marts 2024", "Klimaalliancen"),
        ("Møde i Fjordområdet\nReferat\nDen 4. marts 2024", "Fjordområdet"),
        ("Møde i Det Grønne Samarbejde\nReferat\nDen 4. marts 2024", "Det Grønne Samarbejde"),
        ("Naturpark Birk\nReferat\nDato: 4. marts 2024", "Naturpark Birk"),
    ],
)
def test_a_name_that_stands_in_the_place_of_a_body_is_the_council(cover: str, council: str) -> None:
    document = parsed(f"{cover}\n{ITEMS}")
    assert document.council == council
    assert any("udledt" in warning.message for warning in document.warnings) == bool(council)


def test_a_name_in_the_page_headers_is_the_council_where_the_cover_has_none() -> None:
    pages = "\f".join(
        f"Klimaalliancen – 4. marts 2024\n\n{text}" for text in (f"Referat\n{ITEMS}", "3. Evt.\nIntet.\n")
    )
    assert parsed(pages).council == "Klimaalliancen"


@pytest.mark.parametrize(
    "line", ["Ane Holk Mortensen", "Møde i Kulturhuset", "Møde i Birkelev", "Medborgerhuset", "Formanden"]
)
def test_a_person_or_a_place_above_the_day_is_no_council(line: str) -> None:
    assert parsed(f"Referat\n{line}\n4. marts 2024\n{ITEMS}").council == ""


def test_who_serves_a_kkr_is_none() -> None:
    cover = ["Styregruppen for havne", "Referat 4. marts 2024", "Deltagere: Ane Holk, KKR-sekretariatet"]
    assert parsed("\n".join([*cover, "", "1. Dagsorden", "Godkendt."])).council == "Styregruppen for havne"


def test_a_paper_that_is_no_minutes_has_no_council() -> None:
    assert parsed(f"Birk Varmeværk\n4. marts 2024\n{ITEMS}").council == ""


@pytest.mark.parametrize(
    "told", ["04.03.24", "Mandag d. 4. marts kl. 19\n2024", "2023 og 2024\nMandag den 4. marts", "D. 4. marts\nÅr 2024"]
)
def test_a_day_without_its_whole_year_beside_it_is_found(told: str) -> None:
    document = parsed(f"Havneudvalget\nReferat\n{told}\n{ITEMS}")
    assert document.date == date(2024, 3, 4)
    assert any("dato er udledt" in warning.message for warning in document.warnings)


@pytest.mark.parametrize("label", ["Dato: ", ""])
def test_a_day_may_begin_with_the_year_where_the_document_is_of_that_year(label: str) -> None:
    read = [parsed(f"Havneudvalget\nReferat\n{label}25.08.27\n{ITEMS}{text}").date for text in ("Budget 2025", "")]
    assert read == [date(2025, 8, 27), date(2027, 8, 25)]


@pytest.mark.parametrize("number", ["Dok. 20240399", "Sagsnr. 20240304"])
def test_eight_figures_are_no_day_where_nothing_calls_them_one(number: str) -> None:
    assert parsed(f"Havneudvalget\nReferat\n{number}\n{ITEMS}").date is None


@pytest.mark.parametrize("told", ["D. 4. marts", "2023 og 2024\nD. 4. marts", "30. februar 2024"])
def test_a_day_of_which_the_year_is_not_told_is_none(told: str) -> None:
    assert parsed(f"Havneudvalget\nReferat\n{told}\n{ITEMS}").date is None
