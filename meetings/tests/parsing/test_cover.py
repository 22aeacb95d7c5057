"""What covers in the layouts of other councils tell: kind, draft, council, day, time and place."""

from datetime import date, time

import pytest

from meetings.parsing.document import Document
from meetings.tests.papers import parsed

ITEM = "1. Broen\nSagsnr. 19/3143\nIndstilling\nDet indstilles."


def described(*cover: str) -> Document:
    return parsed("\n".join([*cover, "", ITEM]))


@pytest.mark.parametrize(
    ("cover", "kind", "is_draft"),
    [
        (["Udkast til referat", "Deltagere", "Lise Holm"], "minutes", True),
        (["UDKAST", "REFERAT", "Deltagere", "Lise Holm"], "minutes", True),
        (["R E F E R A T", "Deltagere", "Lise Holm"], "minutes", False),
        (["K O N K L U S I O N E R", "Deltagere", "Lise Holm"], "minutes", False),
        (["BESLUTNINGSPROTOKOL", "Deltagere", "Lise Holm"], "minutes", False),
        (["Byrådet - Referat", "Deltagere", "Lise Holm"], "minutes", False),
        (["Åben dagsorden", "Deltagere", "Lise Holm"], "agenda", False),
        (["Åben dagsorden med vedtagelser", "Deltagere", "Lise Holm"], "minutes", False),
        (["D AG S O R D E N 2 0 1 5", "Deltagere", "Lise Holm"], "agenda", False),
        (["Dagsorden til mødet i Byrådet", "Deltagere", "Lise Holm"], "agenda", False),
        (["Dagsorden eller referat", "Referat", "Deltagere", "Lise Holm"], "minutes", False),
    ],
)
def test_a_title_tells_the_kind_and_whether_it_is_a_draft(cover: list[str], kind: str, is_draft: bool) -> None:
    document = described(*cover)
    assert (document.kind, document.is_draft) == (kind, is_draft)


