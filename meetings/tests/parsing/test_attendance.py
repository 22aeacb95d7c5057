"""Who was there and who was not: every kind of list and sentence in which documents tell it, by the whole parser."""

import pytest

from meetings.parsing.document import Document
from meetings.tests.papers import parsed

TITLE = "Byrådet, Odder Kommune\nReferat\nMødedato: 3. marts 2025\n"
ITEM = "\n1. Broen\nSagsnr.: 25/1001\nBeslutning\nGodkendt.\n\n2. Vejen\nSagsnr.: 25/1002\nBeslutning\nDrøftet.\n"


def minutes(*cover: str, items: str = ITEM) -> Document:
    return parsed(TITLE + "\n".join(cover) + "\n" + items)


def statuses(document: Document) -> dict[str, str]:
    return {person.name: person.status for person in document.participants}


PRESENT_AND_ABSENT = {"Ane Holk": "present", "Bo Riis": "present", "Per Toft": "absent"}


@pytest.mark.parametrize(
    "cover",
    [
        pytest.param(["Til stede: Ane Holk og Bo Riis", "Afbud: Per Toft"], id="lines"),
        pytest.param(["Deltagere: Ane Holk, Bo Riis.", "Fraværende: Per Toft."], id="lines that end in points"),
        pytest.param(["Mødedeltagere", "Ane Holk", "Bo Riis", "Ikke til stede", "Per Toft"], id="lists"),
        pytest.param(["Deltagere", "• Ane Holk", "• Bo Riis", "", "• Afbud", "• Per Toft"], id="a heading as a bullet"),
        pytest.param(["Medlemmer:", "Ane Holk", "Bo Riis", "Per Toft", "Afbud:", "Per Toft"], id="members, apologies"),
        pytest.param(["Medlemmer: Ane Holk, Bo Riis, Per Toft", "Bemærkninger: Afbud: Per Toft. Slut 17"], id="note"),
        pytest.param(["Deltagere: Ane Holk, Bo Riis, Per Toft", "Afbud: Per Toft"], id="those invited, and apologies"),
        pytest.param(["Medlemmer", "Ane Holk", "Bo Riis", "Per Toft – afbud"], id="told behind a name"),
        pytest.param(["Medlemmer", "Ane Holk   Til stede", "Bo Riis   Til stede", "Per Toft   Afbud"], id="a column"),
        pytest.param(["Medlemmer", "Ane Holk (A)", "Bo Riis (V)", "Per Toft (C) (fraværende)"], id="told in brackets"),
        pytest.param(["Indkaldelse", "Ane Holk", "Bo Riis", "Per Toft", "Per Toft var fraværende."], id="summoned"),
        pytest.param(["Formand: Ane Holk", "Næstformand: Bo Riis", "Afbud fra Per Toft"], id="roles as labels"),
        pytest.param(["Medlemmer:   Ane Holk", "   Bo Riis", "   Per Toft", "Fraværende:   Per Toft"], id="columns"),
        pytest.param(["Til stede: Ane Holk (A),", "Bo Riis (V)", "Afbud: Per Toft (C), sygdom"], id="wrapped"),
        pytest.param(["Deltagere:", "Socialdemokratiet: Ane Holk", "Venstre: Bo Riis", "Afbud: Per Toft"], id="party"),
        pytest.param(["Deltagere:", "Siumut: Ane Holk", "Havnelisten: Bo Riis", "Fravær: Per Toft"], id="groups"),
        pytest.param(["Medlemmer", "Ane Holk DH Bo Riis LEV", "Per Toft", "Fraværende: Per Toft"], id="two on a line"),
        pytest.param(["Medlemmer", "Overborgmester Ane Holk", "Rådmand Bo Riis", "Afbud: Per Toft"], id="titles"),
        pytest.param(["Deltagere", "1. Ane Holk (A)", "2. Bo Riis (V)", "Meldt afbud", "1. Per Toft (C)"], id="no."),
        pytest.param(["Deltog: Ane Holk, Bo Riis", "Deltog ikke: Per Toft"], id="verbs"),
        pytest.param(["Deltagere", "Ane Holk, Siumut", "Bo Riis, Inuit Ataqatigiit", "Afbud: Per Toft"], id="names"),
        pytest.param(["Til stede var: Ane Holk, Bo Riis", "Per Toft havde meldt afbud."], id="a sentence"),
        pytest.param(["Medlemmer", "Ane Holk", "Bo Riis", "Alle var mødt, bortset fra Per Toft."], id="all but one"),
        pytest.param(["Til stede fra bestyrelsen: Ane Holk og Bo Riis", "Afbud: Per Toft"], id="of the board"),
        pytest.param(["Fra havneudvalget deltog: Ane Holk og Bo Riis", "Afbud: Per Toft"], id="of the committee"),
        pytest.param(["Medlemmer   Deltog", "Ane Holk (A)   Ja", "Bo Riis   Ja", "Per Toft   Nej"], id="yes and no"),
        pytest.param(["Til stede:   Afbud:", "Ane Holk, Odder (V)   Per Toft", "Bo Riis (A)"], id="two lists abreast"),
        pytest.param(["Medlemmer", "Ane Holk (A)     Bo Riis (V)      Per Toft (C) (afbud)"], id="three columns"),
        pytest.param(["Til stede: Sognepræst Ane Holk, Brandmand Bo Riis", "Afbud: Per Toft"], id="other offices"),
        pytest.param(["Deltagere: Ane Holk, leder", "Bo Riis, formand", "Afbud: Per Toft"], id="each with a role"),
        pytest.param(["Deltagere   Ane Holk   Odder", "Bo Riis   Skive", "Afbud: Per Toft"], id="columns abreast"),
        pytest.param(
            ["Til stede: Ane Holk (AH), Bo Riis (BR) Afbud: Per Toft Mødet blev holdt i hallen"], id="one line"
        ),
        pytest.param(["Deltagere: Ane Holk, Bo Riis    Fraværende: Per Toft    Referent: Mie Lund"], id="with gaps"),
        pytest.param(["Deltagere", "Ane Holk   Fjordlev", "Bo Riis    Havnby", "Afbud: Per Toft"], id="unknown towns"),
        pytest.param(["Deltagere", "Ane Holk   Skive", "Bo Riis    Havnby", "Afbud: Per Toft"], id="one unknown town"),
        pytest.param(["Til stede: Koncernchef fra Region Fjord Ane Holk, Bo Riis", "Afbud: Per Toft"], id="sent by"),
        pytest.param(["Medlemmer af Havnerådet:", "Ane Holk", "Bo Riis", "Afbud: Per Toft"], id="of a body"),
    ],
)
def test_a_cover_tells_who_was_there(cover: list[str]) -> None:
    assert statuses(minutes(*cover)) == PRESENT_AND_ABSENT


