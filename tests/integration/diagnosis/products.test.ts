import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CauseId } from '../../../src/shared/verdict'
import { startChrony } from '../../lab/clock/chrony'
import { labKey, makeKey, type SigningKey } from '../../lab/idp/keys'
import { apacheInstalled, startApache } from '../../lab/network/apache'
import { nginxInstalled, startNginx } from '../../lab/network/nginx'
import { makeRoot } from '../../lab/network/pki'
import { squidInstalled, startSquid } from '../../lab/network/squid'
import {
  type Simplesamlphp,
  type SimplesamlphpWish,
  simplesamlphpInstalled,
  startSimplesamlphp,
} from '../../lab/simplesamlphp'
import { type Customer, type Practice, startPractice } from './practice'
import { expectOnly, expectSound } from './sound'

let practice: Practice
let key: SigningKey
beforeAll(async () => {
  practice = await startPractice()
  key = await labKey('simplesamlphp-diagnosed')
})
afterAll(() => practice.close())

const running: Array<() => Promise<void>> = []
afterAll(() => Promise.all(running.map((stop) => stop())))

/** A customer whose identity provider is SimpleSAMLphp, set up as wished, and WorkOS set up for it as it should be. */
async function simplesamlphp(
  wish: Partial<SimplesamlphpWish> = {},
): Promise<{ customer: Customer; idp: Simplesamlphp; entityId: string }> {
  const customer = practice.customer('GenericSAML')
  const idp = await startSimplesamlphp({ key, acs: customer.acsUrl, audience: customer.spEntityId, ...wish })
  running.push(idp.stop)
  const entityId = `${idp.origin}/saml2/idp/metadata.php`
  customer.holds()
  practice.workos.scenario.configureSaml(customer.connectionId, {
    idpEntityId: entityId,
    ssoUrl: `${idp.origin}/saml2/idp/SSOService.php`,
    signingCertificates: [(wish.key ?? key).certificateBase64],
  })
  return { customer, idp, entityId }
}

/** Signs Alice in as WorkOS would have her sign in, and keeps what the browser posts. */
async function signIn({ customer, idp }: { customer: Customer; idp: Simplesamlphp }): Promise<string> {
  const { samlResponse } = await idp.signIn(await requestOf(customer))
  return practice.file('response.txt', `SAMLResponse=${encodeURIComponent(samlResponse)}`)
}

async function requestOf({ connectionId }: Customer): Promise<string> {
  const { origin, staging } = practice.workos
  const url = new URL('/sso/authorize', origin)
  const query = { client_id: staging.clientId, redirect_uri: 'http://127.0.0.1:7357/callback', response_type: 'code' }
  for (const [name, value] of Object.entries({ ...query, connection: connectionId })) url.searchParams.set(name, value)
  const reply = await fetch(url, { redirect: 'manual' })
  return new URL(reply.headers.get('location') ?? '').search.slice(1)
}

const alice = `'id' => array('u-1029'), 'email' => array('alice@acme.example'), 'firstName' => array('Alice'),
  'lastName' => array('Liddell'),`

