import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freeUdpPort } from './udp-port'

export interface RealTimeServer {
  /** `127.0.0.1:PORT` */
  address: string
  close(): Promise<void>
}

/** Starts Debian's chronyd on loopback, without touching the system clock; its own clock may be shifted by faketime. */
export async function startChrony(
  options: { shiftSeconds?: number; synchronised?: boolean } = {},
): Promise<RealTimeServer> {
  const { shiftSeconds = 0, synchronised = true } = options
  const folder = await mkdtemp(join(tmpdir(), 'signpost-chrony-'))
  const port = await freeUdpPort()
  const file = join(folder, 'chrony.conf')
  await writeFile(
    file,
    [
      `port ${port}`,
      'bindaddress 127.0.0.1',
      'allow 127.0.0.1',
      'cmdport 0',
      `pidfile ${join(folder, 'chronyd.pid')}`,
      ...(synchronised ? ['local stratum 5'] : []),
      '',
    ].join('\n'),
  )
  const command = ['chronyd', '-d', '-x', '-f', file]
  const shifted =
    shiftSeconds === 0 ? command : ['faketime', '-f', `${shiftSeconds > 0 ? '+' : ''}${shiftSeconds}s`, ...command]
  const child = spawn(shifted[0] ?? '', shifted.slice(1), { stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  await started(child)
  return {
    address: `127.0.0.1:${port}`,
    close: async () => {
      const ended = once(child, 'close')
      // faketime runs chronyd as a child of its own: the whole group has to go.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** chronyd says on standard error when it is up. */
function started(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.on('error', reject)
    child.on('close', (code) => reject(new Error(`chronyd ended with ${code}: ${said}`)))
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk
      if (/starting|Disabled control|Initial frequency|Frequency/i.test(said)) resolve()
    })
  })
}
