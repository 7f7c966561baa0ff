import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']

/** The full path of a program, or null where it is not installed. */
export function programPath(name: string): string | null {
  const found = folders.map((folder) => join(folder, name)).find(isExecutable)
  return found ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

export interface Daemon {
  close(): Promise<void>
}

/** Starts a server in the foreground and waits until the port on 127.0.0.1 answers. Ends the whole process group. */
export async function startDaemon(
  name: string,
  args: readonly string[],
  { port, folder, env = {} }: { port: number; folder: string; env?: NodeJS.ProcessEnv },
): Promise<Daemon> {
  const child = spawn(programPath(name) ?? name, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, ...env },
  })
  let said = ''
  let ended = false
  const closed = once(child, 'close').then(() => {
    ended = true
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk
    })
  }
  for (const deadline = Date.now() + 15_000; !(await answers(port)); await pause(20)) {
    if (ended || Date.now() > deadline) throw new Error(`${name} did not start: ${said.slice(-2000)}`)
  }
  return {
    close: async () => {
      if (child.pid !== undefined && !ended) process.kill(-child.pid, 'SIGKILL')
      await closed
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A new folder that any user may write to: some servers give up being root. */
export async function daemonFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `signpost-${name}-`))
  const { chmod } = await import('node:fs/promises')
  await chmod(folder, 0o777)
  return folder
}

/** A TCP port on 127.0.0.1 that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  return address.port
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
