"""The archive's tables, and what an archive starts out with.

It takes the place of the 22 migrations up to commit 971e2b4 and makes the same database as they did, to the order of
the columns and the spaces in the functions, so that archives of any age are alike. It says everything itself: what it
would import from the application may change, and what was done to a database may not.
"""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import TrigramExtension
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import MinLengthValidator, RegexValidator
from django.db import migrations, models
from django.db.models import F, Func, Q
from django.db.models.functions import Greatest, Least, Length, Lower
from django.db.models.lookups import Exact

# -- Columns that several tables have ----------------------------------------------------------------------------------

# Where in an item a table or an attachment stands.
FIELDS = [
    ("background", "Baggrund"), ("recommendation", "Indstilling"), ("presentation", "Sagsfremstilling"),
    ("decision", "Beslutning"),
]
OUTCOMES = [
    ("cancelled", "Aflyst"), ("postponed", "Udsat"), ("rejected", "Afvist"), ("appointed", "Udpeget"),
    ("decided", "Besluttet"), ("approved", "Godkendt"), ("recommended", "Anbefalet"), ("discussed", "Drøftet"),
    ("noted", "Taget til efterretning"), ("none", "Ingen beslutning"),
]


def former_names():
    return ArrayField(
        models.CharField(max_length=200), default=list, blank=True, verbose_name="også kendt som",
        help_text="Andre navne, som dokumenterne bruger, adskilt af komma. Et ændret navn kommer selv med her.",
    )


