"""LibreOffice opens our tables, stores them again, and nothing is lost."""

import subprocess
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.formats.office import PROGRAM, Job, needs_office, run
from travaux.formats.comment_tables import CommentTable, Row, read, write_docx, write_xlsx
from travaux.formats.comment_tables.table import Cell, cell, normal, tidy, words
from travaux.text.comment import Form
from travaux.text.tree import Run

pytestmark = [pytest.mark.office, needs_office]

WORDS = (
    "The forum",
    " shall",
    "=1+1",
    "+41",
    "@home",
    "互联网",
    "доступ",
    "المنتدى",
    " a_b",
    "\tx",
)


def _cell(random: Random) -> Cell:
    return tidy(
        [
            Run(
                random.choice(WORDS),
                bold=random.random() < 0.2,
                italic=random.random() < 0.2,
                underline=random.random() < 0.2,
                strike=random.random() < 0.2,
            )
            for _ in range(random.randint(1, 4))
        ]
        for _ in range(random.randint(1, 3))
    )


def _table(seed: int, form: Form) -> CommentTable:
    random = Random(seed)
    rows = []
    for number in range(8):
        own: dict[str, Any] = {"original": _cell(random)} if form is Form.HOUSE_TABLE else {}
        if form is Form.ISO_TABLE:
            own = {"clause": cell(f"2.{number}"), "proposed": _cell(random), "kind": cell("te")}
        rows.append(
            Row(
                **own,
                source=cell(f"Source {number}"),
                comments=_cell(random),
                group="Section 2" if number > 4 else "",
            )
        )
    return normal(
        CommentTable(form, tuple(rows), "Comments", "WTPF-IEG/2/2", "WTPF-13", "2012-10-01")
    )


def blanks_aside(table: CommentTable) -> list[list[tuple[str, bool, bool, bool, bool]]]:
    """Return each cell's words with their forms; how blanks are split between runs is free."""
    return [
        [
            (run.text, run.bold, run.italic, run.underline, run.strike)
            for name in ("original", "clause", "comments", "proposed")
            for paragraph in getattr(row, name)
            for run in paragraph
        ]
        for row in table.rows
    ]


def test_word_files_come_back_from_libreoffice(tmp_path: Path) -> None:
    jobs, tables = [], {}
    for seed in range(6):
        for form in (Form.HOUSE_TABLE, Form.ISO_TABLE):
            source = tmp_path / f"{form.name}-{seed}.docx"
            source.write_bytes(write_docx(_table(seed, form)))
            jobs.append(Job(source, "keep", tmp_path / f"out-{form.name}-{seed}.docx"))
            tables[jobs[-1].target] = _table(seed, form)
    run(jobs, tmp_path / "profile")
    for path, table in tables.items():
        found = read(path.name, path.read_bytes())
        assert blanks_aside(found) == blanks_aside(table)
        assert [row.group for row in found.rows] == [row.group for row in table.rows]
        assert (found.document, found.date) == (table.document, table.date)


def has_calc() -> bool:
    """Say whether LibreOffice can open workbooks here: the module is a package of its own."""
    return PROGRAM is not None and any(
        (Path(PROGRAM).resolve().parent / name).exists() for name in ("scalc", "libsclo.so")
    )


@pytest.mark.skipif(
    not has_calc(), reason="LibreOffice Calc is not installed (Debian: libreoffice-calc-nogui)"
)
def test_workbooks_come_back_from_libreoffice(tmp_path: Path) -> None:
    tables = {}
    for seed in range(4):
        for form in (Form.HOUSE_TABLE, Form.ISO_TABLE):
            name = f"{form.name}-{seed}.xlsx"
            (tmp_path / name).write_bytes(write_xlsx(_table(seed, form)))
            tables[name] = _table(seed, form)
    out = tmp_path / "out"
    subprocess.run(
        [
            str(PROGRAM),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nologo", "--convert-to"),
            *("xlsx:Calc MS Excel 2007 XML", "--outdir", str(out)),
            *(str(tmp_path / name) for name in tables),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    for name, table in tables.items():
        found = read(name, (out / name).read_bytes())
        assert blanks_aside(found) == blanks_aside(table)
        assert [row.group for row in found.rows] == [row.group for row in table.rows]
        assert all(words(row.source) for row in found.rows)
