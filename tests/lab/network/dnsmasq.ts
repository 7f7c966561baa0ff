import { type Daemon, daemonFolder, freePort, programPath, startDaemon } from './daemon'

export const dnsmasqInstalled = programPath('dnsmasq') !== null

export interface Dnsmasq extends Daemon {
  /** `127.0.0.1:PORT` */
  address: string
}

/** Starts Debian's dnsmasq on loopback with these lines of configuration. It asks nobody unless they say so. */
export async function startDnsmasq(lines: readonly string[]): Promise<Dnsmasq> {
  const folder = await daemonFolder('dnsmasq')
  const port = await freePort()
  const options = [
    '--keep-in-foreground',
    '--conf-file=/dev/null',
    '--no-resolv',
    '--no-hosts',
    '--bind-interfaces',
    '--listen-address=127.0.0.1',
    '--user=root',
    `--pid-file=${folder}/pid`,
    `--port=${port}`,
  ]
  const daemon = await startDaemon('dnsmasq', [...options, ...lines.map((line) => `--${line}`)], { port, folder })
  return { ...daemon, address: `127.0.0.1:${port}` }
}
