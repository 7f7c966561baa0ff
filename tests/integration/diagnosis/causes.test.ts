import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CauseId, causeIds } from '../../../src/shared/verdict'
import { signInPage } from '../../lab/documents/pages'
import { makeKey } from '../../lab/idp/keys'
import { type ScimFault, startFaultyScim } from '../../lab/scim/faulty'
import { type Customer, type Practice, type ResponseWish, startPractice } from './practice'
import { expectOnly, expectSound } from './sound'

let practice: Practice
beforeAll(async () => {
  practice = await startPractice()
})
afterAll(() => practice.close())

const day = 86_400_000

interface Seeded {
  args: readonly string[]
  env?: Record<string, string>
}
/** Seeds one fault at a customer that is otherwise in order, and says with which options to look for it. */
type Seed = (customer: Customer) => Promise<Seeded>

const scimArgs = (base: string, tokenEnv = 'SCIM_TOKEN') => ['--scim', base, '--token-env', tokenEnv, '--rehearse']

const oauthArgs = () => {
  const { issuer, clients } = practice.oidc
  return {
    args: [
      ...['--issuer', issuer, '--client-id', clients.basic.id, '--client-secret-env', 'CLIENT_SECRET'],
      ...['--redirect-uri', clients.basic.redirectUri, '--scope', 'openid profile email'],
    ],
    env: { CLIENT_SECRET: clients.basic.secret },
  }
}

const draft = ({ connectionId }: Customer) => {
  const { scenario } = practice.workos
  const { certificates } = scenario.environment('staging')
  for (const one of certificates.all()) if (one.connectionId === connectionId) certificates.remove(one.id)
  scenario.setConnectionState(connectionId, 'draft')
}
const withMetadata = async (customer: Customer, metadata: string) => ({
  args: [...customer.about, '--metadata', metadata],
})
const withResponse =
  (wish: ResponseWish, ...more: string[]): Seed =>
  async (customer) => {
    practice.workos.scenario.setConnectionState(customer.connectionId, 'validating')
    const documents = ['--metadata', await customer.metadata(), '--response', await customer.response(wish)]
    return { args: [...customer.about, ...documents, ...more] }
  }

const faulty: Array<() => Promise<void>> = []
afterAll(() => Promise.all(faulty.map((close) => close())))
const withScim =
  (fault: ScimFault): Seed =>
  async () => {
    const scim = await startFaultyScim(fault)
    faulty.push(scim.close)
    return { args: scimArgs(scim.base, 'SCIM_FAULTY'), env: { SCIM_FAULTY: scim.token } }
  }
const withClient =
  (change: Readonly<Record<string, string>>, env: Record<string, string> = {}): Seed =>
  async () => {
    const sound = oauthArgs()
    const args = sound.args.map((one, index) => change[sound.args[index - 1] ?? ''] ?? one)
    return { args, env: { ...sound.env, ...env } }
  }