@pytest.mark.parametrize(
    "cover",
    [
        pytest.param(["Til stede: Ane Holk", "Bo Riis deltog i stedet for Per Toft."], id="in somebody's place"),
        pytest.param(["Til stede: Ane Holk", "Afbud: Per Toft, suppleant Bo Riis deltog"], id="behind the apology"),
        pytest.param(["Til stede: Ane Holk", "Afbud", "Per Toft – Bo Riis stedfortræder"], id="behind a dash"),
        pytest.param(["Til stede: Ane Holk", "Per Toft var fraværende. I stedet deltog Bo Riis."], id="two sentences"),
        pytest.param(["Til stede: Ane Holk", "Per Toft havde meldt forfald. I stedet mødte Bo Riis."], id="forfald"),
        pytest.param(["Til stede: Ane Holk", "Stedfortræder: Bo Riis for Per Toft"], id="a label"),
        pytest.param(
            ["Til stede: Ane Holk", "Stedfortrædere:", "Bo Riis (C) for Per Toft (C)."], id="in a list of them"
        ),
        pytest.param(["Til stede: Ane Holk", "Per Toft (C) er erstattet af Bo Riis (C)."], id="replaced"),
        pytest.param(["Til stede: Ane Holk", "Afbud: Per Toft (C), som blev afløst af Bo Riis (C)."], id="relieved"),
        pytest.param(["Til stede: Ane Holk", "I stedet for Per Toft (C) deltog Bo Riis (C)."], id="the absent first"),
        pytest.param(["Til stede: Ane Holk", "For Per Toft (C) mødte Bo Riis (C)."], id="for the absent"),
        pytest.param(
            ["Til stede: Ane Holk", "I stedet for Per Toft deltog Bo Riis.Rådmand Ane Holk orienterede."],
            id="two sentences put together",
        ),
        pytest.param(
            ["Medlemmer: Ane Holk, Per Toft", "Bemærkninger: Mødet blev hævet. Bo Riis deltog i stedet for Per Toft."],
            id="in remarks",
        ),
        pytest.param(
            ["Til stede: Ane Holk", "Åben sag Bo Riis (V), Morsø Kommune, deltog i stedet for Per Toft"],
            id="behind other words",
        ),
        pytest.param(["Til stede: Ane Holk", "Stedfortræder: Bo Riis mødte for Per Toft"], id="a label and a verb"),
        pytest.param(["Medlemmer: Ane Holk, Per Toft", "Bo Riis deltog som suppleant for Per Toft."], id="of a member"),
        pytest.param(
            ["Medlemmer: Ane Holk, Per Toft", "Alle var til stede undtagen: Per Toft (C), for hvem Bo Riis mødte."],
            id="for whom",
        ),
        pytest.param(
            ["Til stede: Ane Holk", "Fraværende:", "Per Toft (C). Som stedfortræder mødte Bo Riis (C)."], id="in a list"
        ),
    ],
)
def test_who_came_in_anothers_place_was_there(cover: list[str]) -> None:
    assert statuses(minutes(*cover)) == PRESENT_AND_ABSENT


