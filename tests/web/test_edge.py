"""R8: the edge stamps both instants, and says plainly why a request cannot be read."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any, cast

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import LimitedStream
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from travaux.kernel import clock
from travaux.web import edge

NOW = datetime(2012, 10, 5, 22, 0, tzinfo=UTC)
BOUNDARY = "edge"
_PLAIN = "application/x-www-form-urlencoded"


@pytest.fixture
def passed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The requests that the edge let through."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    found: list[Any] = []
    return found


def _through(request: HttpRequest, passed: list[Any]) -> HttpResponse:
    def inner(request: HttpRequest) -> HttpResponse:
        passed.append(request)
        return HttpResponse("through")

    return edge.EdgeMiddleware(inner)(request)


def _form(data: dict[str, Any], **more: Any) -> HttpRequest:
    return cast(HttpRequest, RequestFactory().post("/submit", data, **more))


def _raw(body: bytes, **more: Any) -> HttpRequest:
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return cast(HttpRequest, RequestFactory().generic("POST", "/submit", body, kind, **more))


def test_what_our_server_stamped_is_when_it_began(passed: list[Any]) -> None:
    stamp = edge.stamp(NOW.timestamp() - 30.25)
    _through(_form({"title": "T"}, **{edge.HEADER: stamp}), passed)
    (request,) = passed
    assert (request.arrived - request.began).total_seconds() == 30.25
    assert request.arrived == NOW


@pytest.mark.parametrize("value", ["1349395200", " 1349395200", "x 1349395200", "", "nan", "é 1"])
def test_a_stamp_that_is_not_ours_is_not_believed(passed: list[Any], value: str) -> None:
    _through(_form({"title": "T"}, **{edge.HEADER: value}), passed)
    (request,) = passed
    assert (request.began, request.arrived) == (NOW, NOW)


def test_the_body_is_read_before_the_second_instant(
    passed: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    request: Any = _form({"title": "T"})
    read: list[bool] = []

    def now() -> datetime:
        read.append(request._read_started)
        return NOW

    monkeypatch.setattr(clock, "now", now)
    _through(request, passed)
    assert read == [False, True]


def _refused(request: HttpRequest, passed: list[Any], status: int, words: str) -> None:
    response = _through(request, passed)
    assert response.status_code == status
    page = response.content.decode()
    assert words in page
    assert "nothing" in page.lower()
    assert "was taken" in page
    assert passed == []


def test_what_is_too_large_is_refused_unread(passed: list[Any]) -> None:
    request = _raw(b"x", CONTENT_LENGTH=str(settings.UPLOAD_LIMIT + 1))
    _refused(request, passed, 413, "larger than 100 MiB")
    assert not getattr(request, "_read_started", False)


@pytest.mark.parametrize("length", ["many", "-1", "1e3"])
def test_a_length_that_is_none_is_refused(passed: list[Any], length: str) -> None:
    _refused(_raw(b"x", CONTENT_LENGTH=length), passed, 413, "larger than")


def test_what_does_not_say_its_length_is_refused(passed: list[Any]) -> None:
    _refused(_raw(b"x", HTTP_TRANSFER_ENCODING="chunked"), passed, 411, "Content-Length")


class _Broken(BytesIO):
    def read(self, *_: Any) -> bytes:
        raise OSError("the connection was reset")


def test_what_was_cut_off_is_refused(passed: list[Any]) -> None:
    request = cast(Any, _raw(b"--edge\r\n" * 100))
    request._stream = _Broken()
    _refused(request, passed, 400, "did not arrive whole")


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=edge", _PLAIN])
def test_what_ended_early_is_refused_though_it_reads_as_a_form(
    passed: list[Any], kind: str
) -> None:
    body = b"--edge\r\nContent-Disposition: form-data; name=x; filename=a\r\n\r\nhalf a fi"
    length = len(body) + 9
    request = cast(Any, RequestFactory().generic("POST", "/submit", body, kind))
    request.META["CONTENT_LENGTH"] = str(length)
    request._stream = LimitedStream(BytesIO(body), length)
    _refused(request, passed, 400, "did not arrive whole")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"--edge\r\nContent-Disposition: form-data; name=x\r\n\r\n1", "multipart/form-data"),
        (b"x", "multipart/form-data; boundary="),
        (b"x", f"multipart/form-data; boundary={'é' * 10}"),
    ],
)
def test_what_is_no_form_is_refused(passed: list[Any], body: bytes, kind: str) -> None:
    request = cast(HttpRequest, RequestFactory().generic("POST", "/submit", body, kind))
    _refused(request, passed, 400, "not a form")


def test_too_many_files_or_fields_are_refused(passed: list[Any]) -> None:
    files = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(21)]
    _refused(_form({"upload": files}), passed, 400, "At most 20 files")
    _refused(_form({f"f{n}": "x" for n in range(2001)}), passed, 400, "Too much at once")


def test_what_is_only_looked_at_has_both_instants_too(passed: list[Any]) -> None:
    request = cast(HttpRequest, RequestFactory().get("/"))
    assert _through(request, passed).content == b"through"
    assert (passed[0].began, passed[0].arrived) == (NOW, NOW)
