import type { Evidence, Finding } from '../../../shared/finding'
import type { ProxyAnswer, ProxyObservation } from '../observation'

const id = 'network.proxy'
const windowsSchemes = new Set(['negotiate', 'ntlm', 'kerberos'])

/** Judges how this machine gets to the address: directly, or through a proxy that lets it or does not. */
export function judgeProxy(observation: ProxyObservation): Finding {
  const { proxy, chosenBy, instead, asked, answer, answerToCredentials, failure, url } = observation
  const target = new URL(url).host
  if (proxy === null && failure !== null) {
    return {
      id,
      status: 'warn',
      summary: `Which proxy to use for ${target} could not be learned: ${failure.message} (${failure.code}). Most likely its PAC file cannot be fetched; a direct connection is tried here.`,
      evidence: [],
      fix: {
        action: 'Open the address of the PAC file in a browser, and correct it in the proxy settings of the system.',
        owner: 'network-team',
      },
    }
  }
  if (proxy === null) {
    return {
      id,
      status: 'info',
      summary: `${target} is reached directly, without a proxy (${chosenBy}).`,
      evidence: [],
    }
  }
  const evidence = evidenceOf(observation)
  if (asked === 'nothing' && failure === null) {
    return {
      id,
      status: 'info',
      summary: `${target} is reached through ${proxy} (${chosenBy}), a kind of proxy that is not asked by itself.`,
      evidence,
    }
  }
  const last = answerToCredentials ?? answer
  if (last === null || failure !== null) {
    return {
      id,
      status: instead === null ? 'fail' : 'warn',
      summary: `The proxy ${proxy} (${chosenBy}) does not answer: ${sayFailure(failure)}.${instead === null ? '' : ` ${fallback(instead)}`}`,
      evidence,
      fix: { action: 'Check the address of the proxy and that it runs.', where: chosenBy, owner: 'network-team' },
    }
  }
  if (letsThrough(observation)) {
    const by = answerToCredentials === null ? '' : ' with the user name in its address'
    return {
      id,
      status: 'pass',
      summary: `The proxy ${proxy} (${chosenBy}) lets this machine through to ${target}${by}. That says nothing about WorkOS, which does not use it.`,
      evidence,
    }
  }
  if (last.status === 407) return { id, status: 'fail', evidence, ...refusedSignIn(observation, proxy, target) }
  return {
    id,
    status: 'fail',
    summary: `The proxy ${proxy} (${chosenBy}) does not let this machine through to ${target} (${say(last)}): ${whyRefused(last)}.${last.location === null ? '' : ` It sends browsers to ${last.location}.`}`,
    evidence,
    fix: { action: `Allow ${target} in the rules of the proxy.`, owner: 'network-team' },
  }
}

function refusedSignIn(
  { answer, answerToCredentials: withCredentials, signsIn }: ProxyObservation,
  proxy: string,
  target: string,
): Pick<Finding, 'summary' | 'fix'> & Partial<Pick<Finding, 'status'>> {
  const schemes = answer?.schemes ?? []
  const by = schemes.join(' or ') || 'a scheme it does not name'
  if (withCredentials !== null) {
    return {
      summary: `The proxy ${proxy} refuses the user name and password in its address (407, ${by}).`,
      fix: { action: 'Correct the user name and password in the address of the proxy.', owner: 'network-team' },
    }
  }
  const windows = schemes.some((scheme) => windowsSchemes.has(scheme.toLowerCase()))
  if (windows && signsIn) {
    return {
      status: 'warn',
      summary: `The proxy ${proxy} wants a sign-in (407) by ${by}. That is integrated authentication: what is fetched here signs in by itself with the account of this computer. A look at TLS through the proxy does not, so that layer stays unseen.`,
      fix: {
        action: `Let this machine through to ${target} without authentication to see more.`,
        owner: 'network-team',
      },
    }
  }
  return {
    summary: `The proxy ${proxy} wants a sign-in (407) by ${by}. ${windows ? 'That is Windows sign-in (integrated authentication), which the command line does not do.' : 'Signpost has no user name for it.'}`,
    fix: {
      action: `Let this machine through to ${target} without authentication, or use a direct connection.`,
      owner: 'network-team',
    },
  }
}

/** Whether the proxy lets this machine through. */
export function letsThrough({ asked, answer, answerToCredentials }: ProxyObservation): boolean {
  const last = answerToCredentials ?? answer
  if (last === null) return false
  return asked === 'forward' ? last.status !== 407 && last.error === null : last.status >= 200 && last.status < 300
}

/** Squid's own names for why it refuses. Source: https://wiki.squid-cache.org, error page names. */
const squidErrors: ReadonlyArray<readonly [RegExp, string]> = [
  [/^ERR_ACCESS_DENIED/, 'its rules block the host or the port'],
  [/^ERR_DNS_FAIL/, 'the name leads to no address there'],
  [/^ERR_CONNECT_FAIL/, 'it cannot connect to the host'],
  [/^ERR_CANNOT_FORWARD/, 'it cannot connect to the host, or its name leads to no address there'],
  [/^ERR_READ_TIMEOUT|^ERR_LIFETIME_EXP/, 'the host did not answer it in time'],
  [/^ERR_SECURE_CONNECT_FAIL/, 'it does not trust the certificate of the host'],
]

/** What the answer a proxy refuses with says of the reason. */
function whyRefused({ status, error }: ProxyAnswer): string {
  const named = squidErrors.find(([pattern]) => error !== null && pattern.test(error))
  return named?.[1] ?? byStatus(status)
}

const byStatus = (status: number): string =>
  status >= 300 && status < 400
    ? 'its rules block the host, or it wants a sign-in at a page of its own'
    : status === 403 || status === 405
      ? 'its rules block the host or the port'
      : status >= 500
        ? 'it cannot reach the host itself, or its name leads to no address there'
        : 'its rules block the host or the port, or it is no proxy'

const failures: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (ECONNREFUSED)',
  ETIMEDOUT: 'no answer came in time (ETIMEDOUT)',
  ENOTFOUND: 'its name leads to no address (ENOTFOUND)',
  EAI_AGAIN: 'its name leads to no address (EAI_AGAIN)',
  ECONNRESET: 'it cut the connection (ECONNRESET)',
  ECANCELLED: 'the check was cancelled',
}

const fallback = (instead: string) =>
  `The proxy settings name ${instead} for that case, which is what browsers then use, after a wait.`

const sayFailure = (failure: ProxyObservation['failure']) =>
  failure === null ? 'no reason given' : (failures[failure.code] ?? `${failure.message} (${failure.code})`)

const say = ({ status, reason, error }: ProxyAnswer) => [status, reason, error].filter((part) => part).join(' ')

function evidenceOf({ proxy, chosenBy, asked, answer, answerToCredentials, ms, at }: ProxyObservation): Evidence[] {
  const from = proxy ?? ''
  const question = asked === 'forward' ? 'Answer to a forwarded request' : 'Answer to CONNECT'
  return [
    { label: 'Proxy', value: from, from: chosenBy, at },
    ...(answer ? [{ label: question, value: `${say(answer)} (${ms.toFixed(0)} ms)`, from, at }] : []),
    ...(answer && answer.schemes.length > 0
      ? [{ label: 'Proxy-Authenticate', value: answer.schemes.join(', '), from, at }]
      : []),
    ...(answerToCredentials
      ? [{ label: `${question} with the user name in its address`, value: say(answerToCredentials), from, at }]
      : []),
  ]
}
