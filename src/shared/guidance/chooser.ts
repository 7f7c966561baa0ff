import { summaries } from '../catalog/derived'
import type { IntegrationSummary } from '../catalog/summary'
import {
  type ChooserFacts,
  type ChooserPurpose,
  type ChooserQuestion,
  type Fit,
  type Leaf,
  leaves,
  questions,
  questionsOf,
  type RecommendedType,
  type Rows,
} from './chooser-tree'

export interface Recommendation {
  /** `null` until the purpose is known. While questions are open: the first choice among what is still possible. */
  type: RecommendedType | null
  fit: Fit | null
  /** Rows of the catalog to go on with. */
  slugs: readonly string[]
  reason: string
  /** The question that is still open; `null` when the recommendation is settled. */
  next: ChooserQuestion | null
}

/** The question without which nothing can be recommended. */
const noPurpose: Recommendation = {
  type: null,
  fit: null,
  slugs: [],
  reason: 'It depends on what the connection is for.',
  next: questions.purpose,
}

/**
 * Recommends a connection type and the rows to go on with from whatever is known. While a question is open the first
 * choice among what is still possible is given together with that question; facts that do not matter are ignored.
 */
export function recommend(facts: ChooserFacts, entries: readonly IntegrationSummary[] = summaries): Recommendation {
  if (!facts.purpose) return noPurpose
  const possible = leaves.filter(({ when }) =>
    keysOf(when).every((key) => facts[key] === undefined || facts[key] === when[key]),
  )
  const [first] = possible
  if (!first) return noPurpose
  const rowsOf = (leaf: Leaf) => slugsOf(leaf.rows, entries)
  const settled = possible.every((leaf) => leaf.type === first.type && rowsOf(leaf).join() === rowsOf(first).join())
  const sameType = possible.filter(({ type }) => type === first.type)
  const fits = new Set(sameType.map(({ fit }) => fit))
  return {
    type: first.type,
    fit: settled || fits.size === 1 ? first.fit : null,
    slugs: [...new Set(sameType.flatMap(rowsOf))],
    reason: settled ? first.reason : first.whileOpen,
    next: settled ? null : nextQuestion(facts, facts.purpose, possible),
  }
}

function nextQuestion(facts: ChooserFacts, purpose: ChooserPurpose, possible: readonly Leaf[]): ChooserQuestion | null {
  const open = new Set(possible.flatMap(({ when }) => keysOf(when)).filter((key) => facts[key] === undefined))
  const id = questionsOf[purpose].find((candidate) =>
    questions[candidate].options.some((option) => keysOf(option.facts).some((key) => open.has(key))),
  )
  if (!id) return null
  const question = questions[id]
  return { ...question, options: question.options.filter((option) => agree(option.facts, facts)) }
}

const agree = (a: ChooserFacts, b: ChooserFacts) =>
  keysOf(a).every((key) => b[key] === undefined || a[key] === undefined || a[key] === b[key])

function slugsOf(rows: Rows, entries: readonly IntegrationSummary[]): string[] {
  if ('slugs' in rows) {
    const known = new Set(entries.map(({ slug }) => slug))
    return rows.slugs.filter((slug) => known.has(slug))
  }
  return entries
    .filter(({ protocol, category }) => protocol === rows.listed && category !== 'protocol')
    .map(({ slug }) => slug)
}

const factKeys = [
  'purpose',
  'saml',
  'oidc',
  'scim',
  'nativeApi',
  'inCatalog',
] as const satisfies readonly (keyof ChooserFacts)[]

function keysOf(facts: ChooserFacts): (keyof ChooserFacts)[] {
  return factKeys.filter((key) => facts[key] !== undefined)
}
