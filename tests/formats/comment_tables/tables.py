"""Comment tables drawn for properties, and small ones for single laws."""

from typing import Any

from hypothesis import strategies as st

from travaux.formats.comment_tables import Cell, CommentTable, Row, normal
from travaux.formats.comment_tables.table import tidy
from travaux.text.comment import Form
from travaux.text.tree import Run

_WORDS = st.sampled_from(
    (
        *(
            "The forum",
            " shall",
            "=1+1",
            "+41 22",
            "-5",
            "@home",
            "access ",
            "\tx",
            "互联网",
            "доступ",
        ),
        *(
            "المنتدى",
            "e\u0301",
            "_x0041_",
            "<b>",
            "&amp;",
            " ",
            "“quoted”",
            "a\u00a0b",
            "\x07",
            "2.3.1",
        ),
        *("“", "\ud800", "(see 3.1)"),
    )
)


@st.composite
def runs(draw: st.DrawFn) -> Run:
    forms = st.sets(st.sampled_from(("bold", "italic", "underline", "strike", "raised")))
    flags: dict[str, Any] = dict.fromkeys(draw(forms), True)
    return Run(draw(_WORDS), **flags)


def cells(least: int = 0) -> st.SearchStrategy[Cell]:
    paragraphs = st.lists(runs(), max_size=4).map(tuple)
    return st.lists(paragraphs, min_size=least, max_size=3).map(tidy)


NAMES = st.sampled_from(("United Kingdom", "CN", "ISOC; ICANN", "**", "Côte d’Ivoire", "=BR"))
CLAUSES = st.sampled_from(
    ("2.3.1", "2.3.10", "2.3.4.1 e)", "Annex B", "General", "", "5", "Table 3")
)


@st.composite
def rows(draw: st.DrawFn, *, house: bool) -> Row:
    """Draw a row that names a source, so that it goes on no other."""
    filled: dict[str, Any] = {"source": tidy([[Run(draw(NAMES))]])}
    if house:
        filled["original"] = draw(cells())
    else:
        filled |= {
            "line": tidy([[Run(draw(st.sampled_from(("", "17", "100-120"))))]]),
            "clause": tidy([[Run(draw(CLAUSES))]]),
            "part": draw(cells()),
            "kind": tidy([[Run(draw(st.sampled_from(("ge", "te", "ed", ""))))]]),
            "proposed": draw(cells()),
            "observations": draw(cells()),
        }
    group = draw(st.sampled_from(("", "", "General comments (Para 1-7)", "Section 2")))
    extra = draw(st.sampled_from(((), (), (("Votes", ((Run("3"),),)),))))
    return Row(**filled, comments=draw(cells(1)), group=group, extra=extra)


@st.composite
def tables(draw: st.DrawFn, form: Form | None = None) -> CommentTable:
    """Draw a table in normal form."""
    shape = form or draw(st.sampled_from((Form.HOUSE_TABLE, Form.ISO_TABLE)))
    house = shape is Form.HOUSE_TABLE
    front = st.sampled_from(("", "WTPF-IEG/2/2-E", "ISO/CD 1234 (en)", "12 October 2012"))
    counts = draw(st.sampled_from(((), (("Member States", 13), ("business; other", 2)))))
    return normal(
        CommentTable(
            shape,
            tuple(draw(st.lists(rows(house=house), max_size=6))),
            draw(st.sampled_from(("", "Comments on the Third Draft"))),
            draw(front),
            draw(front),
            draw(front),
            counts,
        )
    )
