"""What holds for every test. The database needs nothing here: the first test that asks for it starts it."""

from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

# A slow or a shared machine must not fail a property that holds, and one commit gives one answer everywhere. New
# counterexamples are looked for with `make explore`.
hypothesis_settings.register_profile("archive", deadline=None, derandomize=True)
hypothesis_settings.register_profile("explore", deadline=None, max_examples=1_000)
hypothesis_settings.load_profile("archive")


@pytest.fixture(autouse=True)
def scratch_storage(settings: Settings, tmp_path: Path) -> None:
    """Stored documents go to a directory of the test's own, no request starts a worker, passwords are hashed fast."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.UPLOAD_WORKER = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
