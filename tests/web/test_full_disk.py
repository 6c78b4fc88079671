"""A full disk: nothing is taken, nothing is left behind, and the page says so in a sentence."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from tests.cast import Cast
from travaux.cli.installation import opened
from travaux.kernel import log, storage
from travaux.people.models import Account
from travaux.register.models import Document, Submission
from travaux.web.refusals import full_disk

KEPT = """
import resource, sys
import django
django.setup()
from travaux.cli.installation import opened
from travaux.kernel import log, storage
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    storage.keep([b"x" * 60_000, b"y" * 60_000])
except OSError as error:
    sys.exit(error.strerror)
"""


def test_a_file_for_which_there_is_no_room_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "files" / "coming").mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-c", KEPT],
        env=os.environ
        | {"TRAVAUX_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "travaux.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.strip() == os.strerror(errno.EFBIG)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.fixture
def head(cast: Cast) -> Client:
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
    client = Client(raise_request_exception=False)
    account = Account.objects.get(id=cast.accounts["head"])
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _sent(client: Client) -> Any:
    return client.post(
        "/wtpf-13/submit",
        {
            "title": "Comments",
            "kind": "contribution",
            "language": "en",
            "content_audience": "public",
            "entry_audience": "public",
            "key": "a-key-of-the-test-0000000",
            "prepare": "1",
            "upload": SimpleUploadedFile("c.txt", b"Text of a contribution."),
        },
    )


def _nothing_taken(answer: Any) -> None:
    page = answer.content.decode()
    assert answer.status_code == 507
    assert "is full, so nothing of what you sent was taken" in page
    assert "Comments" in page  # what was typed is kept
    assert "Traceback" not in page
    assert not Document.objects.exists()
    assert not Submission.objects.exists()


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_form_whose_file_finds_no_room_says_so(
    head: Client, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    before = set(storage.stored()), _coming()
    monkeypatch.setattr(os, "fsync", full)
    answer = _sent(head)
    monkeypatch.undo()
    _nothing_taken(answer)
    assert (set(storage.stored()), _coming()) == before


def _coming() -> set[str]:
    return {path.name for path in (Path(settings.ENVIRONMENT.data) / "files" / "coming").iterdir()}


@pytest.mark.django_db(databases="__all__")
def test_a_form_for_whose_rows_there_is_no_room_says_so(
    head: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(fields: log.Fields) -> int:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(log, "append", full)
    _nothing_taken(_sent(head))


@pytest.mark.django_db(databases="__all__")
def test_a_session_for_which_there_is_no_room_says_so_too(
    head: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_named: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(SessionMiddleware, "process_response", full)
    answer = head.post("/sign-out")
    assert answer.status_code == 507
    assert "no receipt, it was not taken" in answer.content.decode()


def test_the_command_line_says_so_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRAVAUX_DATA", os.environ["TRAVAUX_DATA"])
    with pytest.raises(SystemExit) as left, opened(settings.ENVIRONMENT.data, new=True):
        raise OperationalError("database or disk is full")
    assert left.value.code == 1
    assert "cannot be used: database or disk is full. Run" in capsys.readouterr().err


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("database or disk is full"),
        OperationalError('could not extend file "base/1": No space left on device'),
        OSError(errno.ENOSPC, "No space left on device"),
    ],
)
def test_each_way_to_say_that_the_disk_is_full_is_understood(error: Exception) -> None:
    assert full_disk(error)


@pytest.mark.parametrize(
    "error", [OperationalError("database is locked"), OSError(errno.EIO, "?"), ValueError("full")]
)
def test_no_other_fault_is_taken_for_a_full_disk(error: Exception) -> None:
    assert not full_disk(error)
