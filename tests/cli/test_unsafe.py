"""What is unsafe does not start, and each refusal says what to set instead."""

import socket
import subprocess
import sys
import time

import pytest

from tests.cli.house import MAIN, House
from tests.ports import port

PORT = port(18500)
BIND = f"127.0.0.1:{PORT}"


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"TRAVAUX_URL": "http://travaux.example.org"}, "Put a server with TLS in front"),
        ({"TRAVAUX_URL": "ftp://127.0.0.1"}, "Set it to the address of the site"),
        ({"TRAVAUX_URL": "https://a.example/path"}, "without a path"),
        ({"TRAVAUX_URL": "https://a.example?x"}, "without a path"),
        ({"TRAVAUX_URL": "https://me@a.example"}, "without a path"),
        ({"TRAVAUX_URL": "https://[a.example"}, "TRAVAUX_URL is no address"),
        ({"TRAVAUX_URL": "https://a.example:99999"}, "TRAVAUX_URL is no address"),
        ({"TRAVAUX_URL": "https://a.example", "TRAVAUX_DEMO": "1"}, "only on 127.0.0.1"),
        ({"TRAVAUX_SHIFT": "-60"}, "no record that binds may have a false one"),
        ({"TRAVAUX_DEMO": "1", "TRAVAUX_SHIFT": "yesterday"}, "Write seconds"),
        ({"TRAVAUX_DEMO": "1", "TRAVAUX_SHIFT": "-1e99"}, "Write seconds"),
        ({"TRAVAUX_SECRET": "short"}, "The secret is too simple"),
        ({"TRAVAUX_SECRET": "a" * 80}, "The secret is too simple"),
        ({"TRAVAUX_DATABASE": "mysql://h/d"}, "postgresql://user"),
        ({"TRAVAUX_DATABASE": "postgresql://h"}, "postgresql://user"),
        ({"TRAVAUX_DATABASE": "postgresql://me:secret@h:port/d"}, "TRAVAUX_DATABASE"),
        ({"TRAVAUX_MAIL": "mail.example.org"}, "TRAVAUX_MAIL is no address"),
        ({"TRAVAUX_MAIL": "smtps://me:secret@h:0x1"}, "TRAVAUX_MAIL"),
    ],
)
def test_a_setting_that_is_unsafe_or_none_is_refused(
    made: object, tmp_path_factory: pytest.TempPathFactory, environ: dict[str, str], words: str
) -> None:
    house = House(tmp_path_factory.getbasetemp() / "made0" / "data", environ)
    sentence = house.run("doctor").sentence
    assert words in sentence
    assert "secret@" not in sentence


def test_nothing_is_made_for_an_unsafe_address(tmp_path: object, house: House) -> None:
    other = House(house.data.parent / "new")
    assert "TLS" in other.run("init", "--url", "http://a.example").sentence
    assert not other.data.exists()


@pytest.mark.parametrize("key", ["log", "secret"])
def test_a_key_that_others_can_read_is_refused(house: House, key: str) -> None:
    path = house.data / "keys" / key
    path.chmod(0o644)
    done = house.run("serve", "--bind", BIND)
    assert done.sentence == f"{path} can be read by others (mode 644). Run: chmod 600 {path}."
    path.chmod(0o600)
    house.well("doctor")


def test_a_folder_that_is_no_installation_is_said(house: House) -> None:
    other = House(house.data.parent / "nothing")
    for arguments in (
        ("doctor",),
        ("serve", "--bind", BIND),
        ("user", "list"),
        ("backup", other.data.parent / "b.tar"),
    ):
        assert "There is no installation in" in other.run(*arguments).sentence
    assert not other.data.exists()
    assert not (other.data.parent / "b.tar").exists()
    assert (
        "no installation" in other.run("user", "list", TRAVAUX_SECRET="a1b2c3d4e5f6" * 6).sentence
    )


def test_an_installation_without_its_tables_says_what_to_do(house: House) -> None:
    for path in house.data.glob("record.sqlite3*"):
        path.unlink()
    sentence = house.run("user", "list").sentence
    assert "cannot be used" in sentence
    assert "travaux doctor" in sentence
    assert "The database cannot be read" in house.findings()["log"]


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_folder_is_served_once_and_a_taken_port_is_said(house: House) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", MAIN, "serve", "--bind", BIND],
        env=house.environment(),
        cwd=house.data.parent,
    )
    try:
        _until_it_answers(server)
        other = house.run("serve", "--bind", f"127.0.0.1:{port(18600)}")
        assert (
            other.sentence == f"{house.data} is served by another process already. Stop that one."
        )
        taken = house.run("serve", "--bind", BIND)
        assert taken.sentence == (
            f"Port {PORT} of 127.0.0.1 is taken by another program. Choose another with --bind."
        )
        assert server.poll() is None
    finally:
        server.terminate()
        server.wait(30)
    assert server.returncode == 0


@pytest.mark.parametrize("bind", ["8000", "127.0.0.1:0", "127.0.0.1:99999", "192.0.2.1:18095"])
def test_where_nobody_can_listen_is_said(house: House, bind: str) -> None:
    assert bind in house.run("serve", "--bind", bind).sentence


def _until_it_answers(server: "subprocess.Popen[bytes]") -> None:
    host, port = BIND.split(":")
    for _ in range(600):
        assert server.poll() is None
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if probe.connect_ex((host, int(port))) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not start")
