import { type BranchId, type CauseId, causeIds } from '../../verdict'
import { branchOf } from '../causes/causes'
import { symptomsInOtherLanguages } from './languages'
import { branchRows, type SymptomRow, symptomRows } from './table'

/** What a description points to. It orders the questions; it proves nothing. */
export interface SymptomReading {
  /** The rows that fit, in the order of the table: codes before words, words before the name of a branch. */
  rows: readonly SymptomRow[]
  causes: readonly CauseId[]
  branches: readonly BranchId[]
}

const longest = 20_000
const allRows = [...symptomRows, ...symptomsInOtherLanguages]

/** Reads an error code, a message or a description in a person’s own words. Nothing fits: everything is empty. */
export function readSymptom(text: string): SymptomReading {
  const shown = text.slice(0, longest)
  const rows = allRows.filter(({ pattern }) => pattern.test(shown))
  const codes = rows.filter(isCode)
  const words = rows.length > 0 ? rows : branchRows.filter(({ pattern }) => pattern.test(shown)).slice(0, 1)
  const telling = codes.length > 0 ? codes : words
  const causes = [...new Set(telling.flatMap((row) => row.causes))]
  return { rows: telling, causes, branches: [...new Set(causes.map((cause) => branchOf(cause).id))] }
}

/** A code says more than the words around it. */
const isCode = ({ title }: SymptomRow) => /^[A-Z]+\d{3,}|_|^urn:/.test(title)

/** What to ask somebody who knows no more than that it does not work: one question for each branch. */
export const firstQuestions: ReadonlyArray<{ branch: BranchId; question: string }> = [
  { branch: 'draft', question: 'Does WorkOS show the connection as Draft?' },
  { branch: 'validating', question: 'Does WorkOS show the connection as Validating, and sign-in never succeeds?' },
  { branch: 'saml', question: 'Do people sign in at the identity provider, and then WorkOS refuses them?' },
  { branch: 'scim', question: 'Do users, or their changes, not arrive in the directory?' },
  { branch: 'oauth', question: 'Does the provider show an error page, or send one back, instead of its sign-in?' },
  { branch: 'organization', question: 'Does WorkOS say that the organization or the connection is not found?' },
]

/** The causes of a branch, for somebody who answered its question with yes. */
export const causesOfBranch = (branch: BranchId): readonly CauseId[] =>
  causeIds.filter((id) => id.startsWith(`${branch}.`))
