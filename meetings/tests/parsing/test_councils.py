"""Names of public bodies of every kind, in every form in which covers, headers and decisions write them."""

import pytest

from meetings.parsing.structure.church_names import church_named
from meetings.parsing.structure.councils import (
    body_name,
    kind_of_body,
    kkr_names,
    municipality_named,
    municipality_of_address,
    region_named,
    town_of_body,
)


@pytest.mark.parametrize(
    ("text", "body", "owner"),
    [
        ("Udvalget for Havne, Birkelev Kommune", "Udvalget for Havne", "Birkelev Kommune"),
        ("Referat fra midlertidigt udvalg vedrørende havne", "Midlertidigt udvalg vedrørende havne", ""),
        ("Referat fra udvalg for havne og kajer", "Udvalget for havne og kajer", ""),
        ("Referat af bestyrelsesmøde i Danske Havneråd", "Bestyrelsen for Danske Havneråd", ""),
        ("Bestyrelsesmøde i Repræsentantskabet for Affald Øst", "Repræsentantskabet for Affald Øst", ""),
        ("Skolebestyrelsen på Åskolen", "Skolebestyrelsen for Åskolen", ""),
        ("Referat af bestyrelsesmøde i RENO/FJORD", "Bestyrelsen for RENO/FJORD", ""),
        ("Bestyrelsesmøde hos FT den 25. april 2014", "Bestyrelsen for FT", ""),
        ("Referat af MR-møde", "Menighedsrådet", ""),
        ("Hoved-MED          Birkelev Kommune", "Hoved-MED", "Birkelev Kommune"),
        ("Referat fra møde i HovedMED", "HovedMED", ""),
        ("Lokal MED, Birkelev Kommune", "Lokal MED", "Birkelev Kommune"),
        ("Fælles medlemmer og hovedmedlem", "", ""),
        ("Referat af OB møde", "Organisationsbestyrelsen", ""),
        ("Møde i Udvalget for det rene drikkevand", "Udvalget for det rene drikkevand", ""),
        (
            "Referat af møde i Beredskabskommissionen for Birk Redning",
            "Beredskabskommissionen for Birk Redning",
            "",
        ),
        ("Beslutning i Folkeoplysningsudvalget (22-25) den 27-02-2025", "Folkeoplysningsudvalget", ""),
        ("Beslutning Teknik- og Miljøudvalget 2022-2025 den 06-11-2024", "Teknik- og Miljøudvalget", ""),
        ("Regionsrådet, Region Vesterhav", "Regionsrådet", "Region Vesterhav"),
        ("Børn & Læringsudvalget, Birkelev Kommune", "Børn & Læringsudvalget", "Birkelev Kommune"),
        (
            "Referat fra Ældrerådets møde den 15. februar 2024, Birkelev Kommune",
            "Ældrerådet",
            "Birkelev Kommune",
        ),
        ("Sundhedsudvalget - Referat - 28. august 2024", "Sundhedsudvalget", ""),
        ("Teknisk Udvalg, Birkelev Kommune", "Teknisk Udvalg", "Birkelev Kommune"),
        ("Odder Kommune, Børne- og Skoleudvalget", "Børne- og Skoleudvalget", "Odder Kommune"),
        ("Klima-, Energi- og Miljøudvalget", "Klima-, Energi- og Miljøudvalget", ""),
        ("Referat fra Social-, sundheds- og fritidsudvalgets møde", "Social-, sundheds- og fritidsudvalget", ""),
        ("Børne-, kultur-, fritids- og idrætsudvalget", "Børne-, kultur-, fritids- og idrætsudvalget", ""),
        ("Kultur, Fritid og Turismeudvalget", "Kultur, Fritid og Turismeudvalget", ""),
        (
            "Udvalget for Kultur, Fritid og By den 13. marts 2024",
            "Udvalget for Kultur, Fritid og By",
            "",
        ),
        ("Referat fra bestyrelsesmøde i Midttrafik den 13. marts", "Bestyrelsen for Midttrafik", ""),
        ("Bestyrelsen for Trekantområdets Brandvæsen", "Bestyrelsen for Trekantområdets Brandvæsen", ""),
        ("Referat af repræsentantskabsmøde i Nordværk I/S", "Repræsentantskabet for Nordværk I/S", ""),
        ("Økonomiudvalgsmøde den 13. marts 2024", "Økonomiudvalget", ""),
        ("referat af økonomiudvalgets møde", "Økonomiudvalget", ""),
        ("Aalborg Byråd", "Byrådet", "Aalborg Kommune"),
        ("Birkelev Byråd", "Byrådet", "Birkelev Kommune"),
        ("ODENSE BYRÅD", "Byrådet", "Odense Kommune"),
        ("Det Lokale Beskæftigelsesråd", "Det Lokale Beskæftigelsesråd", ""),
        ("Grønt Råd, Odder Kommune", "Grønt Råd", "Odder Kommune"),
        ("Udsatterådet", "Udsatterådet", ""),
        ("Rådet for Socialt Udsatte i Aarhus Kommune", "Rådet for Socialt Udsatte", "Aarhus Kommune"),
        ("§ 17, stk. 4-udvalg om bosætning", "§ 17, stk. 4-udvalg om bosætning", ""),
        ("§17 stk. 4 udvalget for Klima", "§17 stk. 4 udvalget for Klima", ""),
        ("Kommunalbestyrelsen i Lejre Kommune", "Kommunalbestyrelsen", "Lejre Kommune"),
        ("Ældrerådet i Odder", "Ældrerådet", "Odder Kommune"),
        ("Regionsrådet i Region Sjælland", "Regionsrådet", "Region Sjælland"),
        ("Region Midtjylland Forretningsudvalget", "Forretningsudvalget", "Region Midtjylland"),
        ("Psykiatri- og Socialudvalget", "Psykiatri- og Socialudvalget", ""),
        ("BØRNE- OG SKOLEUDVALGET", "Børne- og Skoleudvalget", ""),
        ("UDVALGET FOR ÆLDRE OG SUNDHED", "Udvalget for Ældre og Sundhed", ""),
        ("Skoleområdet i Odder Kommune", "", "Odder Kommune"),
        ("Udvalget for plan, by og teknik", "Udvalget for plan, by og teknik", ""),
        ("Valby Lokaludvalg", "Valby Lokaludvalg", ""),
        ("Bestyrelsen", "", ""),
        ("Handicap- og Psykiatrirådet", "Handicap- og Psykiatrirådet", ""),
        ("Møde i KKR", "", ""),
        ("KKR - Referat", "", ""),
        ("Det Centrale Handicapråd", "Det Centrale Handicapråd", ""),
        ("Region Hovedstadens Forretningsudvalg", "Forretningsudvalget", "Region Hovedstaden"),
        ("Borgerrepræsentationen, Københavns Kommune", "Borgerrepræsentationen", "Københavns Kommune"),
        ("Hegnsyn og Huslejenævnet", "Hegnsyn og Huslejenævnet", ""),
        ("Sundhedsklyngen Horsens", "Sundhedsklyngen", ""),
        ("Politisk Sundhedsklynge", "Politisk Sundhedsklynge", ""),
        ("Økonomi- og Erhvervsudvalg", "Økonomi- og Erhvervsudvalget", ""),
        ("Økonomi, Plan og Klimaudvalget", "Økonomi, Plan og Klimaudvalget", ""),
        ("Mødet holdes i byrådssalen", "", ""),
        ("Titel Udvalg", "", ""),
        ("Byråd og udvalg", "", ""),
        ("KOMMUNALBESTYRELSEN FOR BIRKELEV KOMMUNE", "Kommunalbestyrelsen", "Birkelev Kommune"),
        ("Udvalgsmedlemmer", "", ""),
        ("Social- og Sundhedsudvalgets møde den 3. maj", "Social- og Sundhedsudvalget", ""),
        ("Det Rådgivende Udvalg for Kunst", "Det Rådgivende Udvalg for Kunst", ""),
        ("Social-, Ældre- og Sundhedsudvalget, Odder Kommune", "Social-, Ældre- og Sundhedsudvalget", "Odder Kommune"),
        ("Beslutninger fra Økonomiudvalget", "Økonomiudvalget", ""),
        ("Naturpark Birkesø – bestyrelsesreferat", "Bestyrelsen for Naturpark Birkesø", ""),
        ("Fjordmuseet: bestyrelsesprotokol", "Bestyrelsen for Fjordmuseet", ""),
        ("Referat af 4. rådsmøde i Havmiljørådet", "Havmiljørådet", ""),
        ("Bestyrelsesmøde i Danmarks 5G-Center den 2. maj", "Bestyrelsen for Danmarks 5G-Center", ""),
        ("8. møde i Fjordenes nationalkomité", "Nationalkomitéen", ""),
        ("Åkomiteens møde den 2. maj", "Åkomiteen", ""),
        ("KOMITÉEN FOR HAVNE", "Komitéen for Havne", ""),
        ("Opgaveudvalget Grøn Energi", "Opgaveudvalget Grøn Energi", ""),
        ("Opgaveudvalget Unge i Job den 2. maj 2024", "Opgaveudvalget Unge", ""),
        ("Temaudvalget Levende Byer", "Temaudvalget Levende Byer", ""),
        ("Opgaveudvalget Referat", "Opgaveudvalget", ""),
        ("Rådet for ældre, handicap og udsatheds møde den 2. maj", "Rådet for ældre, handicap og udsathed", ""),
    ],
)
def test_a_body_is_read_with_its_owner(text: str, body: str, owner: str) -> None:
    assert body_name(text) == body
    assert (municipality_named(text) or town_of_body(text) or region_named(text)) == owner


