"""The style of a class's pages: that of the comparison and more; for paper, light, dark and forced colours."""

from __future__ import annotations

from tokenroom.pages.report import STYLE

CLASS_STYLE = (
    STYLE
    + """
body { max-width: 52rem; } :root { --fill: #cfe0ec; --own: #b4450f; --band: #f1efe8; }
@media (prefers-color-scheme: dark) { :root { --fill: #2c4457; --own: #f2915a; --band: #1f2327; } }
a { color: inherit; } h1 { font-size: 1.75rem; } h2 { font-size: 1.3rem; margin-top: 2.5rem; padding-top: .75rem;
  border-top: 2px solid var(--rule); } h3 { font-size: 1.05rem; margin: 1.75rem 0 .4rem; } figure { margin:
  .75rem 0; }
.name { font-size: 12px; } figcaption { color: var(--soft); font-size: .9rem; max-width: 44rem; } p, li {
  max-width: 44rem; }
.lead { font-size: 1.1rem; } .contents { columns: 2; padding-left: 1.1rem; } .contents li { break-inside: avoid; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.2rem, 1fr)); gap: .6rem; margin: 1rem 0; }
.figures div { background: var(--band); border: 1px solid var(--rule); border-radius: .5rem; padding: .55rem .75rem; }
.figures dt { color: var(--soft); font-size: .85rem; line-height: 1.25; min-height: 2.1em; }
.figures dd { margin: 0; font-size: 1.45rem; font-variant-numeric: tabular-nums; } .figures .own dd { color:
  var(--own);
  font-weight: 650; } .figures small { font-size: .8rem; color: var(--soft); }
.line.together { stroke: var(--own); stroke-width: 3; stroke-dasharray: 9 4; }
.name.together { fill: var(--own); } .line.rival { stroke: var(--rung); stroke-width: 2.5; }
.name.rival { fill: var(--rung); font-weight: 600; } .line.count { stroke-dasharray: 3 4; }
.dot { fill: var(--rung); fill-opacity: .55; } .bar { fill: var(--ink); } .own-mark { fill: var(--own); }
.open-mark { fill: var(--paper); stroke: var(--ink); stroke-width: 1.5; } .start { text-anchor: start; }
.hard { border: 1px solid var(--rule); border-radius: .5rem; padding: .75rem 1rem 1rem; margin: .9rem 0;
  break-inside: avoid; } .hard h3 { margin: 0 0 .4rem; } .context { font-size: 1.05rem; overflow-wrap: anywhere;
  white-space: pre-wrap; }
.context b { border: 1.5px solid var(--own); border-radius: .25rem; padding: 0 .3rem;
  white-space: pre-wrap; }
.shares { width: 100%; max-width: 34rem; margin-top: .5rem; } .shares td, .shares th { border: 0; padding:
  .12rem .4rem; vertical-align: middle; }
.shares td:last-child { text-align: left; white-space: nowrap; }
.shares td:nth-child(2) { width: 45%; } .shares svg { height: .8rem; display: block; } .shares rect { fill:
  var(--fill); }
.shares .came rect { fill: var(--own); } .shares .came td { font-weight: 650; }
.said td, .said th, .words td, .words th { text-align: left; } .words td, .words th { overflow-wrap:
  anywhere; } .words { table-layout: fixed; }
.words td:first-child, .words th:first-child { width: 6.5rem; } .scroll { overflow-x: auto; } .scroll
  th[scope="row"] { white-space: nowrap; }
.rubric { margin: .3rem 0 .6rem; padding-left: 1.2rem; color: var(--soft); }
caption { text-align: left; color: var(--soft); font-size: .9rem; padding: .2rem .4rem; }
@media (max-width: 36rem) { .contents { columns: 1; } .words td:first-child, .words th:first-child { width:
  4.5rem; } }
@media (forced-colors: active) { :root { --ink: CanvasText; --soft: CanvasText; --paper: Canvas; --rule: CanvasText;
  --you: Highlight; --own: Highlight; --rung: LinkText; --count: CanvasText; --fill: GrayText; --band: Canvas; }
  svg { forced-color-adjust: none; } .name, .tick { fill: CanvasText; } }
@media print { :root { --ink: #000; --soft: #444; --paper: #fff; --rule: #bbb; --you: #a03c0a; --own: #a03c0a;
  --rung: #205a80; --count: #666; --fill: #c4d5e2; --band: #fff; } body { max-width: none; padding: 0;
  font-size: 10.5pt; }
  @page { margin: 16mm 15mm; } h1, h2, h3 { break-after: avoid; } figure, tr, .figures, .hard { break-inside: avoid; }
  .level { break-before: page; } figure svg { max-width: 150mm; } td, th { padding: .12rem .35rem; } td {
  font-size: .92em; } .contents a { text-decoration: none; } .shares rect { print-color-adjust: exact; } }
"""
)
