import { connect as connectTcp, isIP, type LookupFunction } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { buildConnector } from 'undici'
import { trustingContext } from './authorities'

/** How TLS servers are verified. Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED cannot switch it off. */
export const verifying = (authorities: readonly string[]) => ({
  secureContext: trustingContext(authorities),
  rejectUnauthorized: true,
})

/**
 * Opens the connections of an undici agent; to the given addresses instead of where the name leads, if there are some. A
 * connection that is not there yet does not keep the program alive: who waits for it has a timer of his own.
 */
export function connectorOf(
  authorities: readonly string[],
  addresses: readonly string[] | null,
): buildConnector.connector {
  const pinned = addresses === null ? {} : { lookup: answering(addresses) }
  return ({ hostname, protocol, port, servername }, callback) => {
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
    const fail = (error: Error) => callback(error, null)
    // A connection can fail a second time when nobody listens any more.
    socket.on('error', () => undefined)
    socket.unref()
    socket.once('error', fail)
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      socket.off('error', fail)
      socket.ref()
      callback(null, socket)
    })
  }
}

/** A look-up that knows the answer. */
function answering(addresses: readonly string[]): LookupFunction {
  const known = addresses.map((address) => ({ address, family: isIP(address) }))
  return (name, { all }, callback) => {
    const [first] = known
    if (first === undefined) callback(Object.assign(new Error(`no address for ${name}`), { code: 'ENOTFOUND' }), '', 4)
    else if (all) callback(null, known)
    else callback(null, first.address, first.family)
  }
}
