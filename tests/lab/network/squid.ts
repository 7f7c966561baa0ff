import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Daemon, daemonFolder, freePort, programPath, startDaemon } from './daemon'

export const squidInstalled = programPath('squid') !== null

export interface Squid extends Daemon {
  /** `http://127.0.0.1:PORT` */
  url: string
}

export interface SquidWish {
  /** Names it resolves without asking any DNS server. */
  hosts?: Readonly<Record<string, string>>
  /** `basic`: alice with the password wonderland. `negotiate`: offers Negotiate, as a Windows network does. */
  sign?: 'basic' | 'negotiate'
  /** Lines before the last rule, for example `http_access deny all`. */
  rules?: readonly string[]
}

const helper = {
  basic: 'while read -r user password; do [ "$user $password" = "alice wonderland" ] && echo OK || echo ERR; done',
  negotiate: 'while read -r line; do echo BH no ticket here; done',
} as const

/** Starts Debian's squid as a forward proxy on loopback. It asks no DNS server. */
export async function startSquid({ hosts = {}, sign, rules = [] }: SquidWish = {}): Promise<Squid> {
  const folder = await daemonFolder('squid')
  const port = await freePort()
  await writeFile(
    join(folder, 'hosts'),
    Object.entries(hosts)
      .map(([name, address]) => `${address} ${name}\n`)
      .join(''),
  )
  if (sign) await writeFile(join(folder, 'helper.sh'), `#!/bin/sh\n${helper[sign]}\n`, { mode: 0o755 })
  const signing = {
    basic: [
      `auth_param basic program ${folder}/helper.sh`,
      'auth_param basic realm lab',
      'auth_param basic children 1',
    ],
    negotiate: [`auth_param negotiate program ${folder}/helper.sh`, 'auth_param negotiate children 1'],
  }
  const file = join(folder, 'squid.conf')
  await writeFile(
    file,
    [
      `http_port 127.0.0.1:${port}`,
      `pid_filename ${folder}/squid.pid`,
      `cache_log ${folder}/cache.log`,
      `coredump_dir ${folder}`,
      `hosts_file ${folder}/hosts`,
      'visible_hostname squid.lab.example',
      'dns_nameservers 127.0.0.1',
      'dns_timeout 1 second',
      'dns_retransmit_interval 1 second',
      'connect_timeout 2 seconds',
      'shutdown_lifetime 0 seconds',
      'access_log none',
      'cache deny all',
      'pinger_enable off',
      ...(sign ? [...signing[sign], 'acl signed proxy_auth REQUIRED', 'http_access deny !signed'] : []),
      ...rules,
      'http_access allow all',
      '',
    ].join('\n'),
  )
  const daemon = await startDaemon('squid', ['-N', '-f', file], { port, folder })
  return { ...daemon, url: `http://127.0.0.1:${port}` }
}
