/** The whole look of a report, inside it: it is one file, and loads nothing. Paper, screen, light and dark. */
export const style = `
:root { color-scheme: light dark; --page: #fff; --card: #f7f8fa; --text: #1b1e27; --quiet: #5a6070; --line: #d9dce4;
  --fail: #b3261e; --fail-ground: #fdecea; --warn: #8a5300; --warn-ground: #fff4e0; --pass: #1b6e3c; --pass-ground: #e8f5ec;
  --info: #1f4fb6; --skipped: #5a6070 }
@media screen and (prefers-color-scheme: dark) { :root { --page: #14161c; --card: #1d2029; --text: #eceef4; --quiet: #a5abbb; --line: #343947;
  --fail: #ff9d94; --fail-ground: #3a1a18; --warn: #ffc46b; --warn-ground: #382708; --pass: #7fd8a0; --pass-ground: #12301e;
  --info: #9dbcff; --skipped: #a5abbb } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 64rem; padding: 1.25rem 1.5rem 4rem; background: var(--page); color: var(--text);
  font: 15px/1.45 Inter, system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.75rem; line-height: 1.25; margin: .25rem 0 .5rem }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem }
h3 { font-size: 1rem; margin: 1.75rem 0 .5rem }
p { margin: .5rem 0 }
.kicker, .quiet { color: var(--quiet) }
.kicker { font-size: .875rem; margin: 0 }
.cause { border: 1px solid var(--line); border-left: 4px solid var(--fail); background: var(--card); border-radius: 6px;
  padding: .75rem 1.25rem; margin: .75rem 0; break-inside: avoid }
.cause.likely { border-left-color: var(--warn) }
.cause h2 { margin: 0 0 .25rem; font-size: 1.125rem }
.word { font-weight: 600 }
.kicker.confirmed, td.confirmed, .fail { color: var(--fail) } .likely .word, .warn { color: var(--warn) } .ruled-out, .pass { color: var(--pass) }
.info { color: var(--info) } .skipped, .not-run, .cannot-tell { color: var(--skipped) }
table { border-collapse: collapse; width: 100%; font-size: .9375rem }
th, td { text-align: left; vertical-align: top; padding: .375rem .75rem .375rem 0; border-top: 1px solid var(--line) }
thead th { border-top: 0; color: var(--quiet); font-weight: 500 }
caption { text-align: left; color: var(--quiet); padding-bottom: .25rem }
code, pre, .value { font: .875rem/1.45 "JetBrains Mono", ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace }
pre { background: var(--page); border: 1px solid var(--line); border-radius: 4px; padding: .625rem .75rem; white-space: pre-wrap }
.compare { margin: .5rem 0 }
.sides { table-layout: fixed } .sides th:first-child { width: 15% } .sides th:last-child { width: 13% } thead th { overflow-wrap: normal }
.compare th { width: 6rem; font-weight: 500; color: var(--quiet) }
mark { background: var(--fail-ground); color: var(--fail); border-bottom: 2px solid var(--fail); padding: 0 1px }
.fix { background: var(--page); border: 1px solid var(--line); border-radius: 4px; padding: .625rem .875rem; margin-top: .75rem }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .125rem 1rem; margin: 1rem 0; font-size: .875rem }
.facts dt { color: var(--quiet) } .facts dd, .words dd { margin: 0 }
.words { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; font-size: .9375rem } .words dt { font-weight: 600 }
@media (max-width: 40rem) { .words, .facts { grid-template-columns: 1fr } }
details { border-top: 1px solid var(--line); padding: .375rem 0 }
summary { cursor: pointer } summary .word { display: inline-block; min-width: 5.5rem }
summary:focus-visible { outline: 2px solid var(--info); outline-offset: 2px }
ul.evidence { margin: .375rem 0 .375rem 1.25rem; padding: 0; font-size: .875rem }
@media print { body { padding: 0; max-width: none; font-size: 11pt } details, tr, .facts { break-inside: avoid } h2 { break-after: avoid } }
`
