"""Papers for the tests: an ordinary one, hostile words, and any paper at all."""

from hypothesis import strategies as st

from travaux.formats.paper.value import (
    Band,
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Heading,
    Paper,
    Paragraph,
    Row,
    Table,
    Text,
    Tone,
)
from travaux.text.tree import Run

HOSTILE = (
    '#include "/etc/passwd"',
    '#eval("1") $x^2$ `raw` \\ * _ = - + / ~ @label <label> [ ] { }',
    "<script>alert(1)</script>&amp;]]>",
    '=HYPERLINK("http://example.org")',
    "@SUM(A1)",
    "\t=1+1",
    "\r-2+3",
    "\x00\x01\x1b nothing",
    "\u202eright to left\u202c \u2066isolated\u2069",
    "lone \ud800 surrogate \udfff",
    "_x000D_ and _x0041_",
    "😀 𝔘 \U0010ffff \ufffe e\u0301\u0308\u0300",
    "line\nline\u2028line\u2029line\x0bline\x85line",
    "\ufffc",
    " ",
    "",
)


def said(text: str, **forms: bool) -> Paragraph:
    return Paragraph((Run(text, **forms),))  # type: ignore[arg-type]


def cell(*texts: str) -> Cell:
    return Cell(tuple(map(said, texts)))


def paper(*blocks: Block, **fields: object) -> Paper:
    return Paper("A paper", blocks, symbol="WTPF-IEG/2/99", **fields)  # type: ignore[arg-type]


def table(*rows: Row | Band, columns: int = 2) -> Table:
    named = tuple(Column(f"Column {n}", n) for n in range(1, columns + 1))
    return Table("Words", named, rows)


def hostile() -> Paper:
    rows = tuple(Row((cell(words), cell(words, words)), anchor=words) for words in HOSTILE)
    blocks: list[Block] = [Table(words, (Column(words), Column("b")), rows) for words in HOSTILE]
    for words in HOSTILE:
        blocks += [Heading(words, anchor=words), Text(said(words, bold=True, strike=True))]
        blocks.append(Facts((Fact(words, words),)))
        run = Run(words, link="javascript:alert(1)", italic=True)
        blocks.append(Text(Paragraph((run, Run("there", link=f"#{words}")), language=words)))
    return Paper(HOSTILE[1], tuple(blocks), symbol=HOSTILE[0], lines=HOSTILE, language=HOSTILE[2])


words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(), max_size=40),
    st.sampled_from(["网络", "شبكة"]),
)
_runs = st.builds(
    Run,
    words,
    bold=st.booleans(),
    italic=st.booleans(),
    underline=st.booleans(),
    strike=st.booleans(),
    raised=st.booleans(),
    link=st.sampled_from(["", "#a", "#b", "#gone", "https://example.org/a b", "javascript:x"]),
)
_languages = st.sampled_from(["", "en", "ar", "zh-Hant", "ja", "x" * 40, "fr-CA"])
_paragraphs = st.builds(
    Paragraph,
    st.lists(_runs, max_size=3).map(tuple),
    st.sampled_from(Tone),
    _languages,
    st.sampled_from([None, True, False]),
)
_cells = st.one_of(
    st.builds(Cell, st.lists(_paragraphs, max_size=2).map(tuple)), st.just(Cell(continued=True))
)
_anchors = st.sampled_from(["", "a", "b", "c d"])


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 4))
    columns = tuple(
        Column(draw(words), draw(st.integers(0, 5)), draw(st.booleans())) for _ in range(count)
    )
    rows = draw(
        st.lists(
            st.one_of(
                st.builds(Band, words, _anchors, _languages),
                st.builds(
                    Row, st.lists(_cells, min_size=count, max_size=count).map(tuple), _anchors
                ),
            ),
            max_size=5,
        )
    )
    return Table(draw(words), columns, tuple(rows))


_blocks = st.one_of(
    st.builds(Heading, words, st.integers(1, 3), _anchors),
    st.builds(Text, _paragraphs),
    st.builds(Facts, st.lists(st.builds(Fact, words, words), max_size=3).map(tuple)),
    _tables(),
)
papers = st.builds(
    Paper,
    words,
    st.lists(_blocks, max_size=4).map(tuple),
    words,
    st.lists(words, max_size=2).map(tuple),
    _languages,
    st.booleans(),
    st.booleans(),
)
