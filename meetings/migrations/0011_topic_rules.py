from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

from meetings.danish.sorting import danish_sort_key

# By the topic's address: the rule that an archive started out with, and a better one.
RULES = {
    "sundhed": (
        "sundhed eller sundhedsreform eller sygehus eller læge eller psykiatri eller tandpleje",
        "sundhedsreform* eller sundhedsvæsen* eller sundhedsråd* eller sundhedsklynge* eller sundhedsaftale* "
        "eller sygehus eller tandpleje eller psykiatri",
    ),
    "socialomraadet": (
        "socialområdet eller socialaftale eller socialtilsyn eller botilbud eller handicap",
        'socialområdet eller "sociale område" eller socialaftale eller socialtilsyn eller botilbud eller handicap',
    ),
    "uddannelse": (
        "uddannelse eller lærepladser eller elever eller skole eller praktikvejleder",
        '"uddannelse" eller titel:uddannelse eller lærepladser eller folkeskole eller erhvervsskole eller gymnasium eller SOSU',
    ),
    "beskaeftigelse": (
        "beskæftigelse eller arbejdsmarked eller jobcenter eller arbejdskraft",
        'beskæftigelse eller arbejdsmarked eller jobcenter eller "uden job"',
    ),
    "erhverv": (
        "erhvervshus eller erhvervsfremme eller iværksætter eller virksomheder eller produktionsvirksomheder",
        "erhvervshus* eller erhvervsfremme* eller erhvervspolitik* eller iværksætteri eller produktionsvirksomheder",
    ),
    "klima-og-energi": (
        'klima eller energi eller CO2 eller "grøn omstilling" eller kystsikring',
        'klima eller "grøn omstilling" eller energiplan* eller vindmøller eller solceller eller fjernvarme eller CO2',
    ),
    "oekonomi": (
        "økonomiaftale eller økonomiforhandlinger eller budget eller takster eller servicerammen",
        'økonomiaftale eller økonomiforhandlinger eller takster eller serviceramme* eller "kommunernes økonomi"',
    ),
    "transport": (
        "trafik eller transport eller vejnet eller jernbane eller færge",
        "trafik eller færgerute eller jernbane eller letbane eller vejnet",
    ),
    "flygtninge": (
        "flygtninge eller kommunekvoter eller fordrevne",
        "flygtninge eller kommunekvoter eller fordrevne eller udlændinge*",
    ),
    "beredskab": (
        "beredskab eller nødstrøm eller samfundssikkerhed eller cybersikkerhed",
        "beredskab eller samfundssikkerhed eller nødstrøm eller krisestyring",
    ),
    "kultur-og-turisme": (
        "kultur eller kulturhovedstad eller turisme eller museum",
        "kultur eller turisme eller museum eller museer eller bibliotek",
    ),
    "digitalisering": (
        "digitalisering eller cybersikkerhed eller it-drift eller it-sikkerhed",
        'digitalisering eller cybersikkerhed eller it-drift* eller it-sikkerhed eller "kunstig intelligens"',
    ),
}
NEW_TOPICS = (
    ("Psykiatri", "psykiatri", 'psykiatri eller "mental sundhed" eller "psykisk trivsel"'),
    ("Ældre", "aeldre", "ældrepleje eller ældrereform eller ældrelov eller ældretilsyn eller demens"),
    (
        "Børn og unge",
        "boern-og-unge",
        '"børn og unge" eller "udsatte unge" eller "unge uden" eller ungeindsats* eller dagtilbud',
    ),
)


def improve_rules(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    topic = apps.get_model("meetings", "Topic")
    for slug, (old, new) in RULES.items():
        topic.objects.filter(slug=slug, rule=old).update(rule=new)
    for name, slug, rule in NEW_TOPICS:
        if not topic.objects.filter(Q(name=name) | Q(slug=slug)).exists():
            topic.objects.create(name=name, slug=slug, rule=rule, sort_key=danish_sort_key(name))


class Migration(migrations.Migration):
    """Better rules where an editor has not written one; `manage.py assign_topics` asks them of the whole archive."""

    dependencies = [("meetings", "0010_topic_corrections")]

    operations = [migrations.RunPython(improve_rules, migrations.RunPython.noop)]
