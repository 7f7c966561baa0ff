import type { Finding, Fix } from '../../shared/finding'
import type { TcpObservation, TcpOutcome } from './observation'

type Closed = Exclude<TcpOutcome['state'], 'open'>

const meanings: Readonly<Record<Closed, readonly [meaning: string, fix: Fix]>> = {
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
  failed: [
    'cannot be reached',
    { action: 'Try again; if it stays, check the network of this machine.', owner: 'network-team' },
  ],
}

/** Judges each address of the host: open, or how it fails. With one address open, a failing one is a warning. */
export function judgeTcp({ outcomes, at }: TcpObservation): Finding[] {
  const anyOpen = outcomes.some(({ state }) => state === 'open')
  return outcomes.map((outcome): Finding => {
    const where = `${outcome.address.includes(':') ? `[${outcome.address}]` : outcome.address}:${outcome.port}`
    const evidence = [{ label: 'Time', value: `${outcome.ms.toFixed(1)} ms`, from: where, at }]
    if (outcome.state === 'open') {
      return { id: 'network.tcp', status: 'pass', summary: `${where} accepts connections.`, evidence }
    }
    const [meaning, fix] = meanings[outcome.state]
    const others = anyOpen
      ? ' Another address of the host answers, so this looks like a failure that comes and goes.'
      : ''
    return {
      id: 'network.tcp',
      status: anyOpen ? 'warn' : 'fail',
      summary: `${where} ${meaning} (${outcome.code}).${others}`,
      evidence: [{ label: 'Code', value: outcome.code, from: where, at }, ...evidence],
      fix,
    }
  })
}
