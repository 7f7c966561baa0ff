import type { CheckId } from '../../shared/checks'
import type { Evidence, Finding, Status } from '../../shared/finding'
import { providerOf } from './judge-client'
import { evidenceOf, quote } from './judge-redirect-uri'
import type { ObservationOf } from './observation'

/** Judges consent as far as it shows without a sign-in, which is seldom. */
export function judgeConsent({ answer, provider: id, at }: ObservationOf<'consent'>): Finding[] {
  const provider = providerOf(id)
  const reasons: Evidence[] = (provider?.consent ?? []).map((value) => ({
    label: 'Can stop a sign-in',
    value,
    from: provider?.name ?? 'the provider',
  }))
  if (answer?.meaning === 'consent-refused')
    return [
      {
        id: 'oauth.consent',
        status: 'fail',
        summary: `The provider refuses consent before anybody has signed in.${quote(answer)}`,
        evidence: [...evidenceOf(answer, at, 'Answer'), ...reasons],
        fix: {
          action:
            'See what the provider names as its reason, then open the application there: publish it, assign people to it, or grant consent for the whole organization.',
          where: 'the consent and user settings of the application at the provider',
          owner: 'idp-admin',
        },
      },
    ]
  return [
    {
      id: 'oauth.consent',
      status: 'skipped',
      summary:
        'Whether a person may consent shows only in a sign-in. The address a failed one ended at would settle it.',
      evidence: reasons,
    },
  ]
}

/** Which check an error in a callback bears on. Source: RFC 6749 section 4.1.2.1, OpenID Connect Core section 3.1.2.6 */
const errorChecks: ReadonlyArray<readonly [pattern: RegExp, check: CheckId, status: Status, says: string]> = [
  [
    /^(access_denied|access-denied|user_cancelled.*|user_denied|consent_required|interaction_required)$|AADSTS(65001|65004|90094|53003|50105)|admin_policy|org_internal/i,
    'oauth.consent',
    'fail',
    'The sign-in ended because consent was refused: by the person, or by a policy of the provider.',
  ],
  [
    /redirect_uri|AADSTS50011/i,
    'oauth.redirect-uri',
    'fail',
    'The sign-in ended because the redirect URI is not registered.',
  ],
  [
    /^invalid_scope|unauthorized_scope|AADSTS(70011|650053)/i,
    'oauth.scopes',
    'fail',
    'The sign-in ended because a scope was refused.',
  ],
  [
    /^(invalid_client|unauthorized_client|incorrect_client_credentials|application_suspended)$|AADSTS(7000215|7000222|700016)/i,
    'oauth.client',
    'fail',
    'The sign-in ended because the provider refuses the client.',
  ],
  [
    /^(login_required|account_selection_required)$/i,
    'oauth.consent',
    'info',
    'Nobody was signed in at the provider, and no sign-in page was allowed.',
  ],
  [
    /^(server_error|temporarily_unavailable)$/i,
    'oauth.consent',
    'warn',
    'The provider failed by itself; the sign-in says nothing of the set-up.',
  ],
]

/** Errors by which a provider turns the request itself down. Source: RFC 6749 section 4.1.2.1, OpenID Connect Core section 3.1.2.6 */
const ofTheRequest =
  /^(invalid_request|unsupported_response_type|unsupported_response_mode|invalid_request_(uri|object)|request(_uri)?_not_supported|registration_not_supported|invalid_target)$/i

/** Judges the address a sign-in ended at. */
export function judgeCallback({ error, says, hasCode, to, at }: ObservationOf<'callback'>): Finding[] {
  const rows: ReadonlyArray<readonly [label: string, value: string | null]> = [
    ['error', error],
    ['error_description', says],
    ['Code', hasCode ? 'there' : null],
  ]
  const evidence = rows.flatMap(([label, value]) => (value === null ? [] : [{ label, value, from: to, at }]))
  if (error === null)
    return [
      {
        id: 'oauth.consent',
        status: hasCode ? 'pass' : 'skipped',
        summary: hasCode
          ? 'The sign-in ended with a code: provider, client ID, redirect URI, scopes and consent are in order.'
          : 'The address the sign-in ended at carries neither an error nor a code.',
        evidence,
      },
    ]
  const rule =
    errorChecks.find(([pattern]) => pattern.test(error)) ?? errorChecks.find(([pattern]) => pattern.test(says ?? ''))
  const [, id, status, meaning] =
    rule ??
    (ofTheRequest.test(error)
      ? ([
          null,
          'oauth.sign-in',
          'fail',
          `The sign-in ended because the provider turns the request itself down (${error}).`,
        ] as const)
      : ([null, 'oauth.consent', 'warn', `The sign-in ended with the error ${error}.`] as const))
  return [
    {
      id,
      status,
      summary: `${meaning}${says === null ? '' : ` The provider says: “${says.replace(/[.\s]+$/, '')}”.`}`,
      evidence,
    },
  ]
}