@pytest.mark.parametrize(
    ("cover", "council"),
    [
        (["Byrådet, Odder Kommune"], "Byrådet, Odder Kommune"),
        (["Odder Kommune", "Byrådet"], "Byrådet, Odder Kommune"),
        (["Odder Byråd"], "Byrådet, Odder Kommune"),
        (["ODDER BYRÅD", "Odder Byråd", "Havneudvalget"], "Havneudvalget, Odder Kommune"),
        (["Odder Byråd", "Magistraten", "Mødet den 3. maj 2025"], "Magistraten, Odder Kommune"),
        (["Odder Kommunes Byråd"], "Byrådet, Odder Kommune"),
        (
            ["ODDER KOMMUNE", "Udvalget for havne og kajer holdt møde mandag den 3. maj 2021."],
            "Udvalget for havne og kajer, Odder Kommune",
        ),
        (["BYRÅDET", "ODDER KOMMUNE"], "Byrådet, Odder Kommune"),
        (["Kommunalbestyrelsen i Lejre Kommune"], "Kommunalbestyrelsen, Lejre Kommune"),
        (["Børne- og Skoleudvalget, Ishøj Kommune"], "Børne- og Skoleudvalget, Ishøj Kommune"),
        (
            ["Referat af møde i Udvalget for Ældre og Sundhed", "Ærø Kommune"],
            "Udvalget for Ældre og Sundhed, Ærø Kommune",
        ),
        (["Økonomiudvalget", "Bornholms Regionskommune"], "Økonomiudvalget, Bornholms Regionskommune"),
        (["Borgerrepræsentationen, Københavns Kommune"], "Borgerrepræsentationen, Københavns Kommune"),
        (["Byrådet", "Nordby Kommune"], "Byrådet, Nordby Kommune"),
        (["KKR HOVEDSTADEN"], "KKR Hovedstaden"),
        (["K K R   S J Æ L L A N D"], "KKR Sjælland"),
        (["Dagsorden til møde i KKR Syddanmark"], "KKR Syddanmark"),
        (["KKR Midtjylland | 12-09-2025"], "KKR Midtjylland"),
        (["K K R  N O R D J Y L L A N D"], "KKR Nordjylland"),
        (["Byrådet | 12-09-2025", "Odder Kommune"], "Byrådet, Odder Kommune"),
        (["Udvalg: Kultur & Fritid", "Odder Kommune"], "Kultur & Fritid, Odder Kommune"),
        (["Udvalg", "Økonomiudvalget", "Odder Kommune"], "Økonomiudvalget, Odder Kommune"),
        (["Referat fra møde i Plan og Teknik", "Odder Kommune"], "Plan og Teknik, Odder Kommune"),
        (["Region Sjælland", "Referat", "Regionsrådet"], "Regionsrådet, Region Sjælland"),
        (["Forretningsudvalget - mødesager", "Region Hovedstaden"], "Forretningsudvalget, Region Hovedstaden"),
        (["Referat af bestyrelsesmøde i Fjordtrafik I/S"], "Bestyrelsen for Fjordtrafik I/S"),
        (["Odder Kommune", "Referat fra økonomiudvalgets møde"], "Økonomiudvalget, Odder Kommune"),
        (["Til stede", "Lise Holm", "Økonomiudvalget, Odder Kommune | 12-09-2025"], "Økonomiudvalget, Odder Kommune"),
        (
            ["Regionssekretariatet", "Region Sjælland", "Referat til møde i Regionsrådet"],
            "Regionsrådet, Region Sjælland",
        ),
        (["Medlemsforslag til Byrådet", "for", "Handicaprådet", "Odder Kommune"], "Handicaprådet, Odder Kommune"),
        (["Bestyrelsen", "Fjord-Affald I/S", "Referat af bestyrelsesmøde nr. 125"], "Bestyrelsen, Fjord-Affald I/S"),
        (["Byrådet", "Sted: Byrådssalen, Odder Rådhus"], "Byrådet, Odder Kommune"),
        (["Til stede", "Lise Holm", "Odder Kommune - Økonomiudvalget 13-03-2024"], "Økonomiudvalget, Odder Kommune"),
        (["Odder Kommune", "Kultur og fritids møde den 17. maj 2023"], "Kultur og fritid, Odder Kommune"),
        (
            ["Odder Kommune", "Referat Fritidsudvalgets møde mandag i salen, Havnegade 4, st."],
            "Fritidsudvalget, Odder Kommune",
        ),
        (["Referat af skolebestyrelsesmøde", "Ledelsen", "Sagsfremstilling"], "Skolebestyrelsen"),
        (["Byrådet", "Spørg på raad@odder.dk"], "Byrådet, Odder Kommune"),
        (
            ["Udvalget for Teknik, Klima", "og Miljø", "Odder Kommune"],
            "Udvalget for Teknik, Klima og Miljø, Odder Kommune",
        ),
        (["Beredskabskommissionen", "Møde i Beredskabskommissionen for Fjordby"], "Beredskabskommissionen for Fjordby"),
        (["Kommuneqarfik Nordkyst", "Kommunalbestyrelsens møde"], "Kommunalbestyrelsen, Kommuneqarfik Nordkyst"),
    ],
)
def test_a_council_has_one_form_of_its_name(cover: list[str], council: str) -> None:
    assert described(*cover).council == council


@pytest.mark.parametrize("label", ["Tid", "Tidspunkt", "Mødetid"])
def test_the_day_with_an_hour_counts_before_a_letters_date(label: str) -> None:
    cover = ["Dato: 2. juni 2025", "Bestyrelsesmøde i Sønderbus", "Referat"]
    read = described(*cover, f"{label}: Mandag, den 8. juni 2026 kl. 16.00")
    assert (read.date, read.start_time) == (date(2026, 6, 8), time(16))


