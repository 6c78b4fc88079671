"""The typst program that sets a paper. It is ours alone: the words of a paper come as JSON data.

Strings set with `text` are never read as markup, so nothing in a paper can run or include anything.
"""

from typing import Final

TEMPLATE: Final = r"""
#let paper = json(bytes(sys.inputs.paper))
#let soft = rgb("#595959")
#let ink = rgb("#1f3864")
#let owed = rgb("#9c2a00")
#let line = 0.5pt + rgb("#b5bcc4")

#set document(title: paper.title, description: paper.symbol, date: none)
#set text(font: paper.fonts, size: 9.5pt, lang: paper.lang, region: paper.region,
  dir: if paper.rtl { rtl } else { ltr }, hyphenate: false, number-type: "lining")
#set par(leading: 0.62em, spacing: 0.85em, justify: false)
#set page(paper: "a4", flipped: paper.landscape, margin: (x: 1.8cm, top: 1.6cm, bottom: 1.8cm),
  footer-descent: 35%,
  footer: context {
    set text(size: 8pt, fill: soft)
    grid(columns: (1fr, auto), column-gutter: 1em, align: (start, end), text(paper.foot),
      text(str(counter(page).get().first()) + " / " + str(counter(page).final().first())))
  })
#set table(stroke: line, inset: (x: 5pt, y: 4pt))
#set underline(offset: 1.8pt, stroke: 0.6pt)
#set strike(stroke: 0.6pt)
#show heading: it => block(above: 1.6em, below: 0.8em, sticky: true,
  text(size: if it.level == 1 { 13pt } else { 11pt }, weight: 600, fill: ink, it.body))
#show title: it => block(below: 0.7em, text(size: 17pt, weight: 600, fill: ink, it))
#show link: it => text(fill: rgb("#0b57a4"), it)

#let anchored(name) = if name != "" [#metadata(none)#label(name)]

#let run(r) = {
  let body = r.at("t").split("\n").map(part => text(part)).join(linebreak())
  if "b" in r { body = text(weight: "bold", body) }
  if "i" in r { body = text(style: "italic", body) }
  if "c" in r { body = smallcaps(body) }
  if "u" in r { body = underline(body) }
  if "s" in r { body = strike(body) }
  if "r" in r { body = super(body) }
  if "l" in r { body = sub(body) }
  if "a" in r { body = link(label(r.a), body) }
  if "h" in r { body = link(r.h, body) }
  body
}

#let spoken(said, body) = {
  let voice = (:)
  if "lang" in said { voice = voice + (lang: said.lang, region: said.region, font: said.fonts) }
  if "rtl" in said { voice = voice + (dir: if said.rtl { rtl } else { ltr }) }
  if said.tone == "strong" { voice = voice + (weight: 600) }
  if said.tone == "quiet" { voice = voice + (fill: soft, size: 0.92em) }
  if said.tone == "open" { voice = voice + (fill: owed, weight: 600) }
  set text(..voice)
  body
}

#let paragraph(said) = spoken(said, par(said.runs.map(run).join()))

#let facts(entries) = block(above: 1.1em, below: 1.3em, grid(columns: (auto, 1fr),
  column-gutter: 1.4em, row-gutter: 0.75em,
  ..entries.map(entry => (text(weight: 600, entry.at(0)), text(entry.at(1)))).flatten()))

#let held(cell) = {
  set par(spacing: 0.6em)
  anchored(cell.anchor)
  cell.paragraphs.map(paragraph).join()
}

#let banded(band, columns) = {
  let cell = table.cell(colspan: columns, fill: rgb("#eef2f6"), align: start,
    { anchored(band.anchor); spoken(band, text(weight: 600, band.text)) })
  if band.heads { table.header(level: 2, repeat: true, cell) } else { cell }
}

#let grid-of(block) = {
  set text(size: 8.5pt)
  set par(leading: 0.55em)
  let counts = block.columns.map(column => column.number)
  let cells = ()
  for row in block.rows {
    if "text" in row {
      cells.push(banded(row, counts.len()))
    } else {
      for (place, cell) in row.cells.enumerate() {
        if cell.rows > 0 {
          cells.push(table.cell(rowspan: cell.rows, breakable: cell.breakable,
            align: if counts.at(place) { top + end } else { top + start }, held(cell)))
        }
      }
    }
  }
  table(columns: block.columns.map(column => column.width * 1fr),
    table.header(repeat: true, ..block.columns.map(column => table.cell(fill: rgb("#dee6f0"),
      align: if column.number { bottom + end } else { bottom + start },
      text(weight: 600, column.title)))),
    ..cells)
}

#if paper.symbol != "" { block(below: 0.6em, text(weight: 600, paper.symbol)) }
#title()
#for entry in paper.lines { block(above: 0.5em, below: 0.5em, text(size: 11pt, fill: soft, entry)) }
#for block in paper.blocks {
  if block.type == "heading" {
    heading(level: block.rank, { anchored(block.anchor); text(block.text) })
  } else if block.type == "text" {
    std.block(sticky: block.at("sticky", default: false), paragraph(block.paragraph))
  } else if block.type == "facts" {
    facts(block.facts)
  } else {
    std.block(width: if block.share == "whole" { 100% } else { 62% }, grid-of(block))
  }
}
"""
