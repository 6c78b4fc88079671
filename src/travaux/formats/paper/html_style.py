"""What the page of a paper needs beyond the looks of every page: wide tables, cards, bands."""

from typing import Final

STYLE: Final = """\
main, header, nav { max-width: 84rem; }
main > p, main > dl, .line { max-width: 46rem; }
.symbol { margin: 0 0 .3em; font: 600 .95rem/1.4 system-ui, sans-serif; color: var(--soft); }
.line { margin: 0 0 .3em; color: var(--soft); font-size: 1.1rem; }
nav .deep2 { padding-inline-start: 1.2rem; }
table.paper { width: 100%; table-layout: fixed; margin-block: 1em 2em; font-size: .9rem;
  line-height: 1.45; border-collapse: separate; border-spacing: 0;
  border-block-start: 1px solid var(--line); border-inline-start: 1px solid var(--line); }
table.paper.tally { width: auto; min-width: min(100%, 34rem); table-layout: auto; }
table.paper :is(th, td) { border: 0 solid var(--line); border-block-end-width: 1px;
  border-inline-end-width: 1px; padding: .5em .65em; text-align: start; vertical-align: top;
  min-width: 0; }
table.paper thead th { position: sticky; inset-block-start: 0; z-index: 1;
  background: var(--tint); font: 600 .82rem/1.35 system-ui, sans-serif; }
table.tally th { overflow-wrap: normal; }
table.paper .band th { background: var(--tint); font-weight: 600; }
table.paper p { margin: 0 0 .45em; white-space: pre-wrap; }
table.paper td > :last-child { margin-block-end: 0; }
table.paper .count { text-align: end; font-variant-numeric: tabular-nums; }
td.again { display: none; color: var(--soft); }
p.strong { font-weight: 600; } p.quiet { color: var(--soft); font-size: .9em; }
p.open { color: var(--del); font-weight: 600; }
p[dir="rtl"], p[dir="ltr"] { text-align: start; unicode-bidi: isolate; }
:lang(zh) em, :lang(ja) em, :lang(ko) em, :lang(ar) em { font-style: normal; }
tr:target > *, :target { scroll-margin-block-start: 3rem; }
tr:target > td { background: var(--tint); }
@media screen and (max-width: 48rem) {
  table.paper:not(.tally), table.paper:not(.tally) :is(tbody, tr, td, .band th) {
    display: block; width: auto !important; }
  table.paper:not(.tally) { border: 0; }
  table.paper:not(.tally) thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
    clip-path: inset(50%); }
  table.paper:not(.tally) tr { border: 1px solid var(--line); border-radius: .4rem;
    margin-block-end: .8rem; }
  table.paper:not(.tally) :is(td, .band th) { border: 0; }
  table.paper:not(.tally) td { padding: .45em .8em; }
  table.paper:not(.tally) td::before { content: attr(data-title); display: block;
    font: 600 .75rem/1.5 system-ui, sans-serif; color: var(--soft); }
  table.paper:not(.tally) td:empty { display: none; }
  table.paper:not(.tally) tr.band { border: 0; margin-block: 1.6rem .6rem;
    border-block-end: 2px solid var(--line); border-radius: 0; }
  table.paper:not(.tally) .band th { background: none; font-size: 1.05rem; padding-inline: 0; }
  table.paper.tally { min-width: 0; width: 100%; }
  table.paper.tally :is(th, td) { padding: .4em .3em; }
  table.paper.tally thead th { font-size: .68rem; }
  dl.facts { grid-template-columns: 1fr; gap: 0; } dl.facts dd { margin-block-end: .5em; }
}
@media print {
  table.paper { font-size: 8.5pt; } table.paper tr { break-inside: auto; }
  table.paper thead { display: table-header-group; } table.paper thead th { position: static; }
  table.paper .band { break-after: avoid; break-inside: avoid; }
  ins, del { background: none; }
}
"""