@pytest.mark.parametrize("when", ["Mandag den 8. juni 2026 kl. 16.00", "mandag d. 8. juni 2026, kl. 16:00-18:00"])
def test_the_weekday_with_an_hour_counts_before_the_date_of_the_letter_above_the_title(when: str) -> None:
    read = described("Dato: 15. juni 2026", "Brev-id: 3981772", "Referat", "Møde i Havneudvalget", when, "Havnehuset")
    assert (read.date, read.start_time) == (date(2026, 6, 8), time(16))


def test_a_label_that_a_web_page_has_glued_to_its_value_is_a_label() -> None:
    read = described("Referat", "", "Mandag d. 7 februar 2022, kl. 10:15", "MødestedRådssalen", "UdvalgHavneudvalget")
    assert (read.council, read.place) == ("Havneudvalget", "Rådssalen")


def test_a_sentence_that_speaks_of_a_body_behind_a_day_is_no_heading_of_its_decision() -> None:
    said = "VSU havde den 19. januar 2017 en drøftelse. Det er et mødeforum, som er:\n\n- fleksibelt"
    assert parsed(f"Referat\ntil\nmødet i VSU Havne og Kyst\n\n{ITEM}\n{said}").council == "VSU Havne og Kyst"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["Dagsorden", "Referat"], "minutes"),
        (["Referat", "Dagsorden"], "minutes"),
        (["Dagsorden til mødet", "Referat"], "agenda"),
    ],
)
def test_a_sites_word_for_its_page_is_not_the_documents_kind(words: list[str], kind: str) -> None:
    assert described(words[0], "Torsdag den 10. nov 2016", "Ældrerådet", words[1]).kind == kind


@pytest.mark.parametrize("word", ["fra", "i"])
def test_a_decisions_heading_and_the_day_below_it_tell_whose_the_meeting_was(word: str) -> None:
    texts = ["Indstilling", "A.", f"Beslutning {word} Havnerådet", "Dato: 4. marts 2024", "Fraværende: Bo Riis", "B."]
    document = parsed("\n".join(["66. Broen", "Sag 306-2014-5450", *texts, "67. Kajen", "Sag 306-2014-5451", *texts]))
    assert (document.council, document.date) == ("Havnerådet", date(2024, 3, 4))


def test_a_council_without_a_municipality_is_warned_of() -> None:
    document = described("Økonomiudvalget")
    assert document.council == "Økonomiudvalget"
    assert "Dokumentet siger ikke, hvilken kommune Økonomiudvalget hører til." in {
        warning.message for warning in document.warnings
    }


def test_a_municipality_that_the_text_names_again_and_again_is_the_councils() -> None:
    said = "Herlev Kommune betaler.\nHerlev Kommune bygger.\nHerlev Kommune ejer."
    assert parsed(f"Byrådet\n\n{ITEM}\n{said}").council == "Byrådet, Herlev Kommune"


@pytest.mark.parametrize(
    ("cover", "expected"),
    [
        pytest.param(["Mandag den 24. juni 2019 kl. 18.00"], (date(2019, 6, 24), time(18), ""), id="a line of its own"),
        pytest.param(
            ["STARTTIDSPUNKT", "04-06-2020 09:00:00", "SLUTTIDSPUNKT", "04-06-2020 11:00:00"],
            (date(2020, 6, 4), time(9), ""),
            id="beginning and end",
        ),
        pytest.param(
            ["Dato: 29. januar 2020", "Lokale: Byrådssalen", "Tidspunkt: Kl. 19:00"],
            (date(2020, 1, 29), time(19), "Byrådssalen"),
            id="a room",
        ),
        pytest.param(
            ["Udsendt: 1. maj 2020", "Byrådet 5. maj 2020"], (date(2020, 5, 5), None, ""), id="sent out before"
        ),
    ],
)
def test_day_time_and_place_stand_anywhere(cover: list[str], expected: tuple[date, time | None, str]) -> None:
    document = described(*cover)
    assert (document.date, document.start_time, document.place) == expected