@pytest.mark.parametrize(
    "told",
    [
        "Fraværende: Per Toft",
        "Ikke til stede: Per Toft",
        "Per Toft var fraværende.",
        "Per Toft (C) var ikke til stede.",
        "Der var afbud fra Per Toft.",
        "Per Toft havde meldt afbud.",
        "Per Toft (C), Morsø Kommune, deltog ikke.",
        "Per Toft deltog ikke i mødet.",
        "o Fraværende: Per Toft",
        "Fraværende i Teknik-, Klima- og Miljøudvalget, Morsø – 4. maj 2025:\nPer Toft",
        "Afbud fra Børne- og Havneudvalget den 04-05-2025:\nPer Toft",
        "Fraværende- Per Toft ()",
        "Der var afbud fra Per Toft og dennes suppleant.",
        "Afbud under hele mødet:\nPer Toft\nBo Riis deltog som stedfortræder for Per Toft",
    ],
)
def test_the_decisions_tell_who_was_absent(told: str) -> None:
    items = ITEM.replace("Beslutning\n", f"Beslutning\n{told}\n")
    assert statuses(minutes("Medlemmer: Ane Holk, Bo Riis, Per Toft", items=items)) == PRESENT_AND_ABSENT
    first_only = ITEM.replace("Beslutning\n", f"Beslutning\n{told}\n", 1)
    assert statuses(minutes("Medlemmer: Ane Holk, Bo Riis, Per Toft", items=first_only)) == PRESENT_AND_ABSENT


@pytest.mark.parametrize("short", ["Per Toft", "Per H. Toft", "Per H. Nygaard Toft"])
def test_a_name_that_leaves_out_one_between_is_the_same_persons(short: str) -> None:
    items = ITEM.replace("Beslutning\n", f"Beslutning\nFraværende med afbud: {short} (C)\n")
    listed = "Medlemmer: Ane Holk (A), Bo Riis (V), Per H. Nygaard Toft (C)"
    assert statuses(minutes(listed, items=items))["Per H. Nygaard Toft"] == "absent"
    other = minutes(f"{listed}, Per Emil H. Nygaard Toft (C)", items=items.replace(short, "Per Toft"))
    assert statuses(other)["Per Toft"] == "absent"


@pytest.mark.parametrize(
    "told",
    [
        "Per Toft deltog ikke i sagens behandling.",
        "Per Toft var fraværende under punkt 2.",
        "Per Toft forlod mødet kl. 16.10.",
        "Fraværende: Per Toft",
    ],
)
def test_who_was_away_for_an_item_was_at_the_meeting(told: str) -> None:
    document = minutes("Til stede: Ane Holk, Bo Riis, Per Toft", items=ITEM + told + "\n")
    assert set(statuses(document).values()) == {"present"}


