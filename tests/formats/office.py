"""Drives LibreOffice: accepts or rejects all tracked changes of many files in one start.

A macro is put into a fresh profile; it opens each file, lets the office do its work and stores
the result. Nothing of the person's own LibreOffice profile is touched.
"""

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import pytest

PROGRAM: Final = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(
    PROGRAM is None, reason="LibreOffice is not installed (Debian: libreoffice-writer-nogui)"
)

Act = Literal["accept", "reject", "keep"]
_COMMANDS: Final = {"accept": "AcceptAllTrackedChanges", "reject": "RejectAllTrackedChanges"}
_FILTERS: Final = {
    ".docx": "MS Word 2007 XML",
    ".pdf": "writer_pdf_Export",
    ".txt": "Text (encoded)",
}


@dataclass(frozen=True)
class Job:
    """What to do with one file, and where to store the outcome (.docx, .pdf or .txt)."""

    source: Path
    act: Act
    target: Path


def run(jobs: Sequence[Job], profile: Path, *, seconds: int = 240) -> None:
    """Do all jobs in one start of LibreOffice; fail when one leaves no file."""
    assert PROGRAM is not None
    _start(profile, seconds)
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    (library / "Jobs.xba").write_text(_module(jobs), encoding="utf-8")
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (profile / "user" / "basic" / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
    _start(profile, seconds, "macro:///Standard.Jobs.All")
    missing = [str(job.target.name) for job in jobs if not job.target.exists()]
    assert not missing, f"LibreOffice gave no result for {missing}"


def _start(profile: Path, seconds: int, *arguments: str) -> None:
    """Start LibreOffice once; a start without a macro makes the profile and ends by itself."""
    command = [
        str(PROGRAM),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault"),
        *(arguments or ("--terminate_after_init",)),
    ]
    subprocess.run(command, check=False, capture_output=True, timeout=seconds)


def _module(jobs: Sequence[Job]) -> str:
    calls = "\n".join(
        f'  Work "{job.source.as_uri()}", "{_COMMANDS.get(job.act, "")}",'
        f' "{job.target.as_uri()}", "{_FILTERS[job.target.suffix]}"'
        for job in jobs
    )
    return _MODULE.replace("CALLS", calls)


_MODULE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Jobs"
 script:language="StarBasic">
Sub All
CALLS
End Sub

Sub Work(source As String, command As String, target As String, filter As String)
  Dim load(0) As New com.sun.star.beans.PropertyValue
  load(0).Name = "Hidden"
  load(0).Value = True
  Dim document As Object
  On Error GoTo Failed
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, load())
  If command &lt;&gt; "" Then
    Dim dispatcher As Object
    Dim frame As Object
    Dim none()
    frame = document.CurrentController.Frame
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    dispatcher.executeDispatch(frame, ".uno:" &amp; command, "", 0, none())
  End If
  Dim store(1) As New com.sun.star.beans.PropertyValue
  store(0).Name = "FilterName"
  store(0).Value = filter
  If filter = "Text (encoded)" Then
    store(1).Name = "FilterOptions"
    store(1).Value = "UTF8,LF,,,"
  End If
  document.storeToURL(target, store())
  document.close(True)
Failed:
End Sub
</script:module>
"""
_LIBRARY: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Jobs"/>
</library:library>
"""
_LIBRARIES: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library"
 xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" library:link="false"/>
</library:libraries>
"""
