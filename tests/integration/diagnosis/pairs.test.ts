import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { causeOf } from '../../../src/shared/guidance/causes/causes'
import type { CauseId } from '../../../src/shared/verdict'
import { signInPage } from '../../lab/documents/pages'
import { labKey, makeKey, type SigningKey } from '../../lab/idp/keys'
import type { Message } from '../../lab/idp/message'
import { type FaultyScim, type ScimFault, startFaultyScim } from '../../lab/scim/faulty'
import { type Customer, type Practice, startPractice } from './practice'
import { expectSound, withTwin } from './sound'

const day = 86_400_000

let practice: Practice
let another: SigningKey
let expired: SigningKey
/** One for each rehearsal: two at the same service would clear up behind each other. */
const scims: FaultyScim[] = []
beforeAll(async () => {
  const [notBefore, notAfter] = [new Date(Date.now() - 400 * day), new Date(Date.now() - 35 * day)]
  ;[practice, another, expired] = await Promise.all([
    startPractice(),
    labKey('another'),
    makeKey({ notBefore, notAfter }),
  ])
})
afterAll(() => Promise.all([practice.close(), ...scims.map((scim) => scim.close())]))

/** A customer in order, and what a person would give to have it diagnosed. Two faults can be seeded in one. */
interface Scene {
  customer: Customer
  /** The keys the identity provider publishes and signs with. */
  published: SigningKey
  signer: SigningKey
  change: Partial<Message>
  at: Date
  metadata: string | null
  response: boolean
  scim: { fault: ScimFault | null; path: string; token: string } | null
  oauth: { redirectUri: string; secret: string; callback: string | null } | null
}

const scene = (): Scene => {
  const customer = practice.customer()
  return {
    customer,
    published: customer.key,
    signer: customer.key,
    change: {},
    at: new Date(),
    metadata: null,
    response: false,
    scim: null,
    oauth: null,
  }
}

const response = (change: (scene: Scene) => Partial<Message>) => (one: Scene) => {
  one.response = true
  Object.assign(one.change, change(one))
}
const scim = (change: Partial<NonNullable<Scene['scim']>>) => (one: Scene) => {
  one.scim = { fault: null, path: '', token: '', ...one.scim, ...change }
}
const oauth = (change: Partial<NonNullable<Scene['oauth']>>) => (one: Scene) => {
  const { clients } = practice.oidc
  const sound = { redirectUri: clients.basic.redirectUri, secret: clients.basic.secret, callback: null }
  one.oauth = { ...sound, ...one.oauth, ...change }
}
const draft = ({ customer }: Scene) => {
  customer.holds()
  practice.workos.scenario.setConnectionState(customer.connectionId, 'draft')
}

const seeds = {
  'draft.metadata-not-uploaded': draft,
  'draft.metadata-invalid': async (one) => {
    one.metadata = await practice.file('given.xml', signInPage())
    practice.workos.scenario.setConnectionState(one.customer.connectionId, 'draft')
  },
  'draft.metadata-unreachable': (one) => {
    one.metadata = 'https://adfs.acme.internal/FederationMetadata/2007-06/FederationMetadata.xml'
    practice.workos.scenario.setConnectionState(one.customer.connectionId, 'draft')
  },
  'validating.certificate-expired': (one) => {
    one.response = true
    one.published = expired
    if (one.signer === one.customer.key) one.signer = expired
    one.customer.holds(expired)
  },
  'validating.acs-url-typo': response(({ customer: { acsUrl } }) => ({
    destination: `${acsUrl}/`,
    recipient: `${acsUrl}/`,
  })),
  'validating.entity-id-mismatch': response(({ customer: { spEntityId } }) => ({ audiences: [[`${spEntityId}/`]] })),
  'saml.signature-invalid': (one) => {
    one.response = true
    one.signer = another
  },
  'saml.response-expired': (one) => {
    one.response = true
    one.at = new Date(Date.now() + 15 * 60_000)
  },
  'saml.nameid-missing': response(() => ({ nameId: null })),
  'scim.unauthorized': scim({ token: 'not-the-token' }),
  'scim.not-found': scim({ path: '/nowhere/else' }),
  'scim.attributes-missing': ({ customer }) => {
    const { scenario } = practice.workos
    for (const user of scenario.environment('staging').directoryUsers.all())
      if (user.directoryId === customer.directoryId)
        scenario.changeDirectoryUser(user.id, { firstName: null, lastName: null })
  },
  'scim.deactivation-disabled': scim({ fault: 'stays-active' }),
  'oauth.redirect-uri-mismatch': oauth({ redirectUri: 'https://auth.workos.com/sso/oidc/b2/callback' }),
  'oauth.invalid-client': oauth({ secret: 'not-the-secret-9f8e7d6c5b4a' }),
  'oauth.access-denied': oauth({ callback: 'https://auth.workos.com/sso/oidc/a1/callback?error=access_denied' }),
  'organization.connection-not-linked': ({ customer }) =>
    practice.workos.scenario.setConnectionState(customer.connectionId, 'inactive'),
  'organization.domain-unverified': ({ customer }) =>
    practice.workos.scenario.setDomainState(customer.domainId, 'pending'),
} satisfies Partial<Record<CauseId, (scene: Scene) => void | Promise<void>>>
type Seeded = keyof typeof seeds

