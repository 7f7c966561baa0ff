import type { Finding } from '../../shared/finding'
import type { ProxyObservation } from './observation'

const windowsSchemes = new Set(['negotiate', 'ntlm', 'kerberos'])

/** Judges how this machine gets to the address: directly, or through a proxy that lets it or does not. */
export function judgeProxy({ proxy, chosenBy, answer, failure, url, at }: ProxyObservation): Finding {
  const id = 'network.proxy'
  if (proxy === null)
    return {
      id,
      status: 'info',
      summary: `${new URL(url).host} is reached directly, without a proxy (${chosenBy}).`,
      evidence: [],
    }
  const evidence = [
    { label: 'Proxy', value: proxy, from: chosenBy, at },
    ...(answer
      ? [{ label: 'Answer to CONNECT', value: `${answer.status} ${answer.reason}`.trim(), from: proxy, at }]
      : []),
    ...(answer && answer.schemes.length > 0
      ? [{ label: 'Proxy-Authenticate', value: answer.schemes.join(', '), from: proxy, at }]
      : []),
  ]
  if (answer === null) {
    return {
      id,
      status: 'fail',
      summary: `The proxy ${proxy} does not answer (${failure ?? 'no reason given'}).`,
      evidence,
      fix: { action: 'Check the address of the proxy and that it runs.', where: chosenBy, owner: 'network-team' },
    }
  }
  if (answer.status >= 200 && answer.status < 300) {
    return {
      id,
      status: 'pass',
      summary: `The proxy ${proxy} lets this machine through to ${new URL(url).host}. That says nothing about WorkOS, which does not use it.`,
      evidence,
    }
  }
  if (answer.status === 407) {
    const integrated = answer.schemes.some((scheme) => windowsSchemes.has(scheme.toLowerCase()))
    return {
      id,
      status: 'fail',
      summary: `The proxy ${proxy} wants a sign-in (407) by ${answer.schemes.join(' or ') || 'a scheme it does not name'}. ${integrated ? 'That is Windows sign-in: the desktop program can use it for hosts you name, the command line cannot.' : 'Signpost does not send credentials to it.'}`,
      evidence,
      fix: {
        action: 'Let this machine through without authentication to this host, or use a direct connection.',
        owner: 'network-team',
      },
    }
  }
  return {
    id,
    status: 'fail',
    summary: `The proxy ${proxy} refuses a tunnel to ${new URL(url).host} (${answer.status} ${answer.reason}): its rules block the host or the port, or it cannot reach the host itself.`,
    evidence,
    fix: { action: `Allow ${new URL(url).host} in the rules of the proxy.`, owner: 'network-team' },
  }
}