def test_what_a_cover_says_otherwise_is_warned_of() -> None:
    document = described("Byrådet, Odder Kommune", "Vi ses til kaffe", "og kage")
    assert [(warning.line, warning.message) for warning in document.warnings] == [
        (2, "Teksten på forsiden blev ikke forstået: »Vi ses til kaffe og kage«.")
    ]


def test_another_municipality_beside_the_councils_name_is_warned_of() -> None:
    document = described("Herlev Kommune", "Byrådet, Odder Kommune")
    assert document.council == "Byrådet, Herlev Kommune"
    assert [(warning.line, warning.message) for warning in document.warnings] == [
        (2, "Teksten på forsiden blev ikke forstået: »Byrådet, Odder Kommune«.")
    ]


@pytest.mark.parametrize(
    ("cover", "expected"),
    [
        (["Dato: 25-04-2025 flyttet til 02-05-2025"], date(2025, 5, 2)),
        (["Mødet den 25. april 2025 er flyttet til den 2. maj 2025 kl. 9"], date(2025, 5, 2)),
        (["Dato: 2. maj 2025 (flyttet fra den 25. april 2025)"], date(2025, 5, 2)),
        (["Dato: 25-04-2025", "Mødet er flyttet til fredag den 2. maj 2025."], date(2025, 5, 2)),
        (["Dato: 02-05-2025", "Mødet er flyttet fra den 25. april 2025."], date(2025, 5, 2)),
        (["2.-3. maj 2025"], date(2025, 5, 2)),
        (["Mødedato og tid: fredag den 2/5-25 kl. 9.00"], date(2025, 5, 2)),
        (["Dato 02-05-2025"], date(2025, 5, 2)),
        (["Referat godkendt den 3. juni 2025", "Møde fredag den 2. maj 2025 kl. 9"], date(2025, 5, 2)),
        (["9. maj 2025", "Styregruppemøde den 2. maj 2025"], date(2025, 5, 2)),
        (["9. maj 2025", "J.nr.: 25/1", "bestyrelsesmøde i Fjordby", "Fredag d. 2. maj 2025 kl. 8"], date(2025, 5, 2)),
        (["Referat fra møde", "fredag den 2. maj 2025 kl. 14-16.00", "Dato: 9. maj 2025"], date(2025, 5, 2)),
        (["9. maj 2025", "6. møde i Byrådet, fredag den 2. maj 2025 i Mødesalen, Odder"], date(2025, 5, 2)),
        (["Dato: 9. maj 2025", "Referat af Byrådets møde den 2. maj 2025"], date(2025, 5, 2)),
        (["2. maj 2025", "BILAG:", "1. Referat fra Byrådets møde den 7. marts 2025"], date(2025, 5, 2)),
    ],
)
def test_of_several_days_the_meetings_counts(cover: list[str], expected: date) -> None:
    assert described("Byrådet, Odder Kommune", *cover).date == expected


def test_a_day_that_does_not_exist_is_named() -> None:
    document = described("Byrådet, Odder Kommune", "Dato: 31-02-2025")
    assert (document.date, document.impossible_date) == (None, "31-02-2025")
    assert (2, "Dagen »31-02-2025« findes ikke.") in {(warning.line, warning.message) for warning in document.warnings}


@pytest.mark.parametrize("year", [1925, 2085])
def test_a_year_far_off_is_warned_of(year: int) -> None:
    document = described("Byrådet, Odder Kommune", f"Dato: 3. marts {year}")
    assert any(f"03-03-{year}" in warning.message for warning in document.warnings)
    near = described("Byrådet, Odder Kommune", "Dato: 3. marts 2025")
    assert not any("03-03-2025" in warning.message for warning in near.warnings)