@pytest.mark.parametrize(
    "told",
    [
        *("supp. Bo Riis deltog", "suppl. Bo Riis deltog", "suppleant Bo Riis deltog", "Suppleant Bo Riis (V) deltog."),
        *("stedfortræder Bo Riis mødte", "Stedfortræder Bo Riis deltager i stedet", "(suppleant Bo Riis deltog)"),
        *("Personlig stedfortræder Bo Riis mødte", "suppleant: Bo Riis deltog"),
    ],
)
@pytest.mark.parametrize("heading", ["Medlemmer:", "Afbud: Mie Lund\nDeltagere:"])
def test_who_came_may_stand_below_whom_he_came_for(told: str, heading: str) -> None:
    document = minutes(heading, "Ane Holk (A)", told, "Karl Vad (V)")
    assert (statuses(document)["Ane Holk"], statuses(document)["Bo Riis"]) == ("absent", "present")
    assert statuses(document)["Karl Vad"] != "absent"


@pytest.mark.parametrize("told", ["suppleant Bo Riis deltog under punkt 1", "Suppleant Bo Riis"])
def test_a_substitute_below_somebody_who_was_there_takes_nobodys_place(told: str) -> None:
    assert statuses(minutes("Til stede:", "Ane Holk (A)", told, "Karl Vad (V)"))["Ane Holk"] == "present"


def test_officials_whom_an_item_lists_with_those_present_are_members() -> None:
    item = "\n3. Deltagere\nTil stede: Ane Holk, Bo Riis, direktør Mie Lund\nAfbud: Per Toft\n"
    assert statuses(minutes(items=ITEM + item)) == PRESENT_AND_ABSENT | {"Mie Lund": "present"}


def test_who_sent_apologies_was_absent_though_an_item_says_so_of_itself() -> None:
    items = ITEM + "Per Toft deltog ikke i sagens behandling.\n"
    cover = ["MEDLEMMER", "Ane Holk   Deltog", "Bo Riis   Deltog fra kl. 17.30", "Per Toft   Afbud"]
    assert statuses(minutes(*cover, items=items)) == PRESENT_AND_ABSENT


def test_a_director_who_wrote_the_minutes_is_no_member() -> None:
    cover = ["Deltagere:", "Ane Holk (AH)", "Bo Riis (BR)", "Direktør Kim Sand (KS), referent", "Afbud: Per Toft"]
    assert statuses(minutes(*cover)) == PRESENT_AND_ABSENT


@pytest.mark.parametrize("remark", ["fra kl. 16.10", "til punkt 1", "deltog ikke under punkt 2", "under punkterne 1-1"])
def test_hours_and_items_of_absence_make_nobody_absent(remark: str) -> None:
    document = minutes("Til stede: Ane Holk, Bo Riis, Per Toft", "Fraværende:", f"Per Toft {remark}")
    assert statuses(document)["Per Toft"] == "present"


def test_who_was_absent_from_every_item_was_absent() -> None:
    document = minutes("Medlemmer: Ane Holk, Bo Riis, Per Toft", "Fraværende:", "Per Toft, punkt 1-2")
    assert statuses(document) == PRESENT_AND_ABSENT


def test_an_earlier_committees_absent_are_not_this_meetings() -> None:
    earlier = "Beslutning i Økonomiudvalget den 17. februar 2025\nFraværende: Per Toft\nAnbefales.\n"
    items = ITEM.replace("Beslutning\n", f"{earlier}Beslutning i Byrådet den 3. marts 2025\n", 1)
    assert statuses(minutes("Medlemmer: Ane Holk, Bo Riis", items=items)) == {
        "Ane Holk": "unknown",
        "Bo Riis": "unknown",
    }


def test_attendance_and_hours_stand_within_the_first_item() -> None:
    told = "Mødet begyndte kl. 14.15 og sluttede kl. 15.40.\n\nFraværende med afbud:\n\nPer Toft (A), sygdom.\n\n"
    told += "Deltagerne var:\n\n1. Overborgmester Ane Holk (A)\n\n2. Bo Riis (B)\n\n"
    document = minutes(items=ITEM.replace("Beslutning\n", f"Beslutning\n\n{told}", 1))
    assert statuses(document) == PRESENT_AND_ABSENT
    assert document.start_time
    assert f"{document.start_time:%H:%M}" == "14:15"
    assert all("sygdom" not in person.role for person in document.participants)


