import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TlsIdentity } from '../loopback'
import { type Daemon, daemonFolder, freePort, programPath, startDaemon } from './daemon'

export const apacheInstalled = programPath('apache2') !== null

export interface Apache extends Daemon {
  port: number
}

const modules = [
  'mpm_event',
  'authz_core',
  'authz_host',
  'auth_basic',
  'authn_core',
  'authn_file',
  'authz_user',
  'alias',
  'mime',
  'ssl',
  'socache_shmcb',
  'headers',
  'deflate',
  'rewrite',
  'filter',
]

/** Starts Debian's Apache on loopback over TLS with these lines in its one virtual host; `document` lies at `/metadata.xml`. */
export async function startApache(identity: TlsIdentity, lines: readonly string[], document: string): Promise<Apache> {
  const folder = await daemonFolder('apache')
  const port = await freePort()
  await mkdir(join(folder, 'www'))
  await writeFile(join(folder, 'www/metadata.xml'), document)
  await writeFile(join(folder, 'site.pem'), identity.cert)
  await writeFile(join(folder, 'site.key'), identity.key)
  const file = join(folder, 'apache.conf')
  await writeFile(
    file,
    [
      ...modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`),
      'ServerName idp.lab.example.net',
      `ServerRoot ${folder}`,
      `PidFile ${folder}/pid`,
      `ErrorLog ${folder}/error.log`,
      `Mutex file:${folder}`,
      'User www-data',
      'Group www-data',
      `Listen 127.0.0.1:${port}`,
      'TypesConfig /dev/null',
      'AddType application/xml .xml',
      `<VirtualHost 127.0.0.1:${port}>`,
      `DocumentRoot ${folder}/www`,
      'SSLEngine on',
      `SSLCertificateFile ${folder}/site.pem`,
      `SSLCertificateKeyFile ${folder}/site.key`,
      `<Directory ${folder}/www>`,
      'Require all granted',
      '</Directory>',
      ...lines,
      '</VirtualHost>',
      '',
    ].join('\n'),
  )
  const daemon = await startDaemon('apache2', ['-f', file, '-DFOREGROUND'], { port, folder })
  return { ...daemon, port }
}
