import type { Comparison, Finding, Fix } from '../../shared/finding'
import { statusWords } from '../../shared/guidance/status-words'
import type { ThreeWayRow } from '../../shared/three-way'
import { style } from './html-style'
import { ownerWords, type Report, type ReportedCause, stateWords } from './model'

/**
 * A report as one HTML file: no script, nothing loaded, and a policy that forbids both. Whatever comes from documents is text.
 */
export function reportAsHtml(report: Report): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${plain(`${report.title}: ${report.headline}`)}</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<p class="kicker">${plain(report.title)}</p>
<h1>${plain(report.headline)}</h1>
<p>${plain(report.lead)}</p>
</header>
${report.confirmed.map((cause) => causeHtml(cause, 'confirmed', report.headline)).join('\n')}
${report.likely.map((cause) => causeHtml(cause, 'likely', report.headline)).join('\n')}
${report.later.length === 0 ? '' : `<h2>What will break later, or for some people</h2>\n<ul class="later">${report.later.map(laterHtml).join('\n')}</ul>`}
<dl class="facts">${report.facts.map(([label, value]) => `<dt>${plain(label)}</dt><dd>${plain(value)}</dd>`).join('')}</dl>
${report.words.length === 0 ? '' : `<h2>Words used here</h2>\n<dl class="words">${report.words.map(({ word, meaning }) => `<dt>${plain(word)}</dt><dd>${plain(meaning)}</dd>`).join('')}</dl>`}
${report.sides.length === 0 ? '' : sidesHtml(report.sides)}
${report.tree.length === 0 ? '' : treeHtml(report.tree)}
<h2>Everything that was found</h2>
${report.chapters.map(({ title, findings }) => `<h3>${plain(title)}</h3>\n${findings.map(findingHtml).join('\n')}`).join('\n')}
</main>
</body>
</html>
`
}

/** The cause that the headline names already is not named again. */
function causeHtml(
  { title, verdict, grounds, followsFrom }: ReportedCause,
  state: 'confirmed' | 'likely',
  headline: string,
): string {
  const { summary, contradicts, rivals, needs, fix } = verdict
  const marks = { confirmed: '✗', likely: '?' }
  return `<section class="cause ${state}">
<p class="kicker ${state}"><span class="word">${marks[state]} ${stateWords[state]}</span></p>
${headline.endsWith(title) ? '' : `<h2>${plain(title)}</h2>`}
<p>${plain(summary)}</p>
${followsFrom.length === 0 ? '' : `<p>It follows from “${followsFrom.map(plain).join('”, “')}”. Mend that first.</p>`}
${contradicts.length === 0 ? '' : `<p class="warn">Against it speaks: ${contradicts.map(plain).join(', ')}.</p>`}
${(rivals ?? []).map(({ sentence }) => `<p>It may also be: ${plain(sentence)}</p>`).join('\n')}
${
  fix && followsFrom.length === 0
    ? `<div class="fix"><strong>What to do</strong> <span class="quiet">(${ownerWords[fix.owner]})</span>
<p>${plain(fix.action)}</p>
${fix.where ? `<p class="quiet">${plain(fix.where)}</p>` : ''}
${fix.command ? `<pre>${plain(fix.command)}</pre>` : ''}</div>`
    : ''
}
${followsFrom.length === 0 ? grounds.map(groundHtml).join('\n') : ''}
${needs === undefined ? '' : `<p class="fix"><strong>To settle it:</strong> ${plain(needs)}</p>`}
</section>`
}

function laterHtml({ summary, evidence, fix }: Finding): string {
  const affects = evidence.find(({ label }) => label === 'Affects')
  return `<li><p>${plain(summary)}</p>
${affects ? `<p class="quiet">Affects: ${plain(affects.value)}</p>` : ''}
${fix ? fixHtml(fix) : ''}</li>`
}

function fixHtml({ action, where, command, owner }: Fix): string {
  return `<p class="quiet">→ ${plain(action)} (${ownerWords[owner]})${where ? `<br>${plain(where)}` : ''}</p>
