"""The settings, as far as one can tell from them that they are wrong."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from meetings.installation.finding import Finding

# Of Django's own check (security.W009).
_SHORTEST_KEY, _FEWEST_SIGNS = 50, 5
_SUBJECT = "Indstillinger"


def settings_findings() -> Iterator[Finding]:
    """What is wrong with the settings. Of a developer's machine it is said that it is one, and no more."""
    if settings.DEBUG:
        yield Finding(_SUBJECT, "DEBUG er slået til.", "Det er kun til udvikling: fjern DEBUG, hvor andre kan se med.")
        return
    if len(settings.SECRET_KEY) < _SHORTEST_KEY or len(set(settings.SECRET_KEY)) < _FEWEST_SIGNS:
        remedy = f"Sæt den til mindst {_SHORTEST_KEY} tilfældige tegn."
        yield Finding(_SUBJECT, "SECRET_KEY er så kort, at den kan gættes.", remedy, is_serious=True)
    if settings.REDACTION_KEY == settings.SECRET_KEY:
        yield Finding(
            _SUBJECT,
            "REDACTION_KEY er den samme som SECRET_KEY.",
            "Sæt REDACTION_KEY til den værdi nu: ellers kommer udeladte ord igen, når SECRET_KEY bliver skiftet.",
        )
    if "*" in settings.ALLOWED_HOSTS:
        remedy = "Skriv sidens egne værtsnavne."
        yield Finding(_SUBJECT, "ALLOWED_HOSTS tager ethvert navn.", remedy, is_serious=True)
    if not settings.HTTPS:
        yield Finding(_SUBJECT, "HTTPS er slået fra.", "Kodeord og cookies kan læses undervejs: fjern HTTPS=0.")
    if not settings.SECOND_FACTOR:
        yield Finding(_SUBJECT, "SECOND_FACTOR er slået fra.", "Redaktører kan logge ind med et kodeord alene.")
    behind_proxy = getattr(settings, "SECURE_PROXY_SSL_HEADER", None)
    if behind_proxy and not settings.TRUSTED_PROXIES:
        yield Finding(
            _SUBJECT,
            "BEHIND_PROXY er sat, men TRUSTED_PROXIES er 0.",
            "Alle ser ud til at komme fra proxyens adresse: sæt TRUSTED_PROXIES til, hvor mange proxyer der er.",
        )
    yield from _contact_findings()
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        remedy = "Kør manage.py collectstatic."
        yield Finding(_SUBJECT, "Typografiark og scripts er ikke samlet.", remedy, is_serious=True)


def _contact_findings() -> Iterator[Finding]:
    if not settings.CONTACT["publisher"]:
        yield Finding(_SUBJECT, "PUBLISHER er tom.", "Skriv, hvem der driver arkivet: loven kræver det af »Privatliv«.")
    if not (settings.CONTACT["privacy_email"] or settings.CONTACT["email"]):
        remedy = "Sæt PRIVACY_EMAIL eller CONTACT_EMAIL."
        yield Finding(_SUBJECT, "Ingen kan skrive til jer om deres oplysninger.", remedy)
