import type { Evidence, Finding, Fix, Status } from '../../shared/finding'
import { listed } from '../../shared/listed'
import { providerOf } from './judge-client'
import { evidenceOf, quote } from './judge-redirect-uri'
import type { ObservationOf } from './observation'

/** Judges the scopes asked for: by what the provider says it knows, and by what it answers to them. */
export function judgeScopes(observation: ObservationOf<'scopes'>): Finding[] {
  const { asked, supported, supportedBy, answer, plain, at, provider: id } = observation
  const provider = providerOf(id)
  const evidence: Evidence[] = [
    { label: 'Scopes', value: asked.join(' ') || 'none', from: 'input', at },
    ...(supported === null
      ? []
      : [{ label: 'Supported', value: supported.slice(0, 60).join(' ') || 'none', from: supportedBy, at }]),
    ...(answer === null || answer.meaning !== 'scope-refused' ? [] : evidenceOf(answer, at, 'With these scopes')),
    ...(plain === null ? [] : evidenceOf(plain, at, 'With openid alone').slice(0, 1)),
  ]
  const fix: Fix = {
    action: 'Ask only for scopes the client may have, or allow them at the provider.',
    where: provider?.console.scopes ?? 'the scopes or permissions of the client at the provider',
    owner: 'idp-admin',
  }
  const finding = (status: Status, summary: string): Finding[] => [
    { id: 'oauth.scopes', status, summary, evidence, ...(status === 'fail' || status === 'warn' ? { fix } : {}) },
  ]
  const unknown = supported === null ? [] : asked.filter((scope) => !supported.includes(scope))
  const repeated = asked.some((scope) => /[,;]/.test(scope))
  if (answer?.meaning === 'scope-refused') {
    const which = unknown.length > 0 ? ` Not among those it says it supports: ${listed(unknown)}.` : ''
    const base = plain === null || plain.meaning === 'scope-refused' ? '' : ' It accepts openid alone.'
    return finding('fail', `The provider refuses the scopes ${asked.join(' ')}.${which}${base}${quote(answer)}`)
  }
  if (repeated)
    return finding('fail', 'The scopes are separated by commas or semicolons; OAuth separates them by blanks.')
  const isAccepted = answer?.outcome === 'returned' && answer.error !== null && answer.meaning === null
  if (unknown.length > 0) {
    const dropped = provider?.dropsUnknownScopes
      ? ' It drops them without an error, so what they stand for does not arrive.'
      : ''
    return finding(
      'warn',
      `${provider?.name ?? 'The provider'} does not name ${listed(unknown)} among the scopes it supports${isAccepted ? ', though it does not refuse the request' : ''}.${dropped}`,
    )
  }
  const wantsIdToken = provider === null ? supported?.includes('openid') : provider.scopes.includes('openid')
  if (wantsIdToken && !asked.includes('openid'))
    return finding('warn', 'The scope openid is not asked for, so no ID token comes.')
  if (isAccepted) return finding('pass', `The provider accepts the scopes ${asked.join(' ')}.`)
  if (supported !== null) return finding('pass', `The provider says it supports the scopes ${asked.join(' ')}.`)
  return finding(
    'skipped',
    'The provider does not say which scopes it supports. With client ID and redirect URI it could be asked.',
  )
}