def test_members_by_what_the_council_is_made_of_and_those_of_them_absent() -> None:
    document = minutes(
        "Rådets sammensætning:", "Ane Holk, formand", "Bo Riis", "Per Toft", "Heraf fraværende:", "Per Toft"
    )
    assert statuses(document) == PRESENT_AND_ABSENT


def test_a_sentence_of_those_there_may_be_followed_by_one_of_those_absent() -> None:
    told = "I mødet deltog formand Ane Holk og Bo Riis. Der var afbud fra Per Toft."
    assert statuses(minutes(told)) == PRESENT_AND_ABSENT


@pytest.mark.parametrize("told", ["Alle var til stede.", "Alle medlemmer var mødt", "Samtlige rådsmedlemmer til stede"])
def test_members_are_said_to_have_come_where_all_did(told: str) -> None:
    document = minutes("Medlemmer:", "Ane Holk", "Bo Riis", told)
    assert statuses(document) == {"Ane Holk": "present", "Bo Riis": "present"}
    assert not any(told in warning.message for warning in document.warnings)


def test_members_of_whom_nothing_is_told_are_not_said_to_have_come() -> None:
    assert set(statuses(minutes("Medlemmer", "Ane Holk", "Bo Riis")).values()) == {"unknown"}
    assert set(statuses(minutes("Medlemmer", "Ane Holk", "Bo Riis", "Afbud: Ingen")).values()) == {"present"}


def test_whom_an_agenda_lists_is_only_expected() -> None:
    agenda = (
        TITLE.replace("Referat", "Dagsorden") + "Deltagere\nAne Holk\n\nAfbud\nPer Toft\n" + ITEM.split("Beslutning")[0]
    )
    assert statuses(parsed(agenda)) == {"Ane Holk": "unknown", "Per Toft": "absent"}


@pytest.mark.parametrize(
    "others",
    [
        ["Fra forvaltningen deltog: Kommunaldirektør Lea Vest, chefkonsulent Kim Sand"],
        ["Fra kommunen: Ældrechef Lea Vest", "Referent: Kim Sand"],
        ["Embedsmænd: Direktør Lea Vest", "Tolk: Kim Sand"],
        ["Derudover deltog:", "Lea Vest", "Kim Sand (referent)"],
        ["Øvrige deltagere", "Lea Vest, direktør", "Kim Sand"],
        ["Administrationen", "Direktør Lea Vest", "Sekretær Kim Sand"],
        ["Gæster:", "Lea Vest", "Kim Sand"],
        ["Andre deltagere", "Direktør Lea Vest", "Kim Sand"],
        ["Deltog fra administrationen: Direktør Lea Vest, Kim Sand"],
        ["Ikke stemmeberettigede: Konsulent Lea Vest, Kim Sand"],
        ["Deltagende fra administrationen: Chef Lea Vest", "Mødesekretær: Kim Sand"],
    ],
)
def test_officials_and_guests_are_no_members_and_are_told_of(others: list[str]) -> None:
    document = minutes("Til stede:", "Ane Holk", "Bo Riis", "Afbud: Per Toft", *others)
    assert statuses(document) == PRESENT_AND_ABSENT
    told = " ".join(warning.message for warning in document.warnings)
    assert "Lea Vest" in told
    assert "Kim Sand" in told


def test_substitutes_who_are_named_with_those_absent_are_absent() -> None:
    absent = "Afbud: Bo Riis og dennes suppleant Ole Ny (Odder Kommune), Per Toft"
    found = statuses(minutes("Til stede: Ane Holk", absent))
    assert found == {"Ane Holk": "present", **dict.fromkeys(("Bo Riis", "Ole Ny", "Per Toft"), "absent")}