async function look(one: Scene) {
  const { customer } = one
  const args = [...customer.about]
  const env: Record<string, string> = {}
  if (one.response) {
    const given = await customer.response({ key: one.signer, at: one.at, change: () => one.change })
    args.push('--response', given, '--now', new Date().toISOString())
    one.metadata ??= await customer.metadata([one.published])
  }
  if (one.metadata !== null) args.push('--metadata', one.metadata)
  if (one.scim !== null) {
    const service = await startFaultyScim(...(one.scim.fault === null ? [] : [one.scim.fault]))
    scims.push(service)
    const { base, token } = service
    env.SCIM_SEEDED = one.scim.token || token
    args.push('--scim', `${base}${one.scim.path}`, '--token-env', 'SCIM_SEEDED', '--rehearse')
  }
  if (one.oauth !== null) {
    const { issuer, clients } = practice.oidc
    env.CLIENT_SECRET = one.oauth.secret
    args.push('--issuer', issuer, '--client-id', clients.basic.id, '--client-secret-env', 'CLIENT_SECRET')
    args.push('--redirect-uri', one.oauth.redirectUri, '--scope', 'openid profile email')
    if (one.oauth.callback !== null) args.push('--callback', one.oauth.callback)
  }
  return practice.run(args, env)
}

const message: readonly Seeded[] = [
  'validating.acs-url-typo',
  'validating.entity-id-mismatch',
  'saml.signature-invalid',
  'saml.response-expired',
  'saml.nameid-missing',
]
const within = (causes: readonly Seeded[]) =>
  causes.flatMap((first, index) => causes.slice(index + 1).map((second) => [first, second] as const))
const across = (firsts: readonly Seeded[], seconds: readonly Seeded[]) =>
  firsts.flatMap((first) => seconds.map((second) => [first, second] as const))

/** Both faults show, so both are confirmed. */
const bothShow: ReadonlyArray<readonly [Seeded, Seeded]> = [
  ...within(message),
  ...across(
    ['validating.certificate-expired'],
    message.filter((cause) => cause !== 'saml.signature-invalid'),
  ),
  ...across(message, ['organization.domain-unverified', 'scim.unauthorized', 'scim.attributes-missing']),
  ...across(['scim.deactivation-disabled'], ['saml.nameid-missing', 'validating.acs-url-typo', 'oauth.invalid-client']),
  ...across(
    ['oauth.redirect-uri-mismatch', 'oauth.invalid-client', 'oauth.access-denied'],
    ['scim.not-found', 'organization.domain-unverified'],
  ),
  ['oauth.redirect-uri-mismatch', 'oauth.access-denied'],
  ['organization.connection-not-linked', 'organization.domain-unverified'],
  ['organization.connection-not-linked', 'scim.attributes-missing'],
]

/** The first brings the second about, or keeps it from being seen. */
const rootFirst: ReadonlyArray<readonly [Seeded, Seeded]> = [
  ['validating.certificate-expired', 'saml.signature-invalid'],
  ['draft.metadata-invalid', 'draft.metadata-not-uploaded'],
  ['draft.metadata-unreachable', 'draft.metadata-not-uploaded'],
  ['scim.unauthorized', 'scim.attributes-missing'],
  ['scim.not-found', 'scim.attributes-missing'],
]

async function diagnosed(pair: readonly [Seeded, Seeded]) {
  const one = scene()
  for (const cause of pair) await seeds[cause](one)
  const result = await look(one)
  expectSound(result)
  return result
}

describe.concurrent('two faults that both show are both confirmed, and nothing else', () => {
  test.each(bothShow)('%s and %s', async (...pair) => {
    const { confirmed } = await diagnosed(pair)
    expect(confirmed.toSorted()).toEqual([...new Set(pair.flatMap(withTwin))].sort())
  })
})

describe.concurrent('of two faults where one brings about the other, the root comes first', () => {
  test.each(rootFirst)('%s before %s', async (...pair) => {
    const [root, other] = pair
    const { confirmed, verdicts } = await diagnosed(pair)
    expect(verdicts[0]?.cause).toBe(root)
    expect(causeOf(root).consequences).toContain(other)
    expect(pair.filter((cause) => confirmed.includes(cause))).toEqual(
      confirmed.filter((cause) => pair.includes(cause as Seeded)),
    )
    expect(confirmed.filter((cause) => !pair.includes(cause as Seeded))).toEqual([])
  })
})

test('there are at least forty of them', () => {
  expect(bothShow.length + rootFirst.length).toBeGreaterThanOrEqual(40)
})
