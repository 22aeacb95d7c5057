"""How a Chromium is found, installed, or asked for."""

from pathlib import Path

import pytest

from meetings.tests.browser import chromium


def write_program(path: Path, status: int = 0) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\nexit {status}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without a browser; the folder is the only one that programs are looked for in."""
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setattr(chromium, "EXECUTABLES", ())
    monkeypatch.setattr(chromium, "playwright_chromium", lambda: None)
    return programs


def test_an_installed_one_is_taken(bare: Path) -> None:
    program = write_program(bare / "chromium-browser")
    assert chromium.find_chromium() == program


def test_one_that_does_not_run_is_passed_over(bare: Path) -> None:
    write_program(bare / "chromium", status=127)
    program = write_program(bare / "google-chrome")
    assert chromium.find_chromium() == program


def test_playwrights_own_comes_next(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    downloaded = bare / "downloaded"
    monkeypatch.setattr(chromium, "playwright_chromium", lambda: downloaded)
    assert chromium.find_chromium() == downloaded


def test_root_installs_debians(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    package = write_program(bare / "package")
    installs = f"""case "$*" in *"install "*chromium*) /bin/cp "{package}" "{bare}/chromium";; esac"""
    (bare / "apt-get").write_text(f"#!/bin/sh\n{installs}\n")
    (bare / "apt-get").chmod(0o755)
    assert chromium.find_chromium() == bare / "chromium"


@pytest.mark.parametrize("user", [pytest.param(0, id="root without apt-get"), pytest.param(1000, id="a user")])
def test_else_it_says_what_to_install(bare: Path, monkeypatch: pytest.MonkeyPatch, user: int) -> None:
    monkeypatch.setattr("os.geteuid", lambda: user)
    if user:
        write_program(bare / "apt-get")
    with pytest.raises(chromium.ChromiumMissing, match="apt-get install chromium"):
        chromium.find_chromium()