@pytest.mark.parametrize("office", ["byrådsmedlem", "borgmester", "kommunalbestyrelsesmedlem", "regionsrådsmedlem"])
@pytest.mark.parametrize("heading", ["Til stede fra kommunen:", "Fra regionen:"])
def test_who_is_elected_is_a_member_beside_the_officials_of_a_municipality(office: str, heading: str) -> None:
    document = minutes("Til stede:", "Ane Holk", "Afbud: Per Toft", heading, f"Bo Riis, {office}", "Lea Vest, chef")
    assert statuses(document) == PRESENT_AND_ABSENT
    assert any("Lea Vest" in warning.message for warning in document.warnings)


@pytest.mark.parametrize(
    "there",
    [
        ["Til stede: Ane Holk, Bo Riis", "Politidirektør Mie Lund, Karl Vad"],
        ["Til stede: Ane Holk, Bo Riis Politidirektør Mie Lund og Karl Vad"],
        [
            "Til stede:",
            "• Ane Holk: Byrådsmedlem for Venstre",
            "• Bo Riis: Åens Venner",
            "• Mie Lund: Røde Kors",
            "Karl Vad",
        ],
        ["Til stede: Ane Holk, Bo Riis for Ole Ny og Mie Lund, Karl Vad"],
        ["Til stede: Ane Holk, Bo Riis, Mie Lund, Karl Vad, alle som er nævnt ovenfor"],
        ["Til stede: Ane Holk, Bo Riis, der var valg af ny formand, Mie Lund, Karl Vad"],
    ],
)
def test_nobody_is_lost_by_an_office_or_a_sentence_within_an_enumeration(there: list[str]) -> None:
    found = statuses(minutes(*there, "Afbud: Per Toft"))
    found.pop("Ole Ny", None)
    assert found == {**dict.fromkeys(("Ane Holk", "Bo Riis", "Mie Lund", "Karl Vad"), "present"), "Per Toft": "absent"}


@pytest.mark.parametrize(
    "below",
    [
        ["1. Godkendelse af Dagsorden", "2. Ny Havneplan", "3. Eventuelt"],
        ["Indholdsfortegnelse", "Godkendelse af dagsorden", "Ny Havneplan"],
        ["Punkter", "Lukket Punkt", "Orientering Fra Formanden"],
        ["Gem som fil:", "Luk alle punkter Referat"],
    ],
)
def test_what_is_no_name_is_no_person(below: list[str]) -> None:
    assert statuses(minutes("Til stede:", "Ane Holk", "Bo Riis", "Afbud: Per Toft", *below)) == PRESENT_AND_ABSENT


def test_a_municipality_that_is_not_known_is_warned_of() -> None:
    document = minutes("Til stede", "Ane Holk (A), Nørrefjord Kommune")
    assert any("Nørrefjord Kommune" in warning.message for warning in document.warnings)


def test_initials_at_a_lines_end_belong_to_the_last_name_below() -> None:
    document = minutes("Deltagere: Ane Holk, Bo Riis, Lisa Dam Jensen, H.C.", "Rasmussen", "Afbud: Per Toft")
    assert statuses(document) == PRESENT_AND_ABSENT | {"Lisa Dam Jensen": "present", "H.C. Rasmussen": "present"}


def test_gaps_that_text_recognition_left_part_no_name() -> None:
    document = minutes("Deltagere", "Ane   Holk   (A) Aalborg   Kommune", "Bo Riis (V),   Hjørring   Kommune")
    assert [(person.name, person.municipality) for person in document.participants] == [
        ("Ane Holk", "Aalborg"),
        ("Bo Riis", "Hjørring"),
    ]


@pytest.mark.parametrize("title", ["Deltagere", "Mødedeltagelse", "Fremmøde"])
def test_an_item_of_its_own_tells_who_was_there(title: str) -> None:
    items = ITEM + f"\n\n3. {title}\nDeltagere: Ane Holk, Bo Riis\nAfbud: Per Toft\n"
    assert statuses(minutes(items=items)) == PRESENT_AND_ABSENT


def test_lists_of_present_and_absent_at_the_end_of_the_last_item_are_the_meetings() -> None:
    people = "Deltagere:\nAne Holk, Odder Kommune\nBo Riis, Samsø Kommune\n\nAfbud:\nPer Toft, Horsens Kommune\n"
    assert statuses(minutes(items=f"{ITEM}\n{people}")) == PRESENT_AND_ABSENT
