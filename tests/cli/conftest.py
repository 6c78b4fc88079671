"""An installation for each test of the commands, copied from one that is made once."""

import shutil
from pathlib import Path

import pytest

from tests.cli.house import House, settled, submitted


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation with two people and two submissions, one of them posted."""
    data = tmp_path_factory.mktemp("made") / "data"
    house = settled(data)
    officer = ("--as", "officer@example.org", "--process", "wtpf-13")
    document = submitted(house)["document"]
    symbol = house.well("register", document, "--series", "Documents", *officer).out.strip()
    house.well("post", symbol, *officer)
    submitted(house, "second.txt", "We agree too.\n")
    return data


@pytest.fixture
def house(made: Path, tmp_path: Path) -> House:
    """The installation, to be worked on; the files that were handed in lie beside it."""
    shutil.copytree(made.parent, tmp_path / "house")
    return House(tmp_path / "house" / "data")
