import type { Evidence, Fix } from '../../shared/finding'
import type { Answer } from './answer'

const failures: Readonly<Record<NonNullable<Answer['failure']>['kind'], string>> = {
  aborted: 'the request was cancelled',
  timeout: 'no complete answer came in time',
  dns: 'the name of the host leads to no address',
  refused: 'the connection is refused',
  reset: 'the connection is cut, or what comes is not HTTP',
  unreachable: 'there is no route to the host',
  tls: 'the TLS certificate is not trusted, or no TLS connection comes about',
  proxy: 'the proxy does not let the request through',
  'too-large': 'the answer is far larger than one user',
  url: 'the address cannot be used',
  other: 'the request failed',
}

export function sayFailure(failure: NonNullable<Answer['failure']>): string {
  const what = unpackable.test(failure.code) ? 'its answer cannot be unpacked' : failures[failure.kind]
  return `${what} (${failure.code})`
}

/** Codes for a body that is not packed as its header says, of Node and of Chromium. */
const unpackable = /^Z_|CONTENT_DECODING|ERR__ERROR_FORMAT|ERR_BUFFER_ERROR/

const bodies: Readonly<Record<Answer['body'], string>> = {
  empty: 'nothing',
  'scim-error': 'a SCIM error',
  'scim-1': 'SCIM 1.1',
  list: 'a SCIM list',
  resource: 'a SCIM resource',
  json: 'JSON that is not SCIM',
  page: 'a web page',
  xml: 'XML',
  text: 'plain text',
  'broken-json': 'JSON that breaks off',
}

/** An answer in a few words: status and what came. */
export function sayAnswer(answer: Answer): string {
  if (answer.failure !== null) return sayFailure(answer.failure)
  const type = answer.scimType === null ? '' : `, ${answer.scimType}`
  return `status ${answer.status} with ${bodies[answer.body]}${type}`
}

/** What an answer says in its own words, as the end of a sentence; empty when it says nothing. */
export function quote({ says }: Pick<Answer, 'says'>): string {
  return says === null ? '' : ` It says: “${says.replace(/[.\s]+$/, '')}”.`
}

/** The answer as evidence: the request, its status, and whatever tells who answered. */
export function evidenceOf(answer: Answer, at: string, label = 'Answer'): Evidence[] {
  const from = `${answer.method} ${answer.url}`
  const rows: ReadonlyArray<readonly [label: string, value: string | null]> = [
    [label, sayAnswer(answer)],
    ['Says', answer.says],
    ['WWW-Authenticate', answer.status === 401 ? answer.challenge : null],
    ['Server', answer.server],
    [answer.followed ? 'Followed to' : 'Location', answer.followed || isRedirect(answer) ? answer.location : null],
  ]
  return rows.flatMap(([name, value]) => (value === null ? [] : [{ label: name, value, from, at }]))
}

export const isRedirect = ({ status }: Answer) => status !== null && status >= 300 && status < 400

const endpointPlace =
  'WorkOS Dashboard, Organizations, the organization, Directory Sync, the directory, Endpoint; in the identity provider the field is called SCIM 2.0 Base URL (Okta), Tenant URL (Microsoft Entra ID), SCIM Base URL (OneLogin, Rippling), Base URL (JumpCloud, SailPoint), SCIM URL (PingFederate) or SCIM Service URL (CyberArk)'
const tokenPlace =
  'WorkOS Dashboard, Organizations, the organization, Directory Sync, the directory, Bearer tokens; in the identity provider the field is called OAuth Bearer Token (Okta), Secret Token (Microsoft Entra ID), SCIM Bearer Token (OneLogin), Token Key (JumpCloud), Access Token (PingFederate), Bearer Token (CyberArk, Rippling) or API Token (SailPoint)'

export function endpointFix(action: string): Fix {
  return {
    action,
    where: endpointPlace,
    owner: 'idp-admin',
    source: 'https://workos.com/docs/integrations/scim',
  }
}

export function tokenFix(action: string): Fix {
  return {
    action,
    where: tokenPlace,
    owner: 'idp-admin',
    source: 'https://workos.com/docs/admin-portal/token-rotation',
  }
}

export function networkFix(action: string): Fix {
  return { action, owner: 'network-team' }
}
