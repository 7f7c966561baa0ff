import type { CheckId } from '../../../shared/checks'
import { entryOf } from '../../../shared/entry-of'
import type { Evidence, Finding, Status } from '../../../shared/finding'
import { authorizeErrors } from '../../../shared/guidance/workos/authorize-errors'
import type { ObservationOf } from './observations'

/** Which check an error code of `/sso/authorize` bears on, and how; any other code is a warning about the connection. */
const errorChecks: Readonly<Record<string, readonly [id: CheckId, status: Status]>> = {
  organization_invalid: ['workos.organization', 'fail'],
  connection_invalid: ['workos.connection', 'fail'],
  connection_domain_invalid: ['workos.connection', 'fail'],
  invalid_connection_selector: ['workos.connection', 'fail'],
  connection_unlinked: ['workos.connection-state', 'fail'],
  profile_not_allowed_outside_organization: ['workos.domain', 'fail'],
}

/** What the redirect of `/sso/authorize` proves: where sign-ins go, with which values, or why they do not. */
export function judgeAuthorize({ answer, at }: ObservationOf<'authorize'>): Finding[] {
  const from = 'the redirect of GET /sso/authorize'
  const shown = (rows: ReadonlyArray<readonly [label: string, value: string | null]>): Evidence[] =>
    rows.flatMap(([label, value]) => (value === null ? [] : [{ label, value, from, at }]))
  switch (answer.kind) {
    case 'saml':
      return [
        {
          id: 'workos.connection',
          status: 'pass',
          summary: `WorkOS sends sign-ins to ${answer.ssoUrl} with a SAML request.`,
          evidence: shown([
            ['ACS URL', answer.request.acsUrl],
            ['SP entity ID', answer.request.spEntityId],
            ['Destination', answer.request.destination],
            ['NameID format', answer.request.nameIdFormat],
            ['Binding', answer.binding],
            ['Request signed', answer.request.signed ? 'yes' : 'no'],
          ]),
        },
      ]
    case 'oauth':
      return [
        {
          id: 'workos.connection',
          status: 'pass',
          summary: `WorkOS sends sign-ins to ${answer.authorizeUrl} with an OAuth request.`,
          evidence: shown([
            ['Client ID', answer.clientId],
            ['Redirect URI', answer.redirectUri],
            ['Scopes', answer.scopes.join(' ') || 'none'],
          ]),
        },
      ]
    case 'error': {
      const [id, status] = entryOf(errorChecks, answer.error) ?? ['workos.connection', 'warn']
      const known = entryOf(authorizeErrors, answer.error)
      return [
        {
          id,
          status,
          summary:
            `WorkOS refuses to start a sign-in: ${answer.error}. ${known?.meaning ?? answer.description ?? ''}`.trim(),
          evidence: shown([
            ['error', answer.error],
            ['error_description', answer.description],
          ]),
          ...(known === undefined ? {} : { fix: { action: known.next, owner: 'workos-admin' as const } }),
        },
      ]
    }
    case 'elsewhere':
      return [
        {
          id: 'workos.connection',
          status: 'info',
          summary: `WorkOS sends the browser to ${answer.url}. ${answer.why}`,
          evidence: shown([['Location', answer.url]]),
        },
      ]
  }
}