def folded(column):
    """The words of a column as suggestions compare them: »Ærø Kommune« as `aeroe kommune`."""
    return models.GeneratedField(
        expression=Func(F(column), function="meetings_folded"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )


# -- Functions, storage and triggers -----------------------------------------------------------------------------------

# What the folded columns are made by. Soft hyphens, marks over letters and characters without width stand inside a word
# without meaning. It must stay as it is: PostgreSQL does not make the
# columns anew when their function changes.
FOLDED = r"""
CREATE FUNCTION meetings_folded(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(regexp_replace(normalize(
        replace(replace(replace(replace(replace(lower(normalize($1, NFKC)),
            'å', 'aa'), 'æ', 'ae'), 'ø', 'oe'), 'ä', 'ae'), 'ö', 'oe'),
        NFD), '[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]', '', 'g'), '[^[:alnum:]]+', ' ', 'g'))
$$
"""
NOT_FOLDED = "DROP FUNCTION meetings_folded(text)"

# Reading compressed vectors is what costs in a search: they are kept uncompressed, beside narrow rows. Facets stand in
# the rows themselves, so that counting reads nothing else. Sets of numbers are compressed already.
STORAGE = """
ALTER TABLE meetings_searchrow ALTER COLUMN vector SET STORAGE EXTERNAL;
ALTER TABLE meetings_searchrow SET (toast_tuple_target = 128);
ALTER TABLE meetings_searchrow ALTER COLUMN facets SET STORAGE PLAIN;
ALTER TABLE meetings_commonlexeme ALTER COLUMN numbers SET STORAGE EXTERNAL;
ALTER TABLE meetings_commonpair ALTER COLUMN numbers SET STORAGE EXTERNAL;
ALTER TABLE meetings_rarepairs ALTER COLUMN numbers SET STORAGE EXTERNAL;
"""

# A numbered item whose search row is written or deleted leaves its number behind, however that comes about. The body
# stands as far to the right as in the archives that have it already.
FOLLOWING = """
CREATE FUNCTION meetings_follow_search_row() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF TG_OP <> 'INSERT' THEN
                        WITH freed AS (DELETE FROM meetings_numbereditem WHERE item_id = OLD.item_id RETURNING number)
                        INSERT INTO meetings_stalenumber (number) SELECT number FROM freed ON CONFLICT DO NOTHING;
                    END IF;
                    IF TG_OP = 'DELETE' THEN
                        DELETE FROM meetings_unnumbereditem WHERE item_id = OLD.item_id;
                    ELSIF EXISTS (SELECT FROM meetings_commonlexeme) THEN
                        INSERT INTO meetings_unnumbereditem (item_id) VALUES (NEW.item_id) ON CONFLICT DO NOTHING;
                    END IF;
                    RETURN NULL;
                END $$;
CREATE TRIGGER follow_search_row AFTER INSERT OR UPDATE OR DELETE ON meetings_searchrow
    FOR EACH ROW EXECUTE FUNCTION meetings_follow_search_row();
"""
NOT_FOLLOWING = """
DROP TRIGGER follow_search_row ON meetings_searchrow;
DROP FUNCTION meetings_follow_search_row();
"""

# A deleted meeting leaves behind that it was there, by the date that it was imported with too.
REMEMBERING = """
CREATE FUNCTION meetings_remember_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO meetings_removedmeeting (council_id, date)
    SELECT OLD.council_id, day FROM unnest(ARRAY[OLD.date, (OLD.imported->>'date')::date]) AS day
    WHERE day IS NOT NULL ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER remember_removal AFTER DELETE ON meetings_meeting
    FOR EACH ROW EXECUTE FUNCTION meetings_remember_removal();
"""
NOT_REMEMBERING = """
DROP TRIGGER remember_removal ON meetings_meeting;
DROP FUNCTION meetings_remember_removal();
"""

# The archive's version (docs/decisions/0012-the-archives-version.md): a transaction's first change makes a row; just
# before it commits, the row takes in those that it finds unlocked.
COUNTING = """
CREATE FUNCTION meetings_count_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    this_transaction text := pg_current_xact_id()::text;
BEGIN
    IF current_setting('meetings.counted', true) IS DISTINCT FROM this_transaction THEN
        PERFORM set_config('meetings.counted', this_transaction, true);
        INSERT INTO meetings_archivechange (changes, at) VALUES (1, clock_timestamp());
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION meetings_complete_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH earlier AS (
        DELETE FROM meetings_archivechange WHERE id IN (
            SELECT id FROM meetings_archivechange WHERE id <> NEW.id FOR UPDATE SKIP LOCKED
        ) RETURNING changes, at
    )
    UPDATE meetings_archivechange SET
        changes = changes + (SELECT coalesce(sum(changes), 0) FROM earlier),
        at = greatest(clock_timestamp(), (SELECT max(at) FROM earlier))
    WHERE id = NEW.id;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER complete_change AFTER INSERT ON meetings_archivechange
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION meetings_complete_change();
"""
NOT_COUNTING = """
DROP TRIGGER complete_change ON meetings_archivechange;
DROP FUNCTION meetings_complete_change();
DROP FUNCTION meetings_count_change();
"""

# The tables that public pages show. Every statement that writes to one of them counts as a change.
WATCHED = (
    "meetings_agendaitem",
    "meetings_agendaitem_municipalities",
    "meetings_agendaitem_topics",
    "meetings_appointment",
    "meetings_attachment",
    "meetings_body",
    "meetings_casethread",
    "meetings_commonlexeme",
    "meetings_council",
    "meetings_decision",
    "meetings_document",
    "meetings_mattersignature",
    "meetings_meeting",
    "meetings_municipality",
    "meetings_participant",
    "meetings_party",
    "meetings_person",
    "meetings_removedmeeting",
    "meetings_searchrow",
    "meetings_searchword",
    "meetings_section",
    "meetings_synonym",
    "meetings_table",
    "meetings_threaditem",
    "meetings_titletail",
    "meetings_topic",
)
WATCHING = "".join(
    f"CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION meetings_count_change();\n"
    for table in WATCHED
)
NOT_WATCHING = "".join(f"DROP TRIGGER count_change ON {table};\n" for table in WATCHED)

# -- What an archive starts out with -----------------------------------------------------------------------------------

# Name, address, what it is sorted by in Danish, and the search that finds its items.
TOPICS = (
    (
        "Sundhed", "sundhed", "sundhed",
        "sundhedsreform* eller sundhedsvæsen* eller sundhedsråd* eller sundhedsklynge* eller sundhedsaftale* "
        "eller sygehus eller tandpleje eller psykiatri",
    ),
    (
        "Socialområdet", "socialomraadet", "socialomrz}det",
        'socialområdet eller "sociale område" eller socialaftale eller socialtilsyn eller botilbud eller handicap',
    ),
    (
        "Uddannelse", "uddannelse", "uddannelse",
        '"uddannelse" eller titel:uddannelse eller lærepladser eller folkeskole eller erhvervsskole eller gymnasium '
        "eller SOSU",
    ),
    (
        "Beskæftigelse", "beskaeftigelse", "beskz{ftigelse",
        'beskæftigelse eller arbejdsmarked eller jobcenter eller "uden job"',
    ),
    (
        "Erhverv", "erhverv", "erhverv",
        "erhvervshus* eller erhvervsfremme* eller erhvervspolitik* eller iværksætteri eller produktionsvirksomheder",
    ),
    (
        "Klima og energi", "klima-og-energi", "klima og energi",
        'klima eller "grøn omstilling" eller energiplan* eller vindmøller eller solceller eller fjernvarme eller CO2',
    ),
    (
        "Økonomi", "oekonomi", "z|konomi",
        'økonomiaftale eller økonomiforhandlinger eller takster eller serviceramme* eller "kommunernes økonomi"',
    ),
    ("Transport", "transport", "transport", "trafik eller færgerute eller jernbane eller letbane eller vejnet"),
    ("Flygtninge", "flygtninge", "flygtninge", "flygtninge eller kommunekvoter eller fordrevne eller udlændinge*"),
    ("Beredskab", "beredskab", "beredskab", "beredskab eller samfundssikkerhed eller nødstrøm eller krisestyring"),
    (
        "Kultur og turisme", "kultur-og-turisme", "kultur og turisme",
        "kultur eller turisme eller museum eller museer eller bibliotek",
    ),
    (
        "Digitalisering", "digitalisering", "digitalisering",
        'digitalisering eller cybersikkerhed eller it-drift* eller it-sikkerhed eller "kunstig intelligens"',
    ),
    ("Psykiatri", "psykiatri", "psykiatri", 'psykiatri eller "mental sundhed" eller "psykisk trivsel"'),
    ("Ældre", "aeldre", "z{ldre", "ældrepleje eller ældrereform eller ældrelov eller ældretilsyn eller demens"),
    (
        "Børn og unge", "boern-og-unge", "bz|rn og unge",
        '"børn og unge" eller "udsatte unge" eller "unge uden" eller ungeindsats* eller dagtilbud',
    ),
)

# Letters whose party has changed over the years (D, Q, Z) get no name.
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

# What Danish municipalities write without explaining it, each with its one certain meaning.
ABBREVIATIONS = (
    ("AAU", "Aalborg Universitet"),
    ("AI", "kunstig intelligens"),
    ("AMU", "arbejdsmarkedsuddannelse"),
    ("BRN", "Business Region North Denmark"),
    ("DAS", "Den Administrative Styregruppe"),
    ("DEB", "Danmarks Erhvervsfremmebestyrelse"),
    ("DUT", "Det Udvidede Totalbalanceprincip"),
    ("EUD", "erhvervsuddannelse"),
    ("FGU", "forberedende grunduddannelse"),
    ("FVU", "forberedende voksenundervisning"),
    ("GDPR", "databeskyttelsesforordningen"),
    ("KKR", "Kommunekontaktråd"),
    ("KL", "Kommunernes Landsforening"),
    ("PAU", "pædagogisk assistentuddannelse"),
    ("PLO", "Praktiserende Lægers Organisation"),
    ("PPR", "pædagogisk-psykologisk rådgivning"),
    ("RAR", "Regionalt Arbejdsmarkedsråd"),
    ("SMV", "små og mellemstore virksomheder"),
    ("SOSU", "social- og sundhed"),
    ("SSA", "social- og sundhedsassistent"),
    ("SSH", "social- og sundhedshjælper"),
    ("STAR", "Styrelsen for Arbejdsmarked og Rekruttering"),
    ("STU", "særligt tilrettelagt ungdomsuddannelse"),
    ("UCN", "University College Nordjylland"),
    ("VEU", "voksen- og efteruddannelse"),
    ("VIVE", "Det Nationale Forsknings- og Analysecenter for Velfærd"),
    ("ØA", "økonomiaftale"),
    ("ØA25", "økonomiaftalen for 2025"),
    ("ØA26", "økonomiaftalen for 2026"),
    ("ØA27", "økonomiaftalen for 2027"),
)


def add_first_rows(apps, schema_editor):
    Topic, Party, Synonym = (apps.get_model("meetings", name) for name in ("Topic", "Party", "Synonym"))
    Topic.objects.bulk_create(
        Topic(name=name, slug=slug, sort_key=sort_key, rule=rule) for name, slug, sort_key, rule in TOPICS
    )
    Party.objects.bulk_create(Party(letter=letter, name=name) for letter, name in PARTIES)
    Synonym.objects.bulk_create(
        Synonym(word=word, meaning=meaning, status="approved", origin="seed") for word, meaning in ABBREVIATIONS
    )


class Migration(migrations.Migration):
    initial = True

    # An archive that has only some of them must be upgraded with that commit first: kkrarchive/checks.py says so.
    replaces = [
        ("meetings", "0001_initial"),
        ("meetings", "0002_search_storage"),
        ("meetings", "0003_topics_and_parties"),
        ("meetings", "0004_places_and_attachments"),
        ("meetings", "0005_decisions_and_references"),
        ("meetings", "0006_person_merges"),
        ("meetings", "0007_uploads"),
        ("meetings", "0008_sections_by_key"),
        ("meetings", "0009_topic_choices"),
        ("meetings", "0010_topic_corrections"),
        ("meetings", "0011_topic_rules"),
        ("meetings", "0012_search_numbers"),
        ("meetings", "0013_case_threads"),
        ("meetings", "0014_typeahead"),
        ("meetings", "0015_synonyms"),
        ("meetings", "0016_known_abbreviations"),
        ("meetings", "0017_archive_version"),
        ("meetings", "0018_tables_by_municipality"),
        ("meetings", "0019_sets_of_numbers"),
        ("meetings", "0020_word_pairs"),
        ("meetings", "0021_removed_meetings"),
        ("meetings", "0022_bodies_while_typing"),
    ]

    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        TrigramExtension(),
        migrations.RunSQL(FOLDED, NOT_FOLDED),

        # What is known by its name
        migrations.CreateModel(
            name="Council",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("former_names", former_names()),
                ("name", models.CharField("navn", max_length=100, unique=True)),
                ("slug", models.SlugField(
                    "adresse", max_length=100, unique=True, help_text="Indgår i alle rådets adresser.",
                )),
                ("is_sample", models.BooleanField(
                    "eksempel", default=False, help_text="Rådet er opdigtet: siderne siger, at de viser eksempler.",
                )),
            ],
            options={"verbose_name": "råd", "verbose_name_plural": "råd", "ordering": ("name",)},
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("former_names", former_names()),
                ("sort_key", models.CharField(max_length=400, db_index=True, editable=False)),
                ("name", models.CharField(
                    "navn", max_length=60, unique=True, help_text="Uden ordet Kommune: »Aalborg«.",
                )),
                ("slug", models.SlugField("adresse", max_length=60, unique=True)),
                ("folded_name", folded("name")),
            ],
            options={"verbose_name": "kommune", "verbose_name_plural": "kommuner", "ordering": ("sort_key",)},
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("letter", models.CharField(
                    "bogstav", max_length=30, unique=True, help_text="»A«, eller »UP« uden for parti.",
                )),
                ("name", models.CharField("navn", max_length=100, blank=True)),
            ],
            options={"verbose_name": "parti", "verbose_name_plural": "partier", "ordering": ("letter",)},
        ),
        migrations.CreateModel(
            name="Body",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("former_names", former_names()),
                ("sort_key", models.CharField(max_length=400, db_index=True, editable=False)),
                ("name", models.CharField("navn", max_length=200, unique=True)),
                ("slug", models.SlugField("adresse", max_length=200, unique=True)),
                ("folded_name", folded("name")),
            ],
            options={
                "verbose_name": "udvalg eller bestyrelse", "verbose_name_plural": "udvalg og bestyrelser",
                "ordering": ("sort_key",),
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("sort_key", models.CharField(max_length=400, db_index=True, editable=False)),
                ("name", models.CharField("navn", max_length=60, unique=True)),
                ("slug", models.SlugField("adresse", max_length=60, unique=True)),
                ("rule", models.TextField(
                    "søgeregel", blank=True,
                    help_text="Skrives som en søgning: »sundhed eller sygehus«. Punkter, der findes med reglen, får "
                    "emnet. Ændres reglen, følger punkterne med, undtagen hvor en redaktør selv har "
                    "tilføjet eller fjernet emnet.",
                )),
                ("folded_name", folded("name")),
            ],
            options={"verbose_name": "emne", "verbose_name_plural": "emner", "ordering": ("sort_key",)},
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("former_names", former_names()),
                ("sort_key", models.CharField(max_length=400, db_index=True, editable=False)),
                ("name", models.CharField("navn", max_length=120, unique=True)),
                ("slug", models.SlugField("adresse", max_length=120, unique=True)),
                ("merged_into", models.ForeignKey(
                    "meetings.person", models.PROTECT, null=True, blank=True, editable=False, related_name="merged",
                    verbose_name="slået sammen med",
                )),
                ("folded_name", folded("name")),
            ],
            options={
                "verbose_name": "person", "verbose_name_plural": "personer", "ordering": ("sort_key",),
                "indexes": [GinIndex(fields=["folded_name"], name="people_by_name", opclasses=("gin_trgm_ops",))],
                "constraints": [
                    models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="nobody_is_merged_into_themselves"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonMerge",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("reason", models.CharField("grund", max_length=200, blank=True)),
                ("state", models.CharField(
                    "status", max_length=10,
                    choices=[
                        ("suggested", "Foreslået"), ("merged", "Slået sammen"), ("refused", "To personer"),
                        ("undone", "Fortrudt"),
                    ],
                    default="suggested",
                )),
                ("moved", models.JSONField("flyttet", default=dict, editable=False)),
                ("stayed", models.JSONField("stod allerede der", default=dict, editable=False)),
                ("suggested_at", models.DateTimeField("foreslået", auto_now_add=True)),
                ("decided_at", models.DateTimeField("afgjort", null=True, blank=True, editable=False)),
                ("decided_by", models.ForeignKey(
                    settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
                    verbose_name="afgjort af",
                )),
                ("kept", models.ForeignKey(
                    "meetings.person", models.CASCADE, related_name="merges_as_kept", verbose_name="beholdes",
                )),
                ("merged", models.ForeignKey(
                    "meetings.person", models.CASCADE, related_name="merges_as_merged", verbose_name="går op i den",
                )),
            ],
            options={
                "verbose_name": "sammenlægning", "verbose_name_plural": "sammenlægninger",
                "ordering": ("-suggested_at", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        Least("kept", "merged"), Greatest("kept", "merged"), name="one_merge_a_pair",
                    ),
                    models.CheckConstraint(condition=~Q(kept=F("merged")), name="a_merge_is_of_two_people"),
                ],
            },
        ),

        # Meetings, the documents that they were read from, and who took part
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("imported", models.JSONField("indlæste værdier", default=dict, editable=False)),
                ("date", models.DateField("dato")),
                ("start_time", models.TimeField("begynder kl.", null=True, blank=True)),
                ("place", models.CharField("sted", max_length=300, blank=True)),
                ("participants_complete", models.BooleanField(
                    "deltagerlisten er fuldstændig", null=True, blank=True,
                    help_text="Nej, hvis dokumentet kun gengiver en del af listen. Ukendt for en dagsorden.",
                )),
                ("written", models.JSONField("indlæste poster", default=list, editable=False)),
                ("council", models.ForeignKey(
                    "meetings.council", models.PROTECT, related_name="meetings", verbose_name="råd",
                )),
            ],
            options={
                "verbose_name": "møde", "verbose_name_plural": "møder", "ordering": ("-date", "council__name"),
                "indexes": [models.Index(fields=["-date"], name="meeting_by_date")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("council", "date"), name="one_meeting_a_council_and_date",
                        violation_error_message="Rådet har allerede et møde på denne dato.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RemovedMeeting",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("date", models.DateField()),
                ("council", models.ForeignKey("meetings.council", models.CASCADE, related_name="+")),
            ],
            options={
                "verbose_name": "fjernet møde", "verbose_name_plural": "fjernede møder",
                "constraints": [
                    models.UniqueConstraint(fields=("council", "date"), name="one_removal_a_council_and_date"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("kind", models.CharField(
                    "art", max_length=10, choices=[("agenda", "Dagsorden"), ("minutes", "Referat")],
                )),
                ("file", models.FileField("fil", max_length=255, upload_to="dokumenter/%Y/")),
                ("source_name", models.CharField("filnavn", max_length=255)),
                ("sha256", models.CharField("SHA-256", max_length=64, unique=True)),
                ("size", models.PositiveIntegerField("størrelse i byte")),
                ("pages", models.PositiveIntegerField("sider")),
                ("text", models.TextField("udlæst tekst", help_text="Siderne er adskilt af sideskift.")),
                ("parser_version", models.PositiveIntegerField("læst med version")),
                ("warnings", models.JSONField("advarsler", default=list, blank=True)),
                ("imported_at", models.DateTimeField("indlæst", auto_now=True)),
                ("meeting", models.ForeignKey(
                    "meetings.meeting", models.PROTECT, related_name="documents", verbose_name="møde",
                )),
                ("is_draft", models.BooleanField("udkast", default=False)),
                ("said", models.JSONField("læste poster", default=dict, editable=False)),
            ],
            options={
                "verbose_name": "dokument", "verbose_name_plural": "dokumenter",
                "ordering": ("-meeting__date", "kind", "source_name"),
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("imported", models.JSONField("indlæste værdier", default=dict, editable=False)),
                ("status", models.CharField(
                    "fremmøde", max_length=7, choices=[("present", "Til stede"), ("absent", "Afbud")],
                    default="present",
                )),
                ("role", models.CharField("rolle", max_length=120, blank=True)),
                ("page", models.PositiveIntegerField("side", null=True, blank=True)),
                ("position", models.PositiveIntegerField("rækkefølge", default=0)),
                ("document", models.ForeignKey(
                    "meetings.document", models.PROTECT, null=True, blank=True, related_name="%(class)ss",
                    verbose_name="læst i",
                )),
                ("meeting", models.ForeignKey(
                    "meetings.meeting", models.CASCADE, related_name="participants", verbose_name="møde",
                )),
                ("municipality", models.ForeignKey(
                    "meetings.municipality", models.PROTECT, null=True, blank=True, related_name="participants",
                    verbose_name="kommune",
                )),
                ("party", models.ForeignKey(
                    "meetings.party", models.PROTECT, null=True, blank=True, verbose_name="parti",
                )),
                ("person", models.ForeignKey(
                    "meetings.person", models.PROTECT, related_name="participations", verbose_name="person",
                )),
                ("line", models.PositiveIntegerField("linje", null=True, blank=True, editable=False)),
            ],
            options={
                "verbose_name": "deltager", "verbose_name_plural": "deltagere",
                "ordering": ("-meeting__date", "position"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "person"), name="one_participation_a_person_and_meeting",
                        violation_error_message="Personen står allerede på mødets deltagerliste.",
                    ),
                ],
            },
        ),

        # What a meeting dealt with
        migrations.CreateModel(
            name="Section",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("imported", models.JSONField("indlæste værdier", default=dict, editable=False)),
                ("number", models.CharField("nummer", max_length=10)),
                ("title", models.CharField("overskrift", max_length=300)),
                ("position", models.PositiveIntegerField("rækkefølge")),
                ("meeting", models.ForeignKey(
                    "meetings.meeting", models.CASCADE, related_name="sections", verbose_name="møde",
                )),
                ("key", models.CharField(max_length=24, blank=True, editable=False)),
            ],
            options={
                "verbose_name": "afsnit", "verbose_name_plural": "afsnit", "ordering": ("position",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "number"), deferrable=models.Deferrable.DEFERRED,
                        name="one_section_a_number_and_meeting",
                        violation_error_message="Mødet har allerede et afsnit med dette nummer.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("imported", models.JSONField("indlæste værdier", default=dict, editable=False)),
                ("page", models.PositiveIntegerField("side", null=True, blank=True)),
                ("number", models.CharField(
                    "nummer", max_length=20,
                    validators=[RegexValidator(r"^\d+(\.\d+)*$", "Skriv nummeret som »3.6«.")],
                )),
                ("position", models.PositiveIntegerField("rækkefølge", default=0)),
                ("title", models.CharField("overskrift", max_length=500)),
                ("case_number", models.CharField("sagsnummer", max_length=60, blank=True)),
                ("initials", ArrayField(
                    models.CharField(max_length=12), default=list, blank=True, verbose_name="initialer",
                )),
                ("case_type", models.CharField(
                    "sagstype", max_length=12,
                    choices=[
                        ("formality", "Formalia"), ("briefing", "Orientering"), ("discussion", "Drøftelse"),
                        ("theme", "Temadrøftelse"), ("decision", "Beslutningssag"), ("appointment", "Udpegning"),
                    ],
                    default="briefing",
                )),
                ("background", models.TextField("baggrund", blank=True)),
                ("recommendation", models.TextField("indstilling", blank=True)),
                ("presentation", models.TextField("sagsfremstilling", blank=True)),
                ("references", ArrayField(
                    models.DateField(), default=list, blank=True, verbose_name="henviser til møder",
                    help_text="Datoer for rådets andre møder, som punktet nævner.",
                )),
                ("item_references", ArrayField(
                    models.CharField(max_length=20), default=list, blank=True, verbose_name="henviser til punkter",
                )),
                ("document", models.ForeignKey(
                    "meetings.document", models.PROTECT, null=True, blank=True, related_name="%(class)ss",
                    verbose_name="læst i",
                )),
                ("meeting", models.ForeignKey(
                    "meetings.meeting", models.CASCADE, related_name="items", verbose_name="møde",
                )),
                ("section", models.ForeignKey(
                    "meetings.section", models.SET_NULL, null=True, blank=True, related_name="items",
                    verbose_name="afsnit",
                )),
                ("key", models.CharField(max_length=24, blank=True, editable=False)),
                ("line", models.PositiveIntegerField("linje", null=True, blank=True, editable=False)),
                ("places", models.JSONField("hvor teksterne står", default=dict, editable=False)),
                ("withdrawn", models.BooleanField(
                    "udgået", default=False,
                    help_text="Punktet står i dagsordenen, men ikke i referatet. Det indgår i punktets adresse.",
                )),
                ("case_references", ArrayField(
                    models.CharField(max_length=60), default=list, blank=True, verbose_name="henviser til sager",
                )),
                ("distant_items", ArrayField(
                    models.CharField(max_length=32), default=list, blank=True,
                    verbose_name="henviser til punkter på andre møder",
                    help_text="Rådets andet møde og punktets nummer: »2025-06-20 3.5«.",
                )),
                ("municipalities", models.ManyToManyField(
                    "meetings.municipality", blank=True, related_name="items", verbose_name="kommuner",
                )),
                ("topics", models.ManyToManyField(
                    "meetings.topic", blank=True, related_name="items", verbose_name="emner",
                )),
            ],
            options={
                "verbose_name": "punkt", "verbose_name_plural": "punkter",
                "ordering": ("-meeting__date", "meeting", "position"),
                "indexes": [
                    models.Index(fields=["case_number"], name="item_by_case_number"),
                    GinIndex(fields=["references"], name="item_by_reference"),
                    GinIndex(fields=["distant_items"], name="item_by_distant_item"),
                    GinIndex(fields=["case_references"], name="item_by_case_reference"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "number", "withdrawn"), deferrable=models.Deferrable.DEFERRED,
                        name="one_item_a_number_and_meeting",
                        violation_error_message="Mødet har allerede et punkt med dette nummer.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("imported", models.JSONField("indlæste værdier", default=dict, editable=False)),
                ("page", models.PositiveIntegerField("side", null=True, blank=True)),
                ("text", models.TextField("ordlyd", blank=True)),
                ("outcome", models.CharField("udfald", max_length=12, choices=OUTCOMES, default="none")),
                ("further_outcomes", ArrayField(
                    models.CharField(max_length=12, choices=OUTCOMES), default=list, blank=True,
                    verbose_name="andre udfald",
                )),
                ("item", models.OneToOneField(
                    "meetings.agendaitem", models.CASCADE, related_name="decision", verbose_name="punkt",
                )),
                ("document", models.ForeignKey(
                    "meetings.document", models.PROTECT, null=True, blank=True, related_name="%(class)ss",
                    verbose_name="læst i",
                )),
                ("line", models.PositiveIntegerField("linje", null=True, blank=True, editable=False)),
                ("deciding_sentence", models.TextField(
                    "afgørende sætning", blank=True,
                    help_text="Fremhæves på siden, hvor den står i ordlyden. En linje for hver sætning.",
                )),
                ("votes", models.JSONField("afstemning", default=list, blank=True)),
            ],
            options={
                "verbose_name": "beslutning", "verbose_name_plural": "beslutninger",
                "ordering": ("-item__meeting__date", "item__position"),
            },
        ),
        migrations.CreateModel(
            name="Table",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("imported", models.JSONField("indlæste værdier", default=dict, editable=False)),
                ("title", models.CharField("overskrift", max_length=500, blank=True)),
                ("columns", models.JSONField("kolonner", default=list)),
                ("rows", models.JSONField("rækker", default=list)),
                ("field", models.CharField("står i", max_length=14, choices=FIELDS)),
                ("after_block", models.PositiveIntegerField("efter afsnit nr.", default=0)),
                ("position", models.PositiveIntegerField("rækkefølge", default=0)),
                ("item", models.ForeignKey(
                    "meetings.agendaitem", models.CASCADE, related_name="tables", verbose_name="punkt",
                )),
                ("document", models.ForeignKey(
                    "meetings.document", models.PROTECT, null=True, blank=True, related_name="%(class)ss",
                    verbose_name="læst i",
                )),
                ("line", models.PositiveIntegerField("linje", null=True, blank=True, editable=False)),
                ("page", models.PositiveIntegerField("side", null=True, blank=True)),
                ("municipalities", ArrayField(
                    models.CharField(max_length=60), default=list, blank=True, editable=False,
                    verbose_name="kommuner i rækkerne",
                )),
            ],
            options={
                "verbose_name": "tabel", "verbose_name_plural": "tabeller", "ordering": ("position",),
                "indexes": [
                    GinIndex(fields=["municipalities"], name="table_by_municipality"),
                    models.Index(fields=["item"], condition=~Q(municipalities=[]), name="tables_by_municipalities"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("imported", models.JSONField("indlæste værdier", default=dict, editable=False)),
                ("page", models.PositiveIntegerField("side", null=True, blank=True)),
                ("line", models.PositiveIntegerField("linje", null=True, blank=True, editable=False)),
                ("title", models.CharField("overskrift", max_length=300, blank=True)),
                ("file", models.FileField("fil", max_length=255, blank=True, upload_to="bilag/%Y/")),
                ("field", models.CharField("står i", max_length=14, choices=FIELDS, default="presentation")),
                ("after_block", models.PositiveIntegerField("ved afsnit nr.", default=0)),
                ("position", models.PositiveIntegerField("rækkefølge", default=0)),
                ("document", models.ForeignKey(
                    "meetings.document", models.PROTECT, null=True, blank=True, related_name="%(class)ss",
                    verbose_name="læst i",
                )),
                ("item", models.ForeignKey(
                    "meetings.agendaitem", models.CASCADE, related_name="attachments", verbose_name="punkt",
                )),
            ],
            options={"verbose_name": "bilag", "verbose_name_plural": "bilag", "ordering": ("position", "pk")},
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("imported", models.JSONField("indlæste værdier", default=dict, editable=False)),
                ("role", models.CharField("rolle", max_length=120, blank=True)),
                ("page", models.PositiveIntegerField("side", null=True, blank=True)),
                ("item", models.ForeignKey(
                    "meetings.agendaitem", models.CASCADE, related_name="appointments", verbose_name="punkt",
                )),
                ("body", models.ForeignKey(
                    "meetings.body", models.PROTECT, related_name="appointments", verbose_name="hverv i",
                )),
                ("document", models.ForeignKey(
                    "meetings.document", models.PROTECT, null=True, blank=True, related_name="%(class)ss",
                    verbose_name="læst i",
                )),
                ("municipality", models.ForeignKey(
                    "meetings.municipality", models.PROTECT, null=True, blank=True, related_name="appointments",
                    verbose_name="kommune",
                )),
                ("party", models.ForeignKey(
                    "meetings.party", models.PROTECT, null=True, blank=True, verbose_name="parti",
                )),
                ("person", models.ForeignKey(
                    "meetings.person", models.PROTECT, null=True, blank=True, related_name="appointments",
                    verbose_name="person", help_text="Tom, hvis pladsen blev stående ubesat.",
                )),
                ("replaces", models.ForeignKey(
                    "meetings.person", models.PROTECT, null=True, blank=True, related_name="succeeded_by",
                    verbose_name="i stedet for",
                )),
                ("line", models.PositiveIntegerField("linje", null=True, blank=True, editable=False)),
                ("starts", models.DateField("fra", null=True, blank=True)),
                ("vacancy_number", models.PositiveSmallIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "udpegning", "verbose_name_plural": "udpegninger",
                "ordering": ("-item__meeting__date", "item__position", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "person", "body"), name="one_appointment_an_item_person_and_body",
                        violation_error_message="Personen er allerede udpeget hertil under dette punkt.",
                    ),
                ],
            },
        ),

        # What editors decide and are asked
        migrations.CreateModel(
            name="TopicChoice",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("is_assigned", models.BooleanField("punktet har emnet")),
                ("item", models.ForeignKey(
                    "meetings.agendaitem", models.CASCADE, related_name="topic_choices", verbose_name="punkt",
                )),
                ("topic", models.ForeignKey(
                    "meetings.topic", models.CASCADE, related_name="choices", verbose_name="emne",
                )),
            ],
            options={
                "verbose_name": "valg af emne", "verbose_name_plural": "valg af emner",
                "constraints": [models.UniqueConstraint(fields=("item", "topic"), name="one_choice_an_item_and_topic")],
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("kind", models.CharField(
                    "post", max_length=12,
                    choices=[
                        ("meeting", "Møde"), ("section", "Afsnit"), ("item", "Punkt"), ("decision", "Beslutning"),
                        ("table", "Tabel"), ("attachment", "Bilag"), ("participant", "Deltager"),
                        ("appointment", "Udpegning"),
                    ],
                )),
                ("record_id", models.PositiveBigIntegerField()),
                ("record_title", models.CharField("i", max_length=600)),
                ("field", models.CharField("felt", max_length=40)),
                ("field_title", models.CharField("felt", max_length=80)),
                ("archived", models.JSONField("i arkivet", null=True)),
                ("read", models.JSONField("i dokumentet", null=True)),
                ("page", models.PositiveIntegerField("side", null=True)),
                ("found_at", models.DateTimeField("fundet", auto_now=True)),
                ("document", models.ForeignKey(
                    "meetings.document", models.CASCADE, related_name="conflicts", verbose_name="dokument",
                )),
                ("meeting", models.ForeignKey(
                    "meetings.meeting", models.CASCADE, related_name="conflicts", verbose_name="møde",
                )),
                ("line", models.PositiveIntegerField("linje", null=True)),
                ("wording", models.TextField("ordlyd", blank=True)),
            ],
            options={
                "verbose_name": "uenighed", "verbose_name_plural": "uenigheder", "ordering": ("-found_at", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "record_id", "field"), name="one_conflict_a_field"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("source_name", models.CharField("filnavn", max_length=255)),
                ("file", models.FileField("fil", max_length=60, blank=True, upload_to="indlaesninger/")),
                ("sha256", models.CharField("SHA-256", max_length=64)),
                ("size", models.PositiveBigIntegerField("størrelse i byte")),
                ("batch", models.UUIDField("omgang", db_index=True, default=uuid.uuid4)),
                ("state", models.CharField(
                    "tilstand", max_length=10,
                    choices=[
                        ("waiting", "Venter på at blive læst"), ("planned", "Klar til indlæsning"),
                        ("accepted", "Venter på at blive indlæst"), ("applied", "Indlæst"), ("unchanged", "Uændret"),
                        ("refused", "Afvist"), ("withdrawn", "Kasseret"),
                    ],
                    default="waiting",
                )),
                ("replaces", models.BooleanField("gælder, hvor den modsiger et tidligere dokument", default=False)),
                ("attempts", models.PositiveSmallIntegerField("forsøg", default=0)),
                ("sentence", models.TextField("hvorfor", blank=True)),
                ("summary", models.TextField("hvad der sker", blank=True)),
                ("reading", models.JSONField("læst som", default=dict, blank=True)),
                ("plan", models.JSONField("ændringer", default=list, blank=True)),
                ("warnings", models.JSONField("advarsler", default=list, blank=True)),
                ("uploaded_at", models.DateTimeField("modtaget", auto_now_add=True)),
                ("changed_at", models.DateTimeField("senest ændret", auto_now=True)),
                ("document", models.ForeignKey(
                    "meetings.document", models.SET_NULL, null=True, blank=True, related_name="uploads",
                    verbose_name="dokument",
                )),
                ("uploaded_by", models.ForeignKey(
                    settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
                    verbose_name="af",
                )),
            ],
            options={
                "verbose_name": "indlæsning", "verbose_name_plural": "indlæsninger", "ordering": ("-pk",),
                "indexes": [
                    models.Index(fields=["id"], condition=Q(state__in=("waiting", "accepted")), name="upload_queue"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(state__in=[
                            "waiting", "planned", "accepted", "applied", "unchanged", "refused", "withdrawn",
                        ]),
                        name="upload_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=~Q(state="refused") | ~Q(sentence=""), name="refused_upload_says_why",
                    ),
                    models.UniqueConstraint(
                        fields=("sha256",), condition=Q(state__in=("waiting", "accepted", "planned")),
                        name="one_open_upload_a_file", violation_error_message="Filen ligger allerede til indlæsning.",
                    ),
                ],
            },
        ),

        # Matters over several meetings
        migrations.CreateModel(
            name="CaseThread",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("title", models.CharField("overskrift", max_length=300, validators=[MinLengthValidator(2)])),
                ("slug", models.SlugField(
                    "adresse", max_length=60, unique=True,
                    help_text="Indgår i forløbets adresse. Ændrer du den, fører den gamle adresse hen til den nye.",
                )),
                ("former_slugs", ArrayField(
                    models.SlugField(max_length=60), default=list, blank=True, editable=False,
                    verbose_name="tidligere adresser",
                )),
                ("state", models.CharField(
                    "status", max_length=10,
                    choices=[("proposed", "Foreslået"), ("confirmed", "Bekræftet"), ("dismissed", "Afvist")],
                    default="confirmed",
                )),
                ("is_edited", models.BooleanField(
                    "oprettet eller omdøbt af en redaktør", default=False, editable=False,
                )),
                ("made_at", models.DateTimeField("oprettet", auto_now_add=True)),
            ],
            options={
                "verbose_name": "forløb", "verbose_name_plural": "forløb", "ordering": ("title", "pk"),
                "indexes": [GinIndex(fields=["former_slugs"], name="thread_by_former_slug")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(state__in=["proposed", "confirmed", "dismissed"]), name="thread_state_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreadItem",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("place", models.CharField(
                    "status", max_length=10,
                    choices=[
                        ("proposed", "Foreslået"), ("confirmed", "Bekræftet"), ("removed", "Taget ud"),
                        ("dismissed", "Afvist med forløbet"),
                    ],
                    default="confirmed",
                )),
                ("reason", models.CharField("grund", max_length=80, blank=True)),
                ("item", models.ForeignKey(
                    "meetings.agendaitem", models.CASCADE, related_name="thread_places", verbose_name="punkt",
                )),
                ("thread", models.ForeignKey(
                    "meetings.casethread", models.CASCADE, related_name="places", verbose_name="forløb",
                )),
            ],
            options={
                "verbose_name": "punkt i forløb", "verbose_name_plural": "punkter i forløb",
                "ordering": ("-item__meeting__date", "item__position"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("thread", "item"), name="one_place_a_thread_and_item",
                        violation_error_message="Punktet står allerede i forløbet.",
                    ),
                    models.UniqueConstraint(
                        fields=("item",), condition=Q(place__in=("proposed", "confirmed")), name="one_thread_an_item",
                        violation_error_message="Punktet står allerede i et andet forløb.",
                    ),
                    models.CheckConstraint(
                        condition=Q(place__in=["proposed", "confirmed", "removed", "dismissed"]),
                        name="thread_place_is_known",
                    ),
                ],
            },
        ),
        migrations.AddField(
            "casethread",
            "items",
            models.ManyToManyField(
                "meetings.agendaitem", related_name="case_threads", through="meetings.ThreadItem",
                verbose_name="punkter",
            ),
        ),
        migrations.CreateModel(
            name="MatterSignature",
            fields=[
                ("item", models.OneToOneField(
                    "meetings.agendaitem", models.CASCADE, primary_key=True, serialize=False,
                    related_name="matter_signature",
                )),
                ("date", models.DateField()),
                ("terms", ArrayField(models.TextField())),
                ("anchors", ArrayField(models.TextField())),
                ("case_number", models.CharField(max_length=60, blank=True)),
                ("traits", models.JSONField()),
                ("council", models.ForeignKey("meetings.council", models.CASCADE, related_name="+")),
                ("meeting", models.ForeignKey("meetings.meeting", models.CASCADE, related_name="+")),
            ],
            options={
                "indexes": [
                    GinIndex(fields=["terms"], name="matter_by_term"),
                    GinIndex(fields=["anchors"], name="matter_by_anchor"),
                    models.Index(fields=["case_number"], condition=~Q(case_number=""), name="matter_by_case_number"),
                    models.Index(fields=["date"], name="matter_by_date"),
                ],
            },
        ),

        # Words that mean the same
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("word", models.CharField(
                    "forkortelse eller ord", max_length=60, help_text="Som det skrives: »SOSU«.",
                )),
                ("meaning", models.CharField(
                    "betydning", max_length=200, help_text="Skrevet helt ud: »social- og sundhed«.",
                )),
                ("is_two_way", models.BooleanField(
                    "begge veje", default=True,
                    help_text="En søgning efter betydningen finder også forkortelsen. "
                    "Ellers gælder det kun den anden vej.",
                )),
                ("status", models.CharField(
                    "status", max_length=10,
                    choices=[("suggested", "Foreslået"), ("approved", "Godkendt"), ("dismissed", "Afvist")],
                    default="approved", help_text="Søgningen bruger kun det, der er godkendt.",
                )),
                ("origin", models.CharField(
                    "kommer fra", max_length=10,
                    choices=[
                        ("seed", "Fra begyndelsen"), ("document", "Læst i et dokument"),
                        ("editor", "Skrevet af en redaktør"),
                    ],
                    default="editor", editable=False,
                )),
                ("wording", models.TextField("ordlyd i dokumentet", blank=True, editable=False)),
                ("word_read", models.CharField(max_length=60, blank=True, editable=False)),
                ("meaning_read", models.CharField(max_length=200, blank=True, editable=False)),
                ("item", models.ForeignKey(
                    "meetings.agendaitem", models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
                    verbose_name="først læst i",
                )),
            ],
            options={
                "verbose_name": "forkortelse eller synonym", "verbose_name_plural": "forkortelser og synonymer",
                "ordering": (Lower("word"), Lower("meaning"), "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        Lower("word"), Lower("meaning"), name="one_synonym_a_word_and_meaning",
                        violation_error_message="Ordet har allerede denne betydning. "
                        "Find det i listen; det kan være afvist.",
                    ),
                    models.UniqueConstraint(
                        Lower("word_read"), Lower("meaning_read"), condition=~Q(meaning_read=""),
                        name="one_synonym_a_pair_read",
                    ),
                    models.CheckConstraint(
                        condition=Q(meaning__regex=r"\S", word__regex=r"\S"), name="a_synonym_has_a_word_and_a_meaning",
                        violation_error_message="Skriv både et ord og en betydning.",
                    ),
                    models.CheckConstraint(
                        condition=~Q(Exact(Lower("word"), Lower("meaning"))), name="a_synonym_is_another_word",
                        violation_error_message="Betydningen er den samme som ordet.",
                    ),
                ],
            },
        ),

        # What search reads
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                ("item", models.OneToOneField(
                    "meetings.agendaitem", models.CASCADE, primary_key=True, serialize=False, related_name="search_row",
                )),
                ("date", models.DateField()),
                ("vector", SearchVectorField()),
                ("analyzer_version", models.PositiveSmallIntegerField()),
                ("facets", ArrayField(models.IntegerField(), default=list)),
            ],
            options={
                "indexes": [
                    GinIndex(fields=["vector"], name="search_by_vector"),
                    models.Index(fields=["-date", "-item"], name="search_by_date"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(primary_key=True, serialize=False, max_length=40)),
                ("folded", folded("word")),
            ],
            options={
                "indexes": [
                    GinIndex(fields=["word"], name="words_by_trigram", opclasses=("gin_trgm_ops",)),
                    models.Index(Length("folded"), F("folded"), name="words_shortest_first"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TitleTail",
            fields=[
                ("pk", models.CompositePrimaryKey(
                    "item", "position", primary_key=True, serialize=False, blank=True, editable=False,
                )),
                ("item", models.ForeignKey(
                    "meetings.agendaitem", models.CASCADE, db_index=False, related_name="title_tails",
                )),
                ("position", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=60, db_collation="C")),
                ("date", models.DateField()),
            ],
            options={"indexes": [models.Index(fields=["words", "-date", "-item"], name="tails_newest_first")]},
        ),
        migrations.CreateModel(
            name="Numbering",
            fields=[
                ("made", models.UUIDField(primary_key=True, serialize=False)),
                ("days", ArrayField(models.DateField())),
                ("firsts", ArrayField(models.IntegerField())),
                ("items", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="NumberedItem",
            fields=[
                ("number", models.IntegerField(primary_key=True, serialize=False)),
                ("item", models.OneToOneField(
                    "meetings.agendaitem", models.DO_NOTHING, db_constraint=False, related_name="+",
                )),
            ],
        ),
        migrations.CreateModel(
            name="UnnumberedItem",
            fields=[
                ("item", models.OneToOneField(
                    "meetings.agendaitem", models.DO_NOTHING, primary_key=True, serialize=False, db_constraint=False,
                    related_name="+",
                )),
            ],
        ),
        migrations.CreateModel(
            name="StaleNumber",
            fields=[
                ("number", models.IntegerField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="CommonLexeme",
            fields=[
                ("lexeme", models.CharField(primary_key=True, serialize=False, max_length=260)),
                ("is_facet", models.BooleanField()),
                ("numbers", models.BinaryField()),
            ],
            options={"indexes": [models.Index(fields=["lexeme"], condition=Q(is_facet=True), name="sets_of_facets")]},
        ),
        migrations.CreateModel(
            name="CommonPair",
            fields=[
                ("pair", models.TextField(primary_key=True, serialize=False)),
                ("numbers", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="RarePairs",
            fields=[
                ("place", models.IntegerField(primary_key=True, serialize=False)),
                ("numbers", models.BinaryField()),
            ],
        ),

        # The archive's version
        migrations.CreateModel(
            name="ArchiveChange",
            fields=[
                ("id", models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)),
                ("changes", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
        ),

        # What the database does by itself
        migrations.RunSQL(STORAGE, migrations.RunSQL.noop),
        migrations.RunSQL(FOLLOWING, NOT_FOLLOWING),
        migrations.RunSQL(REMEMBERING, NOT_REMEMBERING),
        migrations.RunSQL(COUNTING, NOT_COUNTING),
        migrations.RunSQL(WATCHING, NOT_WATCHING),

        # What it holds: the archive's first change
        migrations.RunPython(add_first_rows, migrations.RunPython.noop),
    ]
