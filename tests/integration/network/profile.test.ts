import { afterAll, describe, expect, test } from 'vitest'
import { nodeHost } from '../../../src/main/host/node-host'
import { findProfile, reachProfile } from '../../../src/main/network/profiles/reach-profile'
import type { Finding } from '../../../src/shared/finding'
import type { ProfileId } from '../../../src/shared/guidance/causes/products'
import { labKey } from '../../lab/idp/keys'
import { type HttpServer, type Route, redirect, startHttpServer, status } from '../../lab/network/http-server'
import { simplesamlphpInstalled, startSimplesamlphp } from '../../lab/simplesamlphp'

const running: HttpServer[] = []
afterAll(() => Promise.all(running.map((server) => server.close())))

async function host(routes: Record<string, Route>): Promise<string> {
  const server = await startHttpServer(routes)
  running.push(server)
  return `http://127.0.0.1:${server.port}`
}

async function lookFor(product: ProfileId, at: string, options: { realm?: string; signal?: AbortSignal } = {}) {
  const { realm = 'master', signal } = options
  const way = {
    proxyFor: () => ({ proxy: null, chosenBy: 'the test' }),
    extraAuthorities: [],
    servers: { inside: null, outside: [] },
    limitMs: 1500,
  }
  const from = nodeHost(signal ? { signal } : {})
  const found = await findProfile({ product, host: at, realm }, way, from)
  if (found === null) throw new Error(`${at} is no host`)
  const run = reachProfile(found, way, from)
  const findings: Finding[] = []
  for (;;) {
    const step = await run.next()
    if (!step.done) {
      findings.push(step.value)
      continue
    }
    const of = (name: string) => findings.find(({ summary }) => summary.includes(`, ${name},`))
    return { findings, reached: step.value, of }
  }
}

const page = (body: string, code = 200): Route => status(code, { 'content-type': 'text/html' }, `<html>${body}</html>`)
const entity = (inside: string): Route =>
  status(
    200,
    { 'content-type': 'application/samlmetadata+xml' },
    `<EntityDescriptor entityID="x">${inside}</EntityDescriptor>`,
  )
const discovery = status(200, { 'content-type': 'application/json' }, '{"issuer":"https://x"}')

const adfs: Record<string, Route> = {
  '/FederationMetadata/2007-06/FederationMetadata.xml': entity('<x Location="https://fs/adfs/ls/"/>'),
  '/adfs/ls/': page('<div id="errorArea">MSIS7065</div>'),
  '/adfs/ls/idpinitiatedsignon.aspx': page('<script src="/adfs/portal/script.js"></script><form></form>'),
  '/adfs/services/trust/mex': status(200, { 'content-type': 'text/xml' }, '<definitions/>'),
  '/adfs/.well-known/openid-configuration': discovery,
}

describe('AD FS', () => {
  test('in good order has every endpoint, and is named', async () => {
    const { findings, of, reached } = await lookFor('adfs', await host(adfs))
    for (const name of ['Federation metadata', 'SAML and WS-Federation sign-on', 'IdP-initiated sign-on page'])
      expect(of(name)?.status).toBe('pass')
    expect(findings.find(({ summary }) => summary === 'AD FS answers here.')?.status).toBe('pass')
    expect(reached?.endpoints).toHaveLength(6)
  })

  test('with its IdP-initiated page switched off says how to switch it on, and that it is no fault', async () => {
    const off = page('<div id="errorArea" class="x">Es ist ein Fehler aufgetreten</div>')
    const { of } = await lookFor('adfs', await host({ ...adfs, '/adfs/ls/idpinitiatedsignon.aspx': off }))
    expect(of('IdP-initiated sign-on page')).toMatchObject({
      status: 'info',
      summary: expect.stringMatching(/is switched off.*does not need it/),
    })
    expect(of('IdP-initiated sign-on page')?.fix?.command).toBe(
      'Set-AdfsProperties -EnableIdpInitiatedSignonPage $true',
    )
  })

  test('without its metadata gives the exact commands', async () => {
    const { of } = await lookFor(
      'adfs',
      await host({ ...adfs, '/FederationMetadata/2007-06/FederationMetadata.xml': status(404) }),
    )
    expect(of('Federation metadata')?.status).toBe('fail')
    expect(of('Federation metadata')?.fix?.command).toContain(
      'Set-AdfsEndpoint -TargetAddressPath "/FederationMetadata/2007-06/FederationMetadata.xml" -Proxy $true',
    )
  })

  test('whose service is stopped, or whose proxy has lost it, is out of order', async () => {
    const stopped = Object.fromEntries(Object.keys(adfs).map((path) => [path, status(503)]))
    const { findings, of } = await lookFor('adfs', await host(stopped))
    expect(of('Federation metadata')?.summary).toMatch(/out of order.*\(503\)/)
    expect(of('SAML and WS-Federation sign-on')?.status).toBe('fail')
    const whole = findings.find(({ summary }) => summary.startsWith('AD FS as a whole'))
    expect(whole?.fix?.command).toMatch(/Get-Service adfssrv[\s\S]*Install-WebApplicationProxy/)
  })

  test('that turns out to be Keycloak is found out', async () => {
    const { findings } = await lookFor('adfs', await host({ '/adfs/ls/': page('<form id="kc-form-login">') }))
    expect(
      findings.some(({ status: one, summary }) => one === 'warn' && /looks like Keycloak, not AD FS/.test(summary)),
    ).toBe(true)
  })

  test('whose proxy wants a sign-in first is told how to publish it', async () => {
    const first = redirect('/adfs/ls/?version=1.0&action=signin&realm=urn%3AAppProxy%3Acom&appRealm=1')
    const { of } = await lookFor(
      'adfs',
      await host({ ...adfs, '/FederationMetadata/2007-06/FederationMetadata.xml': first }),
    )
    expect(of('Federation metadata')).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(/closed to this machine.*Web Application Proxy wants a sign-in/),
    })
  })
})

