"""Writing Word files: a tree becomes a document, a redline a document with tracked changes."""

from collections.abc import Sequence

from travaux.formats.docx_writer.anchors import anchor
from travaux.formats.docx_writer.comments_part import Comments
from travaux.formats.docx_writer.document import Document
from travaux.formats.docx_writer.marked import Change
from travaux.formats.docx_writer.merged import merge
from travaux.formats.docx_writer.outline import Outline
from travaux.formats.reading import Remark
from travaux.text.segments import Redline
from travaux.text.tree import Tree

__all__ = ["write", "write_redline"]


def write(tree: Tree, *, remarks: Sequence[Remark] = ()) -> bytes:
    """Return a Word file (.docx) that holds the text, its notes, tables, lists and comments.

    Read again it is the same tree, ids aside, up to the normal form of a reader: adjacent runs of
    one form are one; a typed label is followed by a tab; links have no character that a URI may
    not hold; fields that fetch something when opened are their result; what XML forbids is gone
    (`xml_text.clean`); two places with one name are one. The same tree gives the same bytes.
    """
    comments = Comments(remarks)
    flow = Outline(tree).flow()
    anchor(flow, comments, tracked=False)
    return Document(tree, comments, Change("ins")).write(flow)


def write_redline(
    redline: Redline,
    old: Tree,
    new: Tree,
    *,
    author: str,
    at: str,
    remarks: Sequence[Remark] = (),
) -> bytes:
    """Return a Word file that shows the newer draft with tracked changes against the older.

    With all changes accepted it is `new`, with all rejected `old`: words, forms, labels, kinds,
    tables and notes. `author` and `at` (ISO 8601) stand where a segment names none. A block
    whose segments do not agree with the trees is written as deleted and inserted whole. What one
    hand inserted and another deleted (`Reading.struck`) is in neither tree and is not written.
    Raises ValueError when the redline names provisions that are in neither tree or leaves some out.
    """
    comments = Comments(remarks)
    default = Change("ins", author, at)
    flow = merge(redline, old, new, default)
    anchor(flow, comments, tracked=True)
    return Document(new, comments, default).write(flow)
