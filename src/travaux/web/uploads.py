"""Uploaded files: checked at the door, stored at once, kept through a refusal."""

from pathlib import PurePath
from typing import Final

from django.core.files.uploadedfile import UploadedFile

from travaux.kernel import storage
from travaux.register.actions import Given
from travaux.rules.refusal import Invalid
from travaux.rules.wording import file_name
from travaux.web import typed
from travaux.web.request import Request

_BEGINNINGS: Final[dict[str, tuple[bytes, ...]]] = {
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
    ".pptx": (b"PK\x03\x04",),
    ".odt": (b"PK\x03\x04",),
    ".ods": (b"PK\x03\x04",),
    ".zip": (b"PK\x03\x04",),
    ".pdf": (b"%PDF-",),
    ".doc": (b"\xd0\xcf\x11\xe0",),
    ".rtf": (b"{\\rtf",),
    ".png": (b"\x89PNG",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".txt": (),
    ".md": (),
    ".csv": (),
    ".html": (),
    ".json": (),
    ".xml": (),
}
"""What may be submitted, and how such a file begins where it has a sign of its own."""


def language_of(request: Request) -> str:
    """Return in which language the files of a document's form are: their own, else its."""
    return (request.POST.get("files_language") or request.POST.get("language", "en"))[:10]


def take(request: Request, language: str, field: str = "upload") -> list[Given]:
    """Store the files of a form, those kept from an earlier try first, and return them.

    Raises Invalid for a file that is empty, of no known kind, or not what its name says; the good
    ones are kept for the next try.
    """
    earlier = typed.redeem(request.POST.getlist("kept_file"))
    given = [Given(one.name, language, one.kept) for one in earlier]
    problems = []
    for upload in request.FILES.getlist(field):
        try:
            given.append(_stored(upload, language, field))
        except Invalid as refusal:
            problems.append(refusal.sentence)
    _show(request, given)
    if problems:
        raise Invalid(" ".join(problems), field=field)
    return given


def again(request: Request, tokens: list[str]) -> None:
    """Let the page show the files of an earlier try."""
    _show(request, typed.redeem(tokens))


def _show(request: Request, given: list[Given]) -> None:
    request.kept_files = [(one.name, typed.token(one)) for one in given]


def _stored(upload: "UploadedFile[bytes]", language: str, field: str) -> Given:
    name = file_name(upload.name or "", field=field)
    _check(name, upload, field)
    return Given(name, language, storage.keep(upload.chunks()))


def _check(name: str, upload: "UploadedFile[bytes]", field: str) -> None:
    ending = PurePath(name).suffix.lower()
    if ending not in _BEGINNINGS:
        raise Invalid(
            f"“{name}” is not of a kind that is taken. Send it as Word, Excel, PDF, OpenDocument or"
            " plain text.",
            field=field,
        )
    if not upload.size:
        raise Invalid(f"“{name}” is empty: 0 bytes arrived. Choose it again.", field=field)
    signs = _BEGINNINGS[ending]
    upload.seek(0)
    head = upload.read(8)
    upload.seek(0)
    if signs and not head.startswith(signs):
        raise Invalid(
            f"“{name}” is not what its name says: it does not begin as a {ending} file does. Open"
            " it in its program and save it again.",
            field=field,
        )