def test_a_body_without_a_name_is_known_by_its_kind() -> None:
    assert kind_of_body("Referat af møde i Bestyrelsen") == "Bestyrelsen"
    assert body_name("Referat af møde i Bestyrelsen") == ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("KKR Nordjylland", ["KKR Nordjylland"]),
        ("KKR-Sjælland", ["KKR Sjælland"]),
        ("KKR – Midtjylland", ["KKR Midtjylland"]),
        ("KKR (Sjælland)", ["KKR Sjælland"]),
        ("KKR, Region Nordjylland", ["KKR Nordjylland"]),
        ("KKR Region Sjælland", ["KKR Sjælland"]),
        ("KKR i Region Hovedstaden", ["KKR Hovedstaden"]),
        ("Kommunekontaktrådet i Region Syddanmark", ["KKR Syddanmark"]),
        ("Kommunekontaktrådet (KKR) Nordjylland", ["KKR Nordjylland"]),
        ("Kommunekontaktråd Midtjylland", ["KKR Midtjylland"]),
        ("Kommune Kontakt Rådet Hovedstaden", ["KKR Hovedstaden"]),
        ("KKR-møde Sjælland", ["KKR Sjælland"]),
        ("Dagsorden til KKR Hovedstadens møde den 3. marts", ["KKR Hovedstaden"]),
        ("KKR ØSTDANMARK", ["KKR Østdanmark"]),
        ("Kkr Hovedstaden", ["KKR Hovedstaden"]),
        ("KKR / Sjælland", ["KKR Sjælland"]),
        ("KKR ØSTJYLLAND-SAMSØ", ["KKR Østjylland-Samsø"]),
        ("KKR Nordjylland-møde", ["KKR Nordjylland"]),
        ("K K R  N O R D J Y L L A N D", ["KKR Nordjylland"]),
        ("KKR HOVEDSTADEN OG KKR SJÆLLAND", ["KKR Hovedstaden", "KKR Sjælland"]),
        ("Fællesmøde i KKR Hovedstaden og Sjælland", ["KKR Hovedstaden", "KKR Sjælland"]),
        ("Møde i KKR", []),
        ("KKR - Referat", []),
        ("KKR Møde", []),
        ("KKR | Dagsorden", []),
    ],
)
def test_a_kkr_is_known_in_every_form_of_its_name(text: str, names: list[str]) -> None:
    assert kkr_names(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("STIFTSRÅD - Fjordby Stift", "Fjordby Stift"),
        ("Menighedsrådsmøde i Sct. Karens Sogn", "Sct. Karens Sogn"),
        ("Provstiudvalget for Birk Provsti", "Birk Provsti"),
        ("Menighedsrådet for Birk og Lind Sogne", "Birk og Lind Sogne"),
        ("Sognet og stiftet drøftede det", ""),
    ],
)
def test_a_body_of_the_church_is_told_apart_by_its_parish_deanery_or_diocese(text: str, name: str) -> None:
    assert church_named(text) == name


def test_a_web_address_tells_whose_a_council_is() -> None:
    assert municipality_of_address(["www.naestved.dk", "raad@odder.dk", "https://www.odder.dk/raad"]) == "Odder Kommune"
    assert municipality_of_address(["www.kl.dk"]) == ""
