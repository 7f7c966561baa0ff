import { createSocket, type RemoteInfo } from 'node:dgram'
import { once } from 'node:events'

const secondsFrom1900 = 2_208_988_800

/** A right answer to a request, by a clock that is `shiftMs` ahead. Tests bend it before it goes out. */
export function honestAnswer(request: Buffer, shiftMs = 0): Buffer {
  const answer = Buffer.alloc(48)
  answer[0] = 0x24
  answer[1] = 2
  answer[3] = 0xec
  answer.writeUInt32BE(Math.round(0.001 * 2 ** 16), 8)
  answer.set([127, 127, 1, 0], 12)
  request.copy(answer, 24, 40, 48)
  for (const at of [16, 32, 40]) {
    const now = Date.now() + shiftMs
    answer.writeUInt32BE(Math.floor(now / 1000) + secondsFrom1900, at)
    answer.writeUInt32BE(Math.floor(((now % 1000) / 1000) * 2 ** 32), at + 4)
  }
  return answer
}

/** A time server that answers as it is told; `answer` returns what to send, null for silence, several for several. */
export async function startLyingServer(
  answer: (request: Buffer) => Buffer | null | readonly Buffer[],
): Promise<{ address: string; asked: () => number; close: () => Promise<void> }> {
  const socket = createSocket('udp4')
  let asked = 0
  socket.on('message', (request: Buffer, from: RemoteInfo) => {
    asked++
    const said = answer(request)
    for (const packet of said === null ? [] : Buffer.isBuffer(said) ? [said] : said)
      socket.send(packet, from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked: () => asked,
    close: async () => {
      socket.close()
      await once(socket, 'close')
    },
  }
}
