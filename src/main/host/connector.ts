import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { buildConnector } from 'undici'
import { trustingContext } from './authorities'

/** How TLS servers are verified. Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED cannot switch it off. */
export const verifying = (authorities: readonly string[]) => ({
  secureContext: trustingContext(authorities),
  rejectUnauthorized: true,
})

/** Longest that a connection may take to come about; a dropped packet is otherwise waited for two minutes by the system. */
const connectLimitMs = 10_000

export interface Connector {
  connect: buildConnector.connector
  /** Lets go of the connections that have not come about yet: each would keep the program alive until it has. */
  abandon: () => void
}

/** Opens the connections of an undici agent; to the given addresses instead of where the name leads, if there are some. */
export function connectorOf(authorities: readonly string[], addresses: readonly string[] | null): Connector {
  const opening = new Set<Socket>()
  const pinned = addresses === null ? {} : { lookup: answering(addresses) }
  const connect: Connector['connect'] = ({ hostname, protocol, port, servername }, callback) => {
    const secure = protocol === 'https:'
    const host = hostname.replace(/^\[|\]$/g, '')
    const target = { host, port: Number(port || (secure ? 443 : 80)), noDelay: true, ...pinned }
    const name = servername || host
    const socket = secure
      ? connectTls({
          ...target,
          ...verifying(authorities),
          ALPNProtocols: ['http/1.1'],
          ...(isIP(name) === 0 ? { servername: name } : {}),
        })
      : connectTcp(target)
    opening.add(socket)
    const limit = setTimeout(() => socket.destroy(tooLate()), connectLimitMs)
    const settle = () => {
      clearTimeout(limit)
      opening.delete(socket)
    }
    const fail = (error: Error) => {
      settle()
      callback(error, null)
    }
    // A connection can fail a second time when nobody listens any more.
    socket.on('error', () => undefined)
    socket.once('error', fail)
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      settle()
      socket.off('error', fail)
      callback(null, socket)
    })
  }
  const abandon = () => {
    for (const socket of opening) socket.destroy(tooLate())
  }
  return { connect, abandon }
}

const tooLate = () => Object.assign(new Error('no connection came about in time'), { code: 'ETIMEDOUT' })

/**
 * A look-up that knows the answer. It is given a moment later, as a look-up is: a TLS socket that fails while it is being made
 * throws, and its error then reaches nobody.
 */
function answering(addresses: readonly string[]): LookupFunction {
  const known = addresses.map((address) => ({ address, family: isIP(address) }))
  return (name, { all }, callback) =>
    process.nextTick(() => {
      const [first] = known
      if (first === undefined)
        callback(Object.assign(new Error(`no address for ${name}`), { code: 'ENOTFOUND' }), '', 4)
      else if (all) callback(null, known)
      else callback(null, first.address, first.family)
    })
}
