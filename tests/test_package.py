"""The wheel holds all that the program needs, and works without the checkout and without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from conftest import DOCUMENTS, ROOT

pytestmark = pytest.mark.package

# What a build reads. Setuptools leaves folders behind where it builds, so it gets a copy.
SOURCES = ("src", "ontology", "data", "setup.cfg", "pyproject.toml", "README.md", "LICENSE")
EXPERTS_FILES = {
    "policygraph/ontology": ("ontology", "*.ttl"),
    "policygraph/ontology/queries": ("ontology/queries", "*.rq"),
    "policygraph/data/rules": ("data/rules", "*.toml"),
    "policygraph/data/gazetteers": ("data/gazetteers", "*.csv"),
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the setuptools of this environment."""
    copy, target = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("wheel")
    leftovers = shutil.ignore_patterns("*.egg-info", "__pycache__")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=leftovers)
        else:
            shutil.copy(source, copy / name)
    _pip("wheel", "--no-build-isolation", "--no-deps", "--wheel-dir", target, copy)
    (made,) = target.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """The files in the wheel."""
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the installed wheel and nothing else."""
    target = tmp_path_factory.mktemp("installed")
    _pip("install", "--no-deps", "--target", target, wheel)
    return target


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's folder outside the checkout, with documents in it."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(DOCUMENTS, folder / "documents")
    return folder


def test_wheel_holds_every_module_and_what_stands_beside_it(names: set[str]) -> None:
    package = ROOT / "src" / "policygraph"
    files = [path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    expected = {f"policygraph/{path.relative_to(package).as_posix()}" for path in files}
    assert {"policygraph/py.typed", "policygraph/view/template.html.j2", "policygraph/cli/vi.toml"} <= expected
    assert expected - names == set()


@pytest.mark.parametrize("folder", EXPERTS_FILES)
def test_wheel_holds_the_experts_files(names: set[str], folder: str) -> None:
    source, pattern = EXPERTS_FILES[folder]
    expected = {f"{folder}/{path.name}" for path in (ROOT / source).glob(pattern)}
    assert expected
    assert expected - names == set()


def test_wheel_holds_nothing_else(names: set[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"policygraph"}
    assert not [name for name in names if "test" in name.lower() or "/documents/" in name]


def test_installed_package_is_the_one_that_runs(installed: Path, desk: Path) -> None:
    where = "import policygraph, policygraph.resources as r; print(policygraph.__file__, r.root(), sep='\\n')"
    lines = _python(installed, desk, "-c", where).stdout.splitlines()
    assert [Path(line).is_relative_to(installed) for line in lines] == [True, True]


def test_installed_package_builds_answers_and_draws(installed: Path, desk: Path) -> None:
    def run(*arguments: str) -> str:
        return _python(installed, desk, "-m", "policygraph", *arguments).stdout

    assert "documents\t\t" in run("build", "documents", "-o", "out")
    assert "1557/QĐ-TTg" in run("depends", "de an vi tri viec lam")
    assert "Sở Nội vụ" in run("workload")
    run("validate")
    run("view", "-o", "page.html")
    assert "<html" in (desk / "page.html").read_text(encoding="utf-8")


def _python(installed: Path, desk: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("POLICYGRAPH", "PYTHON"))}
    return _run([sys.executable, *arguments], cwd=desk, env=environment | {"PYTHONPATH": str(installed)})


def _pip(*arguments: str | Path) -> None:
    _run([sys.executable, "-m", "pip", "--no-input", *map(str, arguments)], env=os.environ | {"PIP_NO_INDEX": "1"})


def _run(command: list[str], **settings: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, **settings)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stderr
    return done  # type: ignore[no-any-return]
