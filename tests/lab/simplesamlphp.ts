import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SigningKey } from './idp/keys'

const program = '/usr/share/simplesamlphp/www'

/** Whether the Debian package `simplesamlphp` and the php command line are here. */
export const simplesamlphpInstalled = existsSync(program) && existsSync('/usr/bin/php')

/** PHP values written into the configuration of the hosted identity provider and of the registered service provider. */
export interface SimplesamlphpWish {
  key: SigningKey
  audience: string
  acs: string
  /** Lines added to `saml20-idp-hosted.php`, for example `'saml20.sign.assertion' => false,`. */
  hosted?: string
  /** Lines added to the service provider's entry in `saml20-sp-remote.php`. */
  remote?: string
  /** Lines added to `config.php`. */
  config?: string
  /** Attributes of the one user, as PHP. */
  user?: string
  /** Moves the clock of the identity provider, in seconds; needs the Debian package `faketime`. */
  clockOffset?: number
}

export interface Simplesamlphp {
  origin: string
  metadata(): Promise<string>
  /** Signs in over the login page, as a browser does, and returns the fields of the form it is left with. */
  signIn(authnRequestQuery: string): Promise<{ action: string; samlResponse: string; relayState: string | null }>
  unsolicitedQuery: string
  stop(): Promise<void>
}

const alice = `'id' => array('u-1029'), 'email' => array('alice@example.test'), 'firstName' => array('Alice'),
  'lastName' => array('Liddell'), 'groups' => array('Engineering', 'Wonderland'),`

/** Starts SimpleSAMLphp with PHP's built-in server: an identity provider nobody here wrote. */
export async function startSimplesamlphp(wish: SimplesamlphpWish): Promise<Simplesamlphp> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const folder = await mkdtemp(join(tmpdir(), 'simplesamlphp-'))
  for (const name of ['metadata', 'cert', 'log', 'data', 'session', 'temp']) await mkdir(join(folder, name))
  await writeFile(join(folder, 'cert/idp.pem'), wish.key.privatePem)
  await writeFile(join(folder, 'cert/idp.crt'), wish.key.certificatePem)
  await writeFile(
    join(folder, 'config.php'),
    `<?php
require '/etc/simplesamlphp/config.php';
$config = array_merge($config, array(
  'baseurlpath' => '${origin}/',
  'certdir' => '${folder}/cert/', 'loggingdir' => '${folder}/log/', 'datadir' => '${folder}/data/',
  'metadatadir' => '${folder}/metadata/', 'tempdir' => '${folder}/temp/',
  'enable.saml20-idp' => true,
  'module.enable' => array('exampleauth' => true, 'core' => true, 'saml' => true),
  'secretsalt' => 'the-lab-needs-no-better-salt', 'auth.adminpassword' => 'lab-only',
  'session.cookie.secure' => false, 'store.type' => 'phpsession',
  'session.phpsession.savepath' => '${folder}/session',
  'logging.handler' => 'file', 'showerrors' => true, 'errorreporting' => false,
  'timezone' => 'UTC',
  ${wish.config ?? ''}
));
`,
  )
  await writeFile(
    join(folder, 'authsources.php'),
    `<?php
$config = array(
  'admin' => array('core:AdminPassword'),
  'example-userpass' => array('exampleauth:UserPass', 'alice:wonderland' => array(${wish.user ?? alice})),
);
`,
  )
  await writeFile(
    join(folder, 'metadata/saml20-idp-hosted.php'),
    `<?php
$metadata['${origin}/saml2/idp/metadata.php'] = array(
  'host' => '__DEFAULT__', 'privatekey' => 'idp.pem', 'certificate' => 'idp.crt', 'auth' => 'example-userpass',
  'SingleSignOnService' => '${origin}/saml2/idp/SSOService.php',
  'SingleLogoutService' => '${origin}/saml2/idp/SingleLogoutService.php',
  'signature.algorithm' => 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  ${wish.hosted ?? ''}
);
`,
  )
  await writeFile(
    join(folder, 'metadata/saml20-sp-remote.php'),
    `<?php
$metadata['${wish.audience}'] = array(
  'AssertionConsumerService' => '${wish.acs}',
  'NameIDFormat' => 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  'simplesaml.nameidattribute' => 'email',
  'attributes.NameFormat' => 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic',
  ${wish.remote ?? ''}
);
`,
  )
  const php = ['php', '-d', 'error_reporting=0', '-d', 'display_errors=0', '-S', `127.0.0.1:${port}`, '-t', program]
  const [command = 'php', ...args] =
    wish.clockOffset === undefined
      ? php
      : ['faketime', '-f', `${wish.clockOffset < 0 ? '-' : '+'}${Math.abs(wish.clockOffset)}s`, ...php]
  const server = spawn(command, args, {
    env: { ...process.env, SIMPLESAMLPHP_CONFIG_DIR: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  let log = ''
  const started = new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (chunk: Buffer) => {
      log += chunk.toString()
      if (log.includes('started')) resolve()
    })
    server.once('exit', () => reject(new Error(`SimpleSAMLphp ended: ${log}`)))
  })
  await started
  return {
    origin,
    metadata: async () => (await fetch(`${origin}/saml2/idp/metadata.php`)).text(),
    signIn: (query) => signIn(`${origin}/saml2/idp/SSOService.php?${query}`),
    unsolicitedQuery: new URLSearchParams({ spentityid: wish.audience, RelayState: 'lab' }).toString(),
    stop: async () => {
      const ended = once(server, 'exit')
      if (server.pid !== undefined) process.kill(-server.pid)
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function signIn(start: string) {
  const cookies = new Map<string, string>()
  const visit = async (url: string, body?: URLSearchParams): Promise<{ url: string; page: string }> => {
    const reply = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body ? { method: 'POST', body } : {}),
    })
    for (const line of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name !== undefined && value !== undefined) cookies.set(name, value)
    }
    const location = reply.headers.get('location')
    if (location !== null) return visit(new URL(location, url).href)
    return { url, page: await reply.text() }
  }
  const login = await visit(start)
  const authState = field(login.page, 'AuthState')
  const { page } =
    authState === null
      ? login
      : await visit(
          login.url.replace(/\?.*$/, ''),
          new URLSearchParams({ username: 'alice', password: 'wonderland', AuthState: authState }),
        )
  const samlResponse = field(page, 'SAMLResponse')
  if (samlResponse === null) throw new Error(`SimpleSAMLphp answered without a SAMLResponse: ${page.slice(0, 2000)}`)
  return {
    action: unescapeHtml(/<form[^>]*action="([^"]*)"/.exec(page)?.[1] ?? ''),
    samlResponse,
    relayState: field(page, 'RelayState'),
  }
}

function field(page: string, name: string): string | null {
  const tag = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(page)?.[0]
  const value = tag === undefined ? undefined : /value="([^"]*)"/.exec(tag)?.[1]
  return value === undefined ? null : unescapeHtml(value)
}

const unescapeHtml = (text: string) =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#0?39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