def test_page_headers_of_another_day_are_warned_of() -> None:
    source = f"KKR Limfjorden\nDato: 08-02-2019\n\n{ITEM}\n\nKKR Limfjorden | 15-02-2019\nEndnu en linje."
    document = parsed(source)
    assert document.date == date(2019, 2, 8)
    message = "Sidehovedet siger 15-02-2019, men mødets dato er læst som 08-02-2019."
    assert [warning.message for warning in document.warnings if warning.line == 9] == [message]


@pytest.mark.parametrize("title", ["KKR HOVEDSTADEN OG KKR SJÆLLAND", "KKR Hovedstaden og Sjælland"])
def test_a_joint_meeting_is_of_both_councils(title: str) -> None:
    document = described(title, "Fællesmøde den 2. februar 2024")
    assert (document.council, document.joint_councils) == ("KKR Hovedstaden", ("KKR Sjælland",))
    told = "Forsiden nævner også KKR Sjælland. Mødet er fælles med KKR Sjælland og findes under begge."
    assert told in {warning.message for warning in document.warnings}


@pytest.mark.parametrize(
    ("lines", "council", "others"),
    [
        (["Fællesmøde mellem Økonomiudvalget og Teknisk Udvalg"], "Økonomiudvalget", ["Teknisk Udvalg"]),
        (["ØKONOMIUDVALGET OG TEKNISK UDVALG", "Fællesmøde"], "Økonomiudvalget", ["Teknisk Udvalg"]),
        (
            ["Fællesmøde: Børneudvalget, Kulturudvalget og Socialudvalget"],
            "Børneudvalget",
            ["Kulturudvalget", "Socialudvalget"],
        ),
        (
            ["Fællesmøde for Børne- og Skoleudvalget og Ældre- og Handicapudvalget"],
            "Børne- og Skoleudvalget",
            ["Ældre- og Handicapudvalget"],
        ),
        (
            ["Udvalget for Ældre og Sundhed og Udvalget for Børn og Unge", "Fælles møde"],
            "Udvalget for Ældre og Sundhed",
            ["Udvalget for Børn og Unge"],
        ),
        (["Byrådet", "Fællesmøde med Ældrerådet"], "Byrådet", ["Ældrerådet"]),
        (["Seniorrådet samt Handicaprådet", "Fællesmøde"], "Seniorrådet", ["Handicaprådet"]),
        (["Børne- og Skoleudvalget", "Fællesmøde i salen"], "Børne- og Skoleudvalget", []),
        (["Udvalget for Social-, Sundheds- og Ældreområdet"], "Udvalget for Social-, Sundheds- og Ældreområdet", []),
    ],
)
def test_bodies_of_a_municipality_that_meet_together_are_told_apart(
    lines: list[str], council: str, others: list[str]
) -> None:
    document = described("Odder Kommune", *lines, "Dato: 2. februar 2024")
    of_odder = [f"{name}, Odder Kommune" for name in (council, *others)]
    assert [document.council, *document.joint_councils] == of_odder


def test_a_second_council_that_a_cover_only_mentions_is_told() -> None:
    document = described("KKR Hovedstaden", "Sammen med gæster fra KKR Sjælland", "Dato: 2. februar 2024")
    assert (document.council, document.joint_councils) == ("KKR Hovedstaden", ())
    assert any("KKR Sjælland" in warning.message for warning in document.warnings)


def test_a_sentence_below_the_place_is_no_part_of_it() -> None:
    assert (
        described("Byrådet, Odder Kommune", "Sted: Salen, Storegade 1", "Mødet er aflyst.").place
        == "Salen, Storegade 1"
    )


def test_decisions_name_the_council_and_the_day_where_the_cover_does_not() -> None:
    decided = "Beslutning i Folkeoplysningsudvalget (22-25) den 27-02-2025\nGodkendt."
    document = parsed(f"Lilleskolen\n\n{ITEM}\n{decided}")
    assert (document.council, document.date) == ("Folkeoplysningsudvalget", date(2025, 2, 27))


