"""The style of the lesson on paper: A4 or letter, in black, with room to write."""

from __future__ import annotations

SHEET_STYLE = """
:root { color-scheme: light; --rule: #777; }
@page { margin: 14mm 15mm; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; color: #000; background: #fff;
  font: 11pt/1.4 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .4rem; } h2 { font-size: 1.25rem; margin: 1rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0 0 .2rem; } p { margin: .3rem 0; } .lead { font-size: 1.05rem; }
.sheet { break-before: page; } .sheet:first-child { break-before: auto; }
.item { break-inside: avoid; padding: .35rem 0 .2rem; } ol li { margin: .15rem 0; }
.line { border-top: 2px dashed #000; font-size: .72rem; color: #333; text-align: right; margin: .5rem 0 0; }
.text { font-size: 1.05rem; overflow-wrap: anywhere; white-space: pre-wrap; } .came { border: 1.5px solid
  #000; border-radius: .2rem;
  padding: 0 .3rem; white-space: pre-wrap; } .asked { border: 2px solid #000; padding: 0 .6rem; font-weight: 700; }
.part, .passed, .told { color: #333; font-size: .92rem; } .told { font-style: italic; font-size: .82rem;
  line-height: 1.3; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .2rem 0; } th { font-weight: 600; }
.scores { width: 100%; margin: .3rem 0; } .scores td, .scores th { border: 1px solid var(--rule); height: 1.26rem;
  padding: 0 .4rem; text-align: right; } .scores th:first-child { text-align: left; width: 28%; }
.scores thead th { font-size: .8rem; height: auto; } .scores td { width: 14%; }
.tables { display: flex; flex-wrap: wrap; gap: 1.2rem 2.5rem; margin-top: .8rem; }
.lookup td, .lookup th { padding: .05rem .55rem; text-align: right; } .lookup td.key, .lookup th:nth-child(odd) {
  border-left: 2px solid var(--rule); } .lookup td { border-bottom: 1px solid #ccc; }
.blank { display: inline-block; min-width: 3.4rem; border-bottom: 1px solid #000; } .blank.wide { min-width: 16rem; }
.result { margin-top: .4rem; } .mask { border: 2px dashed #000; height: 235mm; padding: .6rem 1rem; }
.answers { width: 100%; margin: .6rem 0 1rem; font-size: .88rem; break-inside: avoid; } .answers td, .answers
  th { text-align: right;
  padding: .05rem .4rem; border-bottom: 1px solid #aaa; } .answers td:nth-child(2) { text-align: left; }
.answers .mean td, .answers .mean th { border-top: 2px solid #000; font-weight: 600; }
@media screen and (max-width: 30rem) { .scores td, .scores th { padding: 0 .15rem; font-size: .8rem; }
  .mask { height: 20rem; } .tables { gap: .8rem; } }
"""