${command ? `<pre>${plain(command)}</pre>` : ''}`
}

function groundHtml({ summary, compared, id }: Finding): string {
  return compared && compared.firstDifference !== null
    ? compareHtml(compared)
    : `<p class="quiet">${plain(summary)} <code>${plain(id)}</code></p>`
}

function compareHtml({ what, expected, received, firstDifference }: Comparison): string {
  const at = firstDifference?.index ?? null
  return `<table class="compare"><caption>${plain(what)}</caption><tbody>
<tr><th scope="row">Expected</th><td><span class="value">${marked(expected.value, null)}</span> <span class="quiet">${plain(expected.from)}</span></td></tr>
<tr><th scope="row">Received</th><td><span class="value">${marked(received.value, at)}</span> <span class="quiet">${plain(received.from)}</span></td></tr>
</tbody></table>
${firstDifference ? `<p>${plain(firstDifference.sentence)}</p>` : ''}`
}

/** A value with the character marked at which it parts from the other. */
function marked(value: string | null, at: number | null): string {
  if (value === null) return '<span class="quiet">nothing</span>'
  const here = at === null ? undefined : value.slice(at).match(/^./su)?.[0]
  if (at === null || here === undefined) return plain(value)
  return `${plain(value.slice(0, at))}<mark>${plain(here)}</mark>${plain(value.slice(at + here.length))}`
}

function sidesHtml(rows: readonly ThreeWayRow[]): string {
  const cell = (side: ThreeWayRow['sides']['workos']) =>
    side === null
      ? '<td class="quiet">not told</td>'
      : `<td>${side.values.map((value) => `<span class="value">${plain(value)}</span>`).join('<br>')}<br><span class="quiet">${plain(side.from)}</span></td>`
  const said = ({ outcome, differences }: ThreeWayRow) =>
    outcome === 'same'
      ? '<span class="pass">✓ the same</span>'
      : outcome === 'alone'
        ? '<span class="quiet">on one side only</span>'
        : `<span class="fail">✗ ${differences.map(({ difference }) => plain(difference.sentence)).join(' ')}</span>`
  return `<h2>WorkOS, metadata and message side by side</h2>
<table class="sides"><thead><tr><th scope="col">Value</th><th scope="col">WorkOS</th><th scope="col">Metadata</th><th scope="col">Message</th><th scope="col">Verdict</th></tr></thead>
<tbody>${rows.map((row) => `<tr><th scope="row">${plain(row.label)}</th>${cell(row.sides.workos)}${cell(row.sides.metadata)}${cell(row.sides.message)}<td>${said(row)}</td></tr>`).join('\n')}</tbody></table>`
}

const stateMarks = { confirmed: '✗', likely: '?', 'cannot-tell': '…', 'ruled-out': '✓', 'not-run': '–' } as const

function treeHtml(tree: Report['tree']): string {
  return `<h2>All known causes</h2>
${tree
  .map(
    ({ branch, verdicts }) => `<h3>${plain(branch)}</h3>
<table><tbody>${verdicts
      .map(
        ({ title, state, summary }) =>
          `<tr><th scope="row">${plain(title)}</th><td class="${state}"><span class="word">${stateMarks[state]} ${stateWords[state]}</span></td><td class="quiet">${plain(summary)}</td></tr>`,
      )
      .join('\n')}</tbody></table>`,
  )
  .join('\n')}`
}

function findingHtml({ id, status, summary, compared, evidence, fix }: Finding): string {
  const open = status === 'fail' ? ' open' : ''
  return `<details${open}><summary><span class="word ${status}">${statusWords[status]}</span> ${plain(summary)} <code class="quiet">${plain(id)}</code></summary>
${compared ? compareHtml(compared) : ''}
${evidence.length === 0 ? '' : `<ul class="evidence">${evidence.map(({ label, value, from, at }) => `<li>${plain(label)}: <code>${plain(value)}</code> <span class="quiet">(${plain(at === undefined ? from : `${from}, ${at}`)})</span></li>`).join('')}</ul>`}
${fix ? fixHtml(fix) : ''}
</details>`
}

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text for HTML, element or attribute. Characters that cannot be seen, or that turn the direction of writing, are written out. */
function plain(raw: string): string {
  return raw
    .replace(/[&<>"']/g, (character) => named[character] ?? character)
    .replace(
      /[^\P{C}\n\t]/gu,
      (character) => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    )
}
