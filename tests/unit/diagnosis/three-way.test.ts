import { describe, expect, test } from 'vitest'
import type { Entity } from '../../../src/shared/runs/metadata'
import type { Assertion } from '../../../src/shared/runs/response'
import { compareSides, mergeSides, type ThreeSides, type ThreeWayRow } from '../../../src/shared/three-way'

const acs = 'https://auth.workos.com/sso/saml/acs/01H'
const email = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'
const unspecified = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified'

const assertion: Assertion = {
  id: '_1',
  issuer: 'https://idp.example/',
  nameId: 'alice@acme.example',
  nameIdFormat: email,
  audiences: ['https://auth.workos.com/01H'],
  recipient: acs,
  inResponseTo: null,
  notBefore: null,
  notOnOrAfter: null,
  confirmationNotOnOrAfter: null,
  sessionNotOnOrAfter: null,
  authnInstant: null,
  attributes: { email: ['alice@acme.example'], firstName: ['Alice'], 'urn:oid:2.5.4.4': ['Liddell'] },
  trust: 'verified',
  encrypted: false,
}
const certificate = (sha256: string, use: 'signing' | 'encryption' = 'signing') => ({
  use,
  subject: 'CN=idp',
  sha1: '',
  sha256,
  notBefore: '',
  notAfter: '',
  key: 'RSA 2048',
})
const entity: Entity = {
  entityId: 'https://idp.example/',
  roles: ['IDPSSODescriptor'],
  sso: [{ binding: 'HTTP-Redirect', location: 'https://idp.example/sso' }],
  certificates: [certificate('aa'), certificate('bb'), certificate('ee', 'encryption')],
  nameIdFormats: ['urn:oasis:names:tc:SAML:2.0:nameid-format:transient'],
  attributes: ['email', 'department'],
  validUntil: null,
}
const request = (nameIdFormat: string | null) =>
  ({
    kind: 'saml',
    binding: 'HTTP-Redirect',
    ssoUrl: 'https://idp.example/sso',
    request: {
      id: '_r',
      issueInstant: null,
      spEntityId: 'https://auth.workos.com/01H',
      acsUrl: acs,
      destination: null,
      nameIdFormat,
      protocolBinding: null,
      forceAuthn: false,
      signed: false,
    },
  }) as const

const sound: ThreeSides = {
  authorize: request(unspecified),
  given: { acsUrl: null, spEntityId: null, idpEntityId: 'https://idp.example/', ssoUrl: null },
  held: [{ id: 'c', sha256: 'aa', notBefore: null, notAfter: null, pem: '' }],
  organization: {
    id: 'org_1',
    name: 'Acme',
    externalId: null,
    domains: [
      {
        id: 'd',
        domain: 'acme.example',
        state: 'verified',
        verificationStrategy: null,
        verificationToken: null,
        verificationPrefix: null,
      },
    ],
    allowsOtherDomains: null,
    createdAt: '',
    updatedAt: '',
  },
  entity,
  assertion,
  destination: acs,
  signers: ['aa'],
  carried: [],
}

const rowOf = (sides: ThreeSides, id: ThreeWayRow['id']) => compareSides(sides).find((row) => row.id === id)

test('every value of a connection has its row, and in order they all agree', () => {
  const rows = compareSides(sound)
  expect(rows.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['acs-url', 'same'],
    ['sp-entity-id', 'same'],
    ['idp-entity-id', 'same'],
    ['sso-url', 'same'],
    ['certificate', 'same'],
    ['nameid-format', 'same'],
    ['attributes', 'same'],
    ['email-domain', 'same'],
  ])
})

describe('each difference is named between the sides that part', () => {
  const changed: ReadonlyArray<
    readonly [id: ThreeWayRow['id'], change: Partial<ThreeSides>, between: string, says: RegExp]
  > = [
    ['acs-url', { assertion: { ...assertion, recipient: `${acs}/` } }, 'workos message', /slash/],
    ['acs-url', { destination: acs.replace('https', 'http') }, 'workos message', /http/],
    [
      'sp-entity-id',
      { assertion: { ...assertion, audiences: ['https://auth.workos.com/01h'] } },
      'workos message',
      /case/,
    ],
    ['idp-entity-id', { assertion: { ...assertion, issuer: 'https://idp.example' } }, 'workos message', /slash/],
    [
      'sso-url',
      { entity: { ...entity, sso: [{ binding: '', location: 'https://idp.example/other' }] } },
      'workos metadata',
      /character/,
    ],
    ['certificate', { signers: ['cc'] }, 'workos message', /character/],
    ['certificate', { signers: ['ee'] }, 'metadata message', /character/],
    ['certificate', { signers: [], carried: ['ee'] }, 'metadata message', /character/],
    [
      'nameid-format',
      { authorize: request(email), assertion: { ...assertion, nameIdFormat: unspecified } },
      'workos message',
      /./,
    ],
    [
      'attributes',
      { assertion: { ...assertion, attributes: { mail: ['a'] } } },
      'workos message',
      /carries no firstName and lastName/,
    ],
    [
      'email-domain',
      { assertion: { ...assertion, nameId: 'bob@labs.example', attributes: {} } },
      'workos message',
      /./,
    ],
  ]
  test.each(changed)('%s', (id, change, between, says) => {
    const row = rowOf({ ...sound, ...change }, id)
    expect(row?.outcome).toBe('differs')
    const found = row?.differences.find((one) => one.between.join(' ') === between)
    expect(found?.difference.sentence).toMatch(says)
  })
})

test('whoever asks for no format in particular takes any; what metadata offers is no promise', () => {
  expect(rowOf(sound, 'nameid-format')?.outcome).toBe('same')
  expect(rowOf({ ...sound, authorize: request(email) }, 'nameid-format')?.outcome).toBe('same')
  const transient = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'
  const row = rowOf(
    { ...sound, authorize: request(email), assertion: { ...assertion, nameIdFormat: transient } },
    'nameid-format',
  )
  expect(row?.outcome).toBe('differs')
})

test('what one side alone says is no difference, and what nobody says is no row', () => {
  const bare = {
    ...sound,
    authorize: null,
    held: null,
    organization: null,
    assertion: null,
    destination: null,
    signers: [],
    carried: [],
  }
  expect(compareSides(bare).map(({ id, outcome }) => [id, outcome])).toEqual([
    ['idp-entity-id', 'same'],
    ['sso-url', 'alone'],
    ['certificate', 'alone'],
    ['nameid-format', 'alone'],
    ['attributes', 'alone'],
  ])
})

test('what was not looked at again is as it was', () => {
  const before = compareSides({ ...sound, assertion: { ...assertion, recipient: `${acs}/` } })
  const now = compareSides({ ...sound, authorize: null, held: null, assertion: null, destination: null, signers: [] })
  const merged = mergeSides(before, now)
  expect(merged.find(({ id }) => id === 'acs-url')?.outcome).toBe('differs')
  const mended = mergeSides(before, compareSides(sound))
  expect(mended.every(({ outcome }) => outcome === 'same')).toBe(true)
})
