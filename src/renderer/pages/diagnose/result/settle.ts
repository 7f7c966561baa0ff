import { causeOf } from '../../../../shared/guidance/causes/causes'
import { type InputName, inputNames, type Verdict } from '../../../../shared/verdict'

/** How the page gets what a verdict asks for. */
export interface Settle {
  /** Asks for one input and looks again. */
  ask: (input: InputName) => void
  running: boolean
}

/** What a button that gets an input says. The words after it name the thing as the form does. */
export const settleWords: Readonly<Record<InputName, string>> = {
  metadata: 'Give the metadata',
  'metadata-url': 'Give the address',
  'metadata-file': 'Give the metadata as a file',
  'outside-view': 'Name an outside resolver',
  response: 'Give a SAML response',
  'arrival-time': 'Say when it arrived',
  'time-server': 'Name a time server',
  'acs-url': 'Give the ACS URL',
  'sp-entity-id': 'Give the SP entity ID',
  certificate: 'Give the certificate',
  'decryption-key': 'Give the private key',
  'api-key': 'Choose the environment',
  connection: 'Name the connection',
  organization: 'Name the organization',
  directory: 'Name the directory',
  authorize: 'Ask WorkOS',
  'email-address': 'Give a SAML response',
  'scim-endpoint': 'Give the endpoint',
  'scim-token': 'Give the token',
  'scim-rehearsal': 'Rehearse',
  'scim-capture': 'Capture what it sends',
  'provider-change': 'Look again',
  'oauth-provider': 'Name the provider',
  'oauth-client-id': 'Give the client ID',
  'oauth-client-secret': 'Give the client secret',
  'oauth-redirect-uri': 'Give the redirect URI',
  'oauth-scopes': 'Name the scopes',
  'test-sign-in': 'Record a test sign-in',
}

/** One input that is asked for, and what it would settle. */
export interface OpenNeed {
  input: InputName
  /** Different causes may ask for it in different words; the first says it. */
  sentence: string
  verdicts: readonly Verdict[]
}

/**
 * What is still needed, one entry for each input: that which settles the most comes first. Of what cannot be told; where it is
 * wanted also of what is likely, and of what nobody looked at.
 */
export function openNeeds(
  verdicts: readonly Verdict[],
  { withLikely = false, withNotRun = false }: { withLikely?: boolean; withNotRun?: boolean } = {},
): OpenNeed[] {
  const asking = verdicts.filter(
    ({ state, likely }) => (state === 'cannot-tell' && (withLikely || !likely)) || (withNotRun && state === 'not-run'),
  )
  return inputNames
    .map((input) => ({
      input,
      verdicts: asking.filter((one) => one.input !== undefined && givenBy(one.input) === input),
    }))
    .filter((need) => need.verdicts.length > 0)
    .map(({ input, verdicts: those }) => ({ input, verdicts: those, sentence: those[0]?.needs ?? '' }))
    .toSorted((a, b) => b.verdicts.length - a.verdicts.length)
}

/** An e-mail address is read from a response: one press gets both. */
const givenBy = (input: InputName): InputName => (input === 'email-address' ? 'response' : input)

/** The titles of the causes an input would settle. */
export const titlesOf = ({ verdicts }: OpenNeed): string[] => verdicts.map(({ cause }) => causeOf(cause).title)
