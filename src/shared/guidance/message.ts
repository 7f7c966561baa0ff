import type { Integration } from '../catalog/schema'
import type { ValueName } from '../catalog/values'
import type { Comparison, Finding, Owner } from '../finding'
import type { CauseId, Verdict } from '../verdict'
import { causeOf } from './causes/causes'
import { handoversOf } from './handovers'

/** A message that somebody can send to the person who has to mend something. */
export interface Message {
  to: Owner
  subject: string
  /** Plain text. */
  body: string
}

/** What is known of the connection the message is about. */
export interface MessageContext {
  /** What the connection is called by those who read it: “Acme · AD FS”. */
  connection: string | null
  /** The guide of the provider, whose console the fields are named after. */
  row: Integration | null
  /** Plain values of the set-up, by name. */
  values: Readonly<Record<string, string>>
}

/** The values of a connection that a cause is about: what has to be entered, and so is named with its field. */
const valuesOfCause: Readonly<Partial<Record<CauseId, readonly ValueName[]>>> = {
  'draft.metadata-not-uploaded': ['idp_metadata_url', 'idp_metadata_xml'],
  'draft.metadata-invalid': ['idp_metadata_url', 'idp_metadata_xml'],
  'draft.metadata-unreachable': ['idp_metadata_url'],
  'validating.acs-url-typo': ['acs_url'],
  'validating.entity-id-mismatch': ['sp_entity_id'],
  'saml.recipient-mismatch': ['acs_url'],
  'saml.audience-mismatch': ['sp_entity_id'],
  'scim.not-found': ['scim_endpoint'],
  'oauth.redirect-uri-mismatch': ['redirect_uri'],
  'oauth.invalid-client': ['client_id'],
}

const mostFound = 4

/**
 * Writes to whoever can mend a cause: what was found, what to do, the exact field of their console with the value that belongs
 * into it, and how they can tell that it is mended. Secrets are never in it, because none is in a finding. Null: there is no fix.
 */
export function messageFor(
  verdict: Verdict,
  findings: readonly Finding[],
  { connection, row, values }: MessageContext,
): Message | null {
  const { fix, cause: id } = verdict
  if (fix === undefined) return null
  const cause = causeOf(id)
  const grounds = [
    ...new Set(verdict.grounds.filter(({ effect }) => effect !== 'rules-out').map(({ finding }) => finding)),
  ]
    .flatMap((place) => findings[place] ?? [])
    .toSorted((a, b) => Number(b.compared !== undefined) - Number(a.compared !== undefined))
  const fields = (valuesOfCause[id] ?? []).flatMap((name) => {
    const value = wanted(grounds) ?? values[name]
    const [handover] = row === null ? [] : handoversOf(row, name)
    return handover === undefined || value === undefined ? [] : [`${handover.field} (${handover.where}):\n${value}`]
  })
  const parts = [
    'Hello,',
    `${connection === null ? 'signing in' : `the connection “${connection}”`} does not work as it should. ${
      verdict.state === 'confirmed' ? 'The cause is known' : 'This is the likely cause'
    }:`,
    `${cause.title}. ${verdict.summary}`,
    grounds.length === 0 ? '' : `What was found\n${grounds.slice(0, mostFound).map(foundIn).join('\n')}`,
    [`What to do\n${fix.action}`, fix.where ? `Where: ${fix.where}` : ''].filter((line) => line !== '').join('\n'),
    fields.length === 0 ? '' : `The value, to be copied whole\n${fields.slice(0, 1).join('\n')}`,
    fix.command ? `Command\n${fix.command}` : '',
    `It is mended when this holds: ${cause.ruledOut}`,
    fix.source ? `More: ${fix.source}` : '',
    'Thank you.',
  ]
  return {
    to: fix.owner,
    subject: `${connection ?? 'Sign-in'}: ${cause.title}`,
    body: `${parts.filter((part) => part !== '').join('\n\n')}\n`,
  }
}

/** The value that should have been there, as the findings say. */
function wanted(grounds: readonly Finding[]): string | undefined {
  return grounds.find(({ compared }) => compared?.firstDifference != null)?.compared?.expected.value ?? undefined
}

function foundIn({ summary, compared }: Finding): string {
  return compared?.firstDifference ? `- ${summary}\n${comparedIn(compared)}` : `- ${summary}`
}

function comparedIn({ expected, received, firstDifference }: Comparison): string {
  const side = ({ value, from }: Comparison['expected']) => `${value ?? 'nothing'} (${from})`
  return [
    `  Expected: ${side(expected)}`,
    `  Received: ${side(received)}`,
    ...(firstDifference ? [`  ${firstDifference.sentence}`] : []),
  ].join('\n')
}
