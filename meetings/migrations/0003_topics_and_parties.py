from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from meetings.danish.sorting import danish_sort_key

TOPICS = (
    (
        "Sundhed",
        "sundhed",
        "sundhed eller sundhedsreform eller sygehus eller læge eller psykiatri eller tandpleje",
    ),
    (
        "Socialområdet",
        "socialomraadet",
        "socialområdet eller socialaftale eller socialtilsyn eller botilbud eller handicap",
    ),
    (
        "Uddannelse",
        "uddannelse",
        "uddannelse eller lærepladser eller elever eller skole eller praktikvejleder",
    ),
    (
        "Beskæftigelse",
        "beskaeftigelse",
        "beskæftigelse eller arbejdsmarked eller jobcenter eller arbejdskraft",
    ),
    (
        "Erhverv",
        "erhverv",
        "erhvervshus eller erhvervsfremme eller iværksætter eller virksomheder eller produktionsvirksomheder",
    ),
    (
        "Klima og energi",
        "klima-og-energi",
        'klima eller energi eller CO2 eller "grøn omstilling" eller kystsikring',
    ),
    (
        "Økonomi",
        "oekonomi",
        "økonomiaftale eller økonomiforhandlinger eller budget eller takster eller servicerammen",
    ),
    ("Transport", "transport", "trafik eller transport eller vejnet eller jernbane eller færge"),
    ("Flygtninge", "flygtninge", "flygtninge eller kommunekvoter eller fordrevne"),
    ("Beredskab", "beredskab", "beredskab eller nødstrøm eller samfundssikkerhed eller cybersikkerhed"),
    ("Kultur og turisme", "kultur-og-turisme", "kultur eller kulturhovedstad eller turisme eller museum"),
    (
        "Digitalisering",
        "digitalisering",
        "digitalisering eller cybersikkerhed eller it-drift eller it-sikkerhed",
    ),
)

PARTIES = (
    ("A", "Socialdemokratiet"),
    ("B", "Radikale Venstre"),
    ("C", "Det Konservative Folkeparti"),
    ("F", "SF"),
    ("I", "Liberal Alliance"),
    ("M", "Moderaterne"),
    ("O", "Dansk Folkeparti"),
    ("V", "Venstre"),
    ("Æ", "Danmarksdemokraterne"),
    ("Ø", "Enhedslisten"),
    ("Å", "Alternativet"),
    ("UP", "Uden for parti"),
)


def add_topics_and_parties(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    topic, party = apps.get_model("meetings", "Topic"), apps.get_model("meetings", "Party")
    for name, slug, rule in TOPICS:
        topic.objects.create(name=name, slug=slug, rule=rule, sort_key=danish_sort_key(name))
    for letter, name in PARTIES:
        party.objects.create(letter=letter, name=name)


class Migration(migrations.Migration):
    """What an archive starts out with. Letters whose party has changed over the years (D, Q, Z) get no name."""

    dependencies = [("meetings", "0002_search_storage")]

    operations = [migrations.RunPython(add_topics_and_parties, migrations.RunPython.noop)]
