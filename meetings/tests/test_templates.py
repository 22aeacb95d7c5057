"""Templates as files: every line of each, also of those that the linter does not look at."""

from django.conf import settings

LONGEST = 120


def test_no_line_of_a_template_is_too_long() -> None:
    templates = settings.BASE_DIR / "templates"
    long = {
        f"{path.relative_to(templates)}:{number}"
        for path in templates.rglob("*.*")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if len(line) > LONGEST
    }
    assert not long