describe.skipIf(!simplesamlphpInstalled).concurrent('SimpleSAMLphp, an identity provider nobody here wrote', () => {
  test('in order: no cause is confirmed', async () => {
    const world = await simplesamlphp({ user: alice })
    const documents = ['--metadata', world.entityId, '--response', await signIn(world)]
    const diagnosed = await practice.run([...world.customer.about, ...documents])
    expectSound(diagnosed)
    expect([diagnosed.confirmed, diagnosed.likely]).toEqual([[], []])
    expect(diagnosed.result.product).toBe('simplesamlphp')
  })

  const faults: ReadonlyArray<readonly [what: string, wish: Partial<SimplesamlphpWish>, cause: CauseId]> = [
    ['an unsigned assertion', { hosted: "'saml20.sign.assertion' => false," }, 'saml.signature-invalid'],
    [
      'a user without an e-mail address',
      { user: "'id' => array('u-1'), 'email' => array(''), 'firstName' => array('A'), 'lastName' => array('B')," },
      'saml.nameid-missing',
    ],
  ]
  test.each(faults)('%s', async (_, wish, cause) => {
    const world = await simplesamlphp({ user: alice, ...wish })
    practice.workos.scenario.setConnectionState(world.customer.connectionId, 'validating')
    const documents = ['--metadata', world.entityId, '--response', await signIn(world)]
    expectOnly(await practice.run([...world.customer.about, ...documents]), cause)
  })

  test('a wrong ACS URL in its metadata of the service provider', async () => {
    const world = await simplesamlphp({ user: alice, acs: 'https://auth.workos.com/sso/saml/acs/01HXYZLABB' })
    const documents = ['--metadata', world.entityId, '--response', await signIn(world)]
    expectOnly(await practice.run([...world.customer.about, ...documents]), 'validating.acs-url-typo')
  })

  test('an SP entity ID it does not know shows before anybody signs in', async () => {
    const world = await simplesamlphp({ audience: 'https://auth.workos.com/01OTHER' })
    practice.workos.scenario.setConnectionState(world.customer.connectionId, 'validating')
    const diagnosed = await practice.run([...world.customer.about, '--metadata', world.entityId])
    expect(diagnosed.confirmed).toEqual(['validating.entity-id-mismatch'])
    expect(diagnosed.of('validating.entity-id-mismatch').fix?.where).toContain('saml20-sp-remote.php')
  })

  test('it knows the application by another SP entity ID, and starts the sign-in itself', async () => {
    const world = await simplesamlphp({ user: alice, audience: 'https://auth.workos.com/01OTHER' })
    const { samlResponse } = await world.idp.signIn(world.idp.unsolicitedQuery)
    const response = await practice.file('response.txt', samlResponse)
    const documents = ['--metadata', world.entityId, '--response', response]
    expectOnly(await practice.run([...world.customer.about, ...documents]), 'saml.audience-mismatch')
  })

  test('its certificate was changed, and WorkOS has the former', async () => {
    const world = await simplesamlphp({ user: alice })
    world.customer.holds(await makeKey({ subject: 'former' }))
    practice.workos.scenario.configureSaml(world.customer.connectionId, {
      idpEntityId: world.entityId,
      ssoUrl: `${world.idp.origin}/saml2/idp/SSOService.php`,
      signingCertificates: [],
    })
    const documents = ['--metadata', world.entityId, '--response', await signIn(world)]
    expectOnly(await practice.run([...world.customer.about, ...documents]), 'saml.signature-invalid')
  })

  test('its certificate has ended', async () => {
    const day = 86_400_000
    const ended = await makeKey({
      notBefore: new Date(Date.now() - 800 * day),
      notAfter: new Date(Date.now() - 3 * day),
    })
    const world = await simplesamlphp({ user: alice, key: ended })
    const documents = ['--metadata', world.entityId, '--response', await signIn(world)]
    expectOnly(await practice.run([...world.customer.about, ...documents]), 'validating.certificate-expired')
  })

  test.each([
    ['ahead', 900],
    ['behind', -1500],
  ] as const)('its clock is %s, and a real time server is at hand', async (_, clockOffset) => {
    const [world, chrony] = await Promise.all([simplesamlphp({ user: alice, clockOffset }), startChrony()])
    running.push(chrony.close)
    practice.workos.scenario.setConnectionState(world.customer.connectionId, 'validating')
    const documents = ['--metadata', world.entityId, '--response', await signIn(world), '--ntp', chrony.address]
    const diagnosed = await practice.run([...world.customer.about, ...documents])
    expectOnly(diagnosed, 'saml.response-expired')
    expect(diagnosed.of('saml.response-expired').fix?.command).toMatch(/timedatectl|chronyc/)
  })

  test('the metadata of the page around it is none', async () => {
    const world = await simplesamlphp()
    world.customer.holds()
    practice.workos.scenario.setConnectionState(world.customer.connectionId, 'draft')
    const page = await (await fetch(`${world.entityId}?output=xhtml`)).text()
    const given = await practice.file('metadata.xml', page)
    const args = ['--connection', world.customer.connectionId, '--metadata', given]
    expectOnly(await practice.run(args), 'draft.metadata-invalid')
  })
})

describe.concurrent('metadata behind real web servers', () => {
  const stuckInDraft = () => {
    const customer = practice.customer()
    customer.holds()
    practice.workos.scenario.setConnectionState(customer.connectionId, 'draft')
    return ['--connection', customer.connectionId]
  }
  const document = async () => {
    const { readFile } = await import('node:fs/promises')
    return readFile(await practice.customer().metadata(), 'utf8')
  }

  test.skipIf(!nginxInstalled)('nginx: refused, moved behind a sign-in, and not there', async () => {
    const nginx = await startNginx(
      [
        { lines: ['location / { return 403; }'] },
        {
          lines: [
            'location /metadata.xml { return 302 /adfs/ls/?wa=wsignin1.0; }',
            'location /adfs { default_type text/html; return 200 "<html><body><form id=loginForm><input type=password></form></body></html>"; }',
          ],
        },
        {},
      ],
      await document(),
    )
    running.push(nginx.close)
    const [refused, behind, there] = nginx.ports.map((port) => `http://127.0.0.1:${port}/metadata.xml`)
    expectOnly(await practice.run([...stuckInDraft(), '--metadata', refused ?? '']), 'draft.metadata-unreachable')
    expectOnly(await practice.run([...stuckInDraft(), '--metadata', behind ?? '']), 'draft.metadata-invalid')
    const missing = `${there?.replace('metadata.xml', 'FederationMetadata.xml')}`
    expectOnly(await practice.run([...stuckInDraft(), '--metadata', missing]), 'draft.metadata-unreachable')
  })

  test.skipIf(!apacheInstalled)('Apache with a certificate of an inner authority', async () => {
    const root = await makeRoot('Acme inner authority')
    const identity = await root.server({ names: ['adfs.acme.com', '127.0.0.1'] })
    const apache = await startApache(identity, [], await document())
    running.push(apache.close)
    const ca = await practice.file('ca.pem', root.pem)
    const url = `https://127.0.0.1:${apache.port}/metadata.xml`
    expectOnly(await practice.run([...stuckInDraft(), '--metadata', url]), 'draft.metadata-unreachable')
    const trusting = await practice.run([...stuckInDraft(), '--metadata', url, '--ca', ca])
    expectOnly(trusting, 'draft.metadata-unreachable')
  })

  test.skipIf(!squidInstalled)('a proxy that forbids the address says nothing of the identity provider', async () => {
    const squid = await startSquid({ rules: ['http_access deny all'] })
    running.push(squid.close)
    const diagnosed = await practice.run(['--metadata', 'https://adfs.acme.com/metadata.xml', '--proxy', squid.url])
    expectSound(diagnosed)
    expect(diagnosed.confirmed).toEqual([])
  })
})
