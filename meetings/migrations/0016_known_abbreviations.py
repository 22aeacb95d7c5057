from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KNOWN = (
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


def add_known_abbreviations(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    synonym = apps.get_model("meetings", "Synonym")
    synonym.objects.bulk_create(
        synonym(word=word, meaning=meaning, status="approved", origin="seed") for word, meaning in KNOWN
    )


class Migration(migrations.Migration):
    """Abbreviations that Danish municipalities write without explaining them, each with its one certain meaning."""

    dependencies = [("meetings", "0015_synonyms")]

    operations = [migrations.RunPython(add_known_abbreviations, migrations.RunPython.noop)]
