import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { daemonFolder, programPath } from './daemon'

/** Whether namespaces can be made here: that takes root and the packages iproute2 and dnsmasq. */
export const namespacesPossible =
  process.getuid?.() === 0 && programPath('ip') !== null && programPath('dnsmasq') !== null && mayAdd()

function mayAdd(): boolean {
  const name = `signpost-${process.pid}-may`
  try {
    ip('netns', 'add', name)
    ip('netns', 'delete', name)
    return true
  } catch {
    return false
  }
}

function ip(...args: string[]): void {
  execFileSync(programPath('ip') ?? 'ip', args, { stdio: 'pipe' })
}

/** A network of two machines: `here`, where a person sits, and `there`, which holds public addresses. */
export interface Network {
  /** Arguments that run a command on the person's machine. */
  here: readonly string[]
  /** Where DNS of the person's machine and that of the internet answer there. */
  resolver: string
  publicResolver: string
  close(): Promise<void>
}

/** Addresses that `there` has, and what becomes of others. */
export const places = {
  inner: '10.77.0.2',
  open: '23.192.228.80',
  /** Packets arrive there, and no answer finds its way back. */
  dropped: '23.192.228.81',
  unreachable: '23.192.228.82',
  forbidden: '23.192.228.83',
  swallowed: '23.192.228.84',
} as const

export interface NetworkWish {
  /** Lines of dnsmasq: what DNS says to this network and to the internet. */
  inside: readonly string[]
  outside: readonly string[]
  /** Lines of the hosts file of the person's machine. */
  hosts: readonly string[]
  /** JavaScript of a server on `there`. */
  server: string
}

/** Makes the network, with two DNS servers and a web server in it. Everything is on loopback and a pair of virtual cards. */
export async function makeNetwork({ inside, outside, hosts, server }: NetworkWish): Promise<Network> {
  const [here, there] = [`signpost-${process.pid}-h`, `signpost-${process.pid}-t`]
  const [card, peer] = [`sph${process.pid}`, `spt${process.pid}`]
  const folder = await daemonFolder('namespace')
  for (const name of [here, there]) {
    ip('netns', 'add', name)
    ip('-n', name, 'link', 'set', 'lo', 'up')
  }
  ip('link', 'add', card, 'netns', here, 'type', 'veth', 'peer', 'name', peer, 'netns', there)
  for (const [name, link, address] of [
    [here, card, '10.77.0.1/24'],
    [there, peer, `${places.inner}/24`],
  ] as const) {
    ip('-n', name, 'addr', 'add', address, 'dev', link)
    ip('-n', name, 'link', 'set', link, 'up')
  }
  for (const address of [places.open, places.dropped]) ip('-n', there, 'addr', 'add', `${address}/32`, 'dev', 'lo')
  ip('-n', here, 'addr', 'add', '44.44.44.44/32', 'dev', 'lo')
  ip('-n', here, 'route', 'add', places.open, 'via', places.inner)
  ip('-n', here, 'route', 'add', places.dropped, 'via', places.inner, 'src', '44.44.44.44')
  ip('-n', here, 'route', 'add', 'unreachable', places.unreachable)
  ip('-n', here, 'route', 'add', 'prohibit', places.forbidden)
  ip('-n', here, 'route', 'add', 'blackhole', places.swallowed)

  const settings = `/etc/netns/${here}`
  mkdirSync(settings, { recursive: true })
  writeFileSync(join(settings, 'resolv.conf'), 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n')
  writeFileSync(join(settings, 'hosts'), `127.0.0.1 localhost\n${hosts.join('\n')}\n`)
  const names = (port: number, lines: readonly string[]) => {
    const file = join(folder, `dns-${port}.conf`)
    const own = [`port=${port}`, 'listen-address=127.0.0.1', 'bind-interfaces', 'no-resolv', 'no-hosts', 'no-daemon']
    writeFileSync(file, [...own, ...lines, ''].join('\n'))
    return start(here, [programPath('dnsmasq') ?? 'dnsmasq', '-C', file], /started/)
  }
  const running = await Promise.all([
    names(53, inside),
    names(5353, outside),
    start(there, [process.execPath, '-e', `${server}\nprocess.stderr.write('started')`], /started/),
  ])
  return {
    here: [programPath('ip') ?? 'ip', 'netns', 'exec', here],
    resolver: '127.0.0.1',
    publicResolver: '127.0.0.1:5353',
    close: async () => {
      await Promise.all(running.map((stop) => stop()))
      for (const name of [here, there]) ip('netns', 'delete', name)
      for (const path of [settings, folder]) rmSync(path, { recursive: true, force: true })
    },
  }
}

/** Starts a program in a namespace and waits until it says it is up. */
async function start(namespace: string, command: readonly string[], up: RegExp): Promise<() => Promise<void>> {
  const child = spawn(programPath('ip') ?? 'ip', ['netns', 'exec', namespace, ...command], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const closed = once(child, 'close')
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk
      if (up.test(said)) resolve()
    })
    child.once('close', () => reject(new Error(`${command[0]} did not start: ${said}`)))
  })
  return async () => {
    child.kill('SIGKILL')
    await closed
  }
}
