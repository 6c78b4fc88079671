"""R32: what exceeds a person's audience reaches her by no page, address, file or archive."""

import io
import zipfile
from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.db import connections
from django.http.response import HttpResponseBase
from django.test import Client

from tests.cast import Cast
from tests.register.test_audiences import WHO, Paper, Stage, hashes, knows, reads
from travaux import verify_receipt
from travaux.kernel.keys import vkey

pytestmark = pytest.mark.django_db(databases=list(connections))
SITE = "/wtpf-13"


@pytest.fixture(params=["in preparation", "submitted", "posted", "recalled"])
def stage(cast: Cast, request: pytest.FixtureRequest) -> Stage:
    """Every third pair of audiences: the queries below are held against all of them."""
    stage = Stage(cast, request.param)
    stage.papers = stage.papers[::3]
    return stage


def clients(stage: Stage) -> Iterator[tuple[str, Client]]:
    """Yield everyone of the cast, signed in."""
    backend = "django.contrib.auth.backends.ModelBackend"
    for who in WHO:
        client = Client()
        if who in stage.cast.accounts:
            account = get_user_model().objects.get(id=stage.cast.accounts[who])
            client.force_login(account, backend=backend)
        yield who, client


def body(answer: HttpResponseBase) -> bytes:
    """Return what an answer holds, however it is sent."""
    return b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]


def test_r32_no_page_tells_of_what_one_may_not_know(stage: Stage) -> None:
    absent = body(Client().get(f"{SITE}/document/0000000000000000"))
    assert b"no such document" in absent
    for who, client in clients(stage):
        lists = b"".join(
            body(client.get(f"{SITE}/{page}"))
            for page in ("", "register", "restricted", "desk", "officer")
        )
        for paper in stage.papers:
            page = client.get(f"{SITE}/document/{paper.ref}")
            if knows(who, paper.state, paper.entry):
                assert page.status_code == 200, (who, paper)
                assert paper.mark.encode() in body(page)
            else:
                assert page.status_code == 404, (who, paper)
                assert paper.mark.encode() not in body(page) + lists, (who, paper)
                assert paper.sha256.encode() not in body(page) + lists
            _addresses(client, who, paper)


def _addresses(client: Client, who: str, paper: Paper) -> None:
    """Hold every address that leads into a document against the law."""
    address = f"{SITE}/document/{paper.ref}"
    readable = reads(who, paper.state, paper.entry, paper.content)
    file = client.get(f"{address}/file/{paper.file}")
    if file.status_code == 200:
        assert readable, (who, paper)
        assert paper.mark.encode() in body(file)
        assert file["Content-Disposition"].startswith("attachment")
    elif paper.state != "recalled":
        assert not readable, (who, paper)
    known = knows(who, paper.state, paper.entry)
    text = client.get(f"{address}/text/{paper.file}")
    assert text.status_code == 404  # nothing was read here; the refusal tells of no file
    if paper.symbol:
        found = client.get(f"{SITE}/symbol/{paper.symbol}")
        assert (found.status_code == 302) == known
    page = body(client.get(address))
    assert (paper.sha256.encode() in page) == hashes(
        who, paper.state, paper.entry, paper.content
    ), (who, paper)


def test_r32_a_proof_shows_hashes_only_to_who_may_read(stage: Stage) -> None:
    for who, client in clients(stage):
        for paper in stage.papers:
            answer = client.get(f"{SITE}/document/{paper.ref}/proof")
            if answer.status_code != 200:
                continue
            assert knows(who, paper.state, paper.entry)
            report = verify_receipt.check(body(answer), vkey())
            shown = "files" in dict(report.fields)
            assert not shown or hashes(who, paper.state, paper.entry, paper.content), (who, paper)


def test_r32_the_archive_of_a_meeting_holds_what_one_may_read(stage: Stage) -> None:
    for who, client in clients(stage):
        answer = client.get(f"{SITE}/meeting/2.zip")
        names = "" if answer.status_code == 404 else _names(body(answer))
        for paper in stage.papers:
            held = paper.mark in names
            assert not held or reads(who, paper.state, paper.entry, paper.content), (who, paper)
            if paper.state == "posted":
                assert held == reads(who, paper.state, paper.entry, paper.content), (who, paper)


def _names(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return "\n".join(archive.namelist())


def test_a_receipt_is_for_its_delegation_and_the_secretariat(stage: Stage) -> None:
    for who, client in clients(stage):
        for paper in stage.papers[:2]:
            if not paper.submission:
                continue
            for address in ("", "/file"):
                answer = client.get(f"{SITE}/receipt/{paper.submission}{address}")
                allowed = who in ("delegate", "head", "officer")
                assert (answer.status_code == 200) == allowed, (who, paper, address)
