import { entryOf } from '../../shared/entry-of'
import type { Evidence, Finding } from '../../shared/finding'
import { authorizeErrors } from '../../shared/guidance/workos/authorize-errors'
import type { RecordedSignIn } from '../../shared/recorded-sign-in'
import { readCallback } from '../oauth/callback'
import { judgeOAuth } from '../oauth/judge'
import { judgeWorkos } from '../workos/check/judge'
import { judgeIdpPage } from './judge-idp-page'

/** What a recorded sign-in shows besides its response: where it was sent, what the provider answered, how it ended. */
export function judgeSignIn(signIn: RecordedSignIn, clean: (text: string) => string): Finding[] {
  const { request, providerAnswer, endedAt, page, startedAt, from } = signIn
  const at = startedAt
  return [
    ...(request === null
      ? []
      : judgeWorkos({ of: 'authorize', at, selector: { provider: 'recorded' }, answer: request })),
    ...(providerAnswer === null ? [] : refusedByProvider(providerAnswer, at, clean)),
    ...(endedAt === null ? [] : ended(endedAt, signIn, clean)),
    ...(page === null ? [] : judgeIdpPage({ at, from, url: page.url, text: page.text, request })),
  ]
}

/** The provider’s answer counts where it is an error: with a code in it, the exchange at WorkOS is still to come. */
function refusedByProvider(address: string, at: string, clean: (text: string) => string): Finding[] {
  const callback = readCallback(address, clean)
  return callback.error === null ? [] : judgeOAuth({ ...callback, at, provider: null })
}

function ended(
  address: string,
  { request, startedAt, from }: RecordedSignIn,
  clean: (text: string) => string,
): Finding[] {
  const callback = readCallback(address, clean)
  const at = startedAt
  if (callback.hasCode) {
    const evidence: Evidence[] = [
      { label: 'Sign-in ended with', value: 'a code', from: `${callback.to} (${from})`, at },
    ]
    const worked: Finding = {
      id: 'workos.sign-in',
      status: 'pass',
      summary: 'The recorded sign-in succeeded.',
      evidence,
    }
    return request?.kind === 'oauth' ? [worked, ...judgeOAuth({ ...callback, at, provider: null })] : [worked]
  }
  if (callback.error === null) return []
  if (entryOf(authorizeErrors, callback.error) === undefined) return judgeOAuth({ ...callback, at, provider: null })
  const answer = { kind: 'error', error: callback.error, description: callback.says } as const
  return judgeWorkos({ of: 'authorize', at, selector: { provider: 'recorded' }, answer })
}