describe('other products', () => {
  test('Shibboleth with a status page closed by address is as usual', async () => {
    const at = await host({
      '/idp/shibboleth': entity('<x Location="/idp/profile/SAML2/Redirect/SSO"/>'),
      '/idp/profile/SAML2/Redirect/SSO': page('Web Login Service - Message Security Error', 400),
      '/idp/profile/SAML2/Unsolicited/SSO': page('Web Login Service', 400),
      '/idp/status': status(403),
    })
    const { of } = await lookFor('shibboleth', at)
    expect(of('Metadata')?.status).toBe('pass')
    expect(of('SAML 2.0 Redirect SSO')?.status).toBe('pass')
    expect(of('Unsolicited SSO')?.status).toBe('pass')
    expect(of('Status page')).toMatchObject({
      status: 'info',
      summary: expect.stringMatching(/That is the usual setting/),
    })
    expect(of('Status page')?.fix?.where).toContain('AccessByIPAddress')
  })

  test('Keycloak is found under its old path, by its realm', async () => {
    const at = await host({
      '/auth/realms/acme%20one/protocol/saml/descriptor': entity('<x Location="/auth/realms/acme/protocol/saml"/>'),
      '/auth/realms/acme%20one/protocol/saml': page('Invalid Request', 400),
    })
    const { of, reached } = await lookFor('keycloak', at, { realm: 'acme one' })
    expect(of('SAML descriptor of the realm')?.status).toBe('pass')
    expect(reached?.endpoints[0]?.tried).toHaveLength(2)
  })

  test('CAS whose metadata is behind its sign-in fails there', async () => {
    const at = await host({
      '/cas/idp/metadata': redirect('/cas/login'),
      '/cas/login': page('<input type="password" name="execution">'),
    })
    const { of } = await lookFor('cas', at)
    expect(of('IdP metadata')).toMatchObject({ status: 'fail', summary: expect.stringMatching(/something else/) })
  })

  test('PingFederate is asked on its own port unless another is named', async () => {
    const at = await host({
      '/pf/heartbeat.ping': status(200, {}, 'OK'),
      '/pf/federation_metadata.ping': entity('/idp/SSO.saml2'),
    })
    const { of } = await lookFor('pingfederate', at)
    expect(of('Heartbeat')?.status).toBe('pass')
  })

  test('none of them is found on a host that knows nothing', async () => {
    const at = await host({})
    for (const product of ['adfs', 'shibboleth', 'simplesamlphp', 'keycloak', 'cas', 'pingfederate'] as const) {
      const { findings } = await lookFor(product, at)
      expect(findings.some(({ status: one, summary }) => one === 'fail' && /is not there/.test(summary))).toBe(true)
    }
  })

  test('a page that answers everything alike is not taken for a product', async () => {
    const all = page('<div id="app"></div>')
    const paths = ['/idp/shibboleth', '/idp/profile/SAML2/Redirect/SSO', '/idp/profile/SAML2/Unsolicited/SSO']
    const { of } = await lookFor('shibboleth', await host(Object.fromEntries(paths.map((path) => [path, all]))))
    expect(of('Metadata')?.status).toBe('fail')
    expect(of('SAML 2.0 Redirect SSO')).toMatchObject({ status: 'info', summary: expect.stringMatching(/nothing/) })
  })

  test('a host that gives no answer is not held against every endpoint', async () => {
    const { findings } = await lookFor('cas', 'http://127.0.0.1:1')
    expect(findings.filter(({ id, status: one }) => id === 'network.tcp' && one === 'fail')).toHaveLength(1)
    expect(findings.filter(({ summary }) => summary.startsWith('CAS, ')).map((one) => one.status)).toEqual(
      Array(5).fill('skipped'),
    )
  })

  test('are let go within 100 ms when cancelled', async () => {
    const at = await host({ '/idp/shibboleth': () => undefined })
    const controller = new AbortController()
    const looking = lookFor('shibboleth', at, { signal: controller.signal })
    await new Promise((resolve) => setTimeout(resolve, 80))
    const cancelled = performance.now()
    controller.abort()
    await looking
    expect(performance.now() - cancelled).toBeLessThan(100)
  })
})

describe.skipIf(!simplesamlphpInstalled)('SimpleSAMLphp itself', () => {
  test('is found, wherever its version keeps things', async () => {
    const idp = await startSimplesamlphp({
      key: await labKey('profile-signing'),
      audience: 'https://sp.example/sp',
      acs: 'https://sp.example/acs',
    })
    try {
      const { of, findings } = await lookFor('simplesamlphp', idp.origin)
      expect(of('IdP metadata')?.status).toBe('pass')
      expect(of('Single sign-on service')?.status).toBe('pass')
      expect(findings.some(({ summary }) => summary === 'SimpleSAMLphp answers here.')).toBe(true)
    } finally {
      await idp.stop()
    }
  })
})
