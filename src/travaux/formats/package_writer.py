"""What every package that we write has in common: the archive, and what it says of itself."""

import io
import zipfile
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape

from travaux.formats.xml_text import clean

XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
APPLICATION: Final = (
    f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>Travaux</Application></Properties>'
).encode()
"""The part `docProps/app.xml`."""


def archive(members: Mapping[str, bytes]) -> bytes:
    """Return the members as a zip archive in their order, without the instant of writing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            made.writestr(info, data)
    return stream.getvalue()


def properties(title: str, subject: str, language: str, creator: str = "") -> bytes:
    """Return the part `docProps/core.xml` (ECMA-376 part 2, 11); what is empty is left out."""
    told = (("title", title), ("subject", subject), ("creator", creator), ("language", language))
    held = "".join(f"<dc:{name}>{escape(clean(text))}</dc:{name}>" for name, text in told if text)
    return (
        f"{XML}<cp:coreProperties xmlns:cp="
        '"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/">{held}</cp:coreProperties>'
    ).encode()