const seeds: Readonly<Record<CauseId, Seed>> = {
  'draft.metadata-not-uploaded': async (customer) => {
    draft(customer)
    return withMetadata(customer, await customer.metadata())
  },
  'draft.metadata-invalid': async (customer) => {
    draft(customer)
    return withMetadata(customer, await practice.file('given.xml', signInPage()))
  },
  'draft.metadata-unreachable': async (customer) => {
    draft(customer)
    return withMetadata(customer, 'https://adfs.acme.internal/FederationMetadata/2007-06/FederationMetadata.xml')
  },
  'validating.certificate-expired': async (customer) => {
    const [notBefore, notAfter] = [new Date(Date.now() - 400 * day), new Date(Date.now() - 35 * day)]
    const key = await makeKey({ notBefore, notAfter })
    practice.workos.scenario.setConnectionState(customer.connectionId, 'validating')
    customer.holds(key)
    const documents = ['--metadata', await customer.metadata([key]), '--response', await customer.response({ key })]
    return { args: [...customer.about, ...documents] }
  },
  'validating.acs-url-typo': withResponse({ fault: 'destination-other' }),
  'validating.entity-id-mismatch': withResponse({ fault: 'audience-other' }),
  'saml.recipient-mismatch': withResponse({ change: ({ recipient }) => ({ recipient: `${recipient}/` }) }),
  'saml.audience-mismatch': withResponse({ fault: 'audience-other' }),
  'saml.signature-invalid': withResponse({ fault: 'signed-by-another-key' }),
  'saml.response-expired': withResponse({ at: new Date(Date.now() + 15 * 60_000) }, '--now', new Date().toISOString()),
  'saml.nameid-missing': withResponse({ fault: 'nameid-missing' }),
  'scim.unauthorized': async () => ({
    args: scimArgs(practice.scim.base, 'SCIM_WRONG'),
    env: { SCIM_WRONG: `${practice.scim.token}x` },
  }),
  'scim.not-found': async () => ({ args: scimArgs(`${practice.scim.base}/nowhere/else`) }),
  'scim.attributes-missing': async (customer) => {
    const { scenario } = practice.workos
    for (const user of scenario.environment('staging').directoryUsers.all()) {
      if (user.directoryId === customer.directoryId)
        scenario.changeDirectoryUser(user.id, { firstName: null, lastName: null })
    }
    return { args: customer.about }
  },
  // Entra ID, which the directory names, changes e-mail addresses in the shape that is lost here.
  'scim.updates-disabled': async (customer) => {
    const { args, env } = await withScim('ignores-value-filter')(customer)
    return { args: [...customer.about, ...args], ...(env ? { env } : {}) }
  },
  'scim.deactivation-disabled': withScim('stays-active'),
  'oauth.redirect-uri-mismatch': withClient({ '--redirect-uri': 'https://auth.workos.com/sso/oidc/b2/callback' }),
  'oauth.invalid-client': withClient({}, { CLIENT_SECRET: 'not-the-secret-9f8e7d6c5b4a' }),
  'oauth.access-denied': async () => {
    const { args, env } = oauthArgs()
    const callback = 'https://auth.workos.com/sso/oidc/a1/callback?error=access_denied&state=x'
    return { args: [...args, '--callback', callback], env }
  },
  'oauth.scope-error': async () => {
    const { clients } = practice.oidc
    const client = ['--client-id', clients.narrow.id, '--redirect-uri', clients.narrow.redirectUri]
    const secret = ['--client-secret-env', 'CLIENT_SECRET']
    const args = ['--issuer', practice.oidc.issuer, ...client, ...secret, '--scope', 'openid profile email']
    return { args, env: { CLIENT_SECRET: clients.narrow.secret } }
  },
  'organization.missing': async () => ({ args: ['--organization', 'org_01NOWHERE'] }),
  'organization.connection-not-linked': async ({ connectionId, organizationId }) => {
    practice.workos.scenario.removeConnection(connectionId)
    return { args: ['--organization', organizationId] }
  },
  'organization.domain-unverified': async (customer) => {
    practice.workos.scenario.setDomainState(customer.domainId, 'pending')
    return { args: customer.about }
  },
}

test('with no fault, none is confirmed, and what the inputs can show is ruled out', async () => {
  const customer = practice.customer()
  const { scenario } = practice.workos
  const leaver = scenario.addDirectoryUser(customer.directoryId, { email: 'eve@acme.example', firstName: 'Eve' })
  scenario.changeDirectoryUser(leaver.id, { lastName: 'Doe' })
  scenario.removeDirectoryUser(leaver.id)
  const { args, env } = oauthArgs()
  const documents = ['--metadata', await customer.metadata(), '--response', await customer.response()]
  const callback = ['--callback', 'https://auth.workos.com/sso/oidc/a1/callback?code=CANARY&state=x']
  const everything = [...customer.about, ...documents, ...scimArgs(practice.scim.base), ...args, ...callback]
  const diagnosed = await practice.run(everything, env)
  expectSound(diagnosed)
  expect([diagnosed.confirmed, diagnosed.likely]).toEqual([[], []])
  expect(diagnosed.findings.filter(({ status }) => status === 'fail')).toEqual([])
  expect(diagnosed.code).toBe(0)
  expect(causeIds.filter((cause) => diagnosed.of(cause).state !== 'ruled-out')).toEqual([])
  expect(diagnosed.json).not.toContain('CANARY')
})

describe.concurrent('each fault, seeded alone, is confirmed and nothing else', () => {
  test.each(Object.entries(seeds))('%s', async (cause, seed) => {
    const { args, env } = await seed(practice.customer())
    const diagnosed = await practice.run(args, env)
    // Object.entries forgets the type of the keys; the table above has no others.
    expectOnly(diagnosed, cause as CauseId)
  })
})
