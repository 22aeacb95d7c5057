"""What tests of the admin share."""

from typing import Any

import pytest

from meetings.importing import upload_worker


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch, settings: Any) -> list[object]:
    """One entry for each worker that a request would have started."""
    found: list[object] = []
    settings.UPLOAD_WORKER = True
    monkeypatch.setattr(upload_worker, "start_worker", lambda: found.append(None))
    return found
