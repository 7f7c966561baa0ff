import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TlsIdentity } from '../loopback'
import { type Daemon, daemonFolder, freePort, programPath, startDaemon } from './daemon'

export const nginxInstalled = programPath('nginx') !== null

export interface NginxSite {
  /** Served over TLS with this identity; plain HTTP without. */
  identity?: TlsIdentity
  /** Further lines of the `server` block. */
  lines?: readonly string[]
}

export interface Nginx extends Daemon {
  /** The port of each site, in the order given. */
  ports: number[]
  folder: string
}

/** Starts Debian's nginx on loopback, one port for each site; `document` lies at `/metadata.xml`. */
export async function startNginx(sites: readonly NginxSite[], document: string): Promise<Nginx> {
  const folder = await daemonFolder('nginx')
  await mkdir(join(folder, 'www'))
  await writeFile(join(folder, 'www/metadata.xml'), document)
  const ports: number[] = []
  const blocks: string[] = []
  for (const [index, { identity, lines = [] }] of sites.entries()) {
    const port = await freePort()
    ports.push(port)
    if (identity) {
      await writeFile(join(folder, `${index}.pem`), identity.cert)
      await writeFile(join(folder, `${index}.key`), identity.key)
    }
    const secure = identity
      ? [`ssl_certificate ${folder}/${index}.pem;`, `ssl_certificate_key ${folder}/${index}.key;`]
      : []
    blocks.push(`server { listen 127.0.0.1:${port}${identity ? ' ssl' : ''}; ${[...secure, ...lines].join('\n')} }`)
  }
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  )
  const file = join(folder, 'nginx.conf')
  await writeFile(
    file,
    `daemon off; worker_processes 1; user root; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 128; }
http { access_log off; default_type application/xml; root ${folder}/www; ${temporary.join(' ')}
${blocks.join('\n')}
}
`,
  )
  const daemon = await startDaemon('nginx', ['-c', file, '-p', folder], { port: ports[0] ?? 0, folder })
  return { ...daemon, ports, folder }
}