@pytest.mark.parametrize(
    ("title", "told"),
    [
        pytest.param("KKR HOVEDSTADEN OG KKR SJÆLLAND\nFællesmøde", ["KKR Sjælland"], id="two on one line"),
        pytest.param("KKR Hovedstaden\nKKR Sjælland\nFælles møde", ["KKR Sjælland"], id="below each other"),
        pytest.param("KKR HOVEDSTADEN", [], id="one alone"),
    ],
)
def test_a_joint_meeting_names_the_councils_that_it_is_not_listed_under_first(title: str, told: list[str]) -> None:
    document = described("Referat", *title.splitlines(), "Dato: 2. februar 2024")
    found = [one.message for one in document.warnings if "holdt sammen med" in one.message]
    assert [name for name in told if any(name in message for message in found)] == told
    assert bool(found) == bool(told)


@pytest.mark.parametrize("told", ["dagens møde i", "dette møde i", "nærværende møde i"])
def test_the_first_item_names_the_council_where_nothing_else_does(told: str) -> None:
    item = f"1. Dagsorden\nSagstema\nDagsordenen for {told} Klima-, Energi- og Havneudvalget.\nBeslutning\nGodkendt."
    text = f"14. nov 2025\n\n{item}"
    assert (parsed(text).council, parsed(text).date) == ("Klima-, Energi- og Havneudvalget", date(2025, 11, 14))


@pytest.mark.parametrize("hours", ["kl. 14-16.00", "kl. 14 - 16.30", "kl.14-16", "kl 14-16.00", "Kl. 14.00-16.00"])
def test_hours_that_look_like_a_day_are_hours(hours: str) -> None:
    assert described("Byrådet, Odder Kommune", f"Referat fra mødet fredag den 2. maj 2025 {hours}").start_time == time(
        14
    )


@pytest.mark.parametrize("began", ["Møde begyndte kl. 17.30", "Mødet begyndte: 17.30", "Mødet blev sat kl. 17:30"])
def test_a_line_tells_when_the_meeting_began(began: str) -> None:
    told = described("Byrådet, Odder Kommune", "Referat fra mødet fredag den 2. maj 2025", began)
    assert told.start_time == time(17, 30)


def test_the_label_of_a_list_is_no_agendas_title_where_items_were_decided() -> None:
    cover = ["Styregruppemøde den 2. maj 2025", "", "Dagsorden:", "1. Ny kaj", "2. Fyret", ""]
    items = ["Punkt 1: Ny kaj", "", "Referat og dagsorden blev godkendt.", "", "Punkt 2: Fyret", "", "Intet nyt."]
    assert parsed("\n".join([*cover, *items])).kind == "minutes"
    assert parsed("\n".join([*cover, *items[:2], "Det er nyt.", *items[3:]])).kind == "agenda"
    earlier = ["Beslutning i Havneudvalget den 2. april 2025:", "Godkendt."]
    assert parsed("\n".join([*cover, *items[:2], *earlier, *items[3:]])).kind == "agenda"


@pytest.mark.parametrize("label", ["Dato", "Mødedato:", "TIDSPUNKT"])
def test_a_list_of_people_ends_where_a_label_says_when_the_meeting_is(label: str) -> None:
    people = ["Mødedeltagere", "", "Ane Holk, Bo Riis, Per Toft", "", "Møde lokation", "", "Det gamle Rådhus", ""]
    read = described("Byrådet, Odder Kommune", "Referat", "", *people, label, "", "24-02-2014 17:00:00")
    assert (read.date, read.start_time) == (date(2014, 2, 24), time(17))
    assert [person.name for person in read.participants] == ["Ane Holk", "Bo Riis", "Per Toft"]


def test_a_title_below_those_present_may_have_its_pages_number() -> None:
    present = ["Til stede: Ane Holk, Bo Riis", "", "01 Dagsorden for bestyrelsesmødet den 9. oktober 2014 klokken 9.30"]
    read = described("Referat", "", *present)
    assert (read.date, read.start_time) == (date(2014, 10, 9), time(9, 30))
