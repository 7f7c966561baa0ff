import { once } from 'node:events'
import { connect, createServer } from 'node:net'

/** Passes connections on to a port, and holds every piece back for half a round trip in each direction. */
export async function startDelay(port, roundTripMs) {
  const sockets = new Set()
  const relay = createServer((client) => {
    const server = connect(port, '127.0.0.1')
    for (const [from, to] of [
      [client, server],
      [server, client],
    ]) {
      sockets.add(from)
      from.setNoDelay(true)
      from.on('error', () => from.destroy())
      from.on('data', (piece) => setTimeout(() => to.writable && to.write(piece), roundTripMs / 2))
      from.on('close', () => setTimeout(() => to.destroy(), roundTripMs / 2))
    }
  })
  relay.listen(0, '127.0.0.1')
  await once(relay, 'listening')
  return {
    port: relay.address().port,
    close: () => {
      for (const socket of sockets) socket.destroy()
      relay.close()
    },
  }
}
