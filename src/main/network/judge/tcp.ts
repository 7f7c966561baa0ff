import type { Finding, Fix } from '../../../shared/finding'
import { withPort } from '../addresses'
import type { TcpObservation, TcpState } from '../observation'

const id = 'network.tcp'

const meanings: Readonly<Record<Exclude<TcpState, 'open'>, readonly [meaning: string, fix: Fix]>> = {
  refused: [
    'refuses the connection: the host is up, but nothing listens on that port, or a firewall rejects it',
    { action: 'Start the service on that port, or correct the port in the address.', owner: 'idp-admin' },
  ],
  timeout: [
    'does not answer: a firewall drops the packets, or the host is down',
    {
      action: 'Open the port in the firewall between this machine and the host, or start the host.',
      owner: 'network-team',
    },
  ],
  reset: [
    'resets the connection: a device in between, or the server itself, cuts it',
    {
      action: 'Look for an intrusion prevention system or load balancer that cuts connections to this host.',
      owner: 'network-team',
    },
  ],
  unreachable: [
    'cannot be reached: there is no route to it from this machine',
    {
      action: 'Check the routes of this machine to that network; for an IPv6 address, whether IPv6 works here at all.',
      owner: 'network-team',
    },
  ],
  forbidden: [
    'cannot be reached: this machine itself forbids the connection, by a firewall or a policy of its own',
    { action: 'Allow the connection in the firewall of this machine.', owner: 'network-team' },
  ],
  failed: [
    'cannot be reached',
    { action: 'Try again; if it stays, check the network of this machine.', owner: 'network-team' },
  ],
}

/**
 * Judges each address of the host: open, or how it fails. Beside an open address a closed one is a warning. Behind a proxy, and
 * for an address that only the internet is told, no direct way need exist: there it is told and no more.
 */
export function judgeTcp({ outcomes, proxied, host, at }: TcpObservation): Finding[] {
  if (outcomes.length === 0) {
    return [
      {
        id,
        status: 'skipped',
        summary: `No connection was tried, since ${host} leads to no address.`,
        evidence: [],
      },
    ]
  }
  const anyOpen = outcomes.some(({ state, outside }) => state === 'open' && !outside)
  return outcomes.map(({ address, port, state, code, localAddress, outside, ms }): Finding => {
    const where = withPort(address, port)
    const evidence = [
      ...(code === null ? [] : [{ label: 'Code', value: code, from: where, at }]),
      { label: 'Time', value: `${ms.toFixed(1)} ms`, from: where, at },
      ...(localAddress === null ? [] : [{ label: 'Seen from', value: localAddress, from: 'this machine', at }]),
    ]
    if (state === 'open') {
      const whose = outside ? ', the address the internet is told,' : ''
      return { id, status: 'pass', summary: `${where}${whose} accepts connections.`, evidence }
    }
    const [meaning, fix] = meanings[state]
    const said = `${where} ${meaning} (${code ?? state}).`
    if (outside) {
      return {
        id,
        status: 'info',
        summary: `${said} That is the address the internet is told. Many firewalls do not let their own network take the way in from outside, so this says nothing of WorkOS.`,
        evidence,
      }
    }
    if (proxied) {
      return {
        id,
        status: 'info',
        summary: `${said} That was a direct attempt; the way used here goes through the proxy.`,
        evidence,
      }
    }
    return {
      id,
      status: anyOpen ? 'warn' : 'fail',
      summary: anyOpen
        ? `${said} Another address of the host answers, so this looks like a failure that comes and goes.`
        : said,
      evidence,
      fix,
    }
  })
}
