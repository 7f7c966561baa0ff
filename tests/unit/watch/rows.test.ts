import { describe, expect, test } from 'vitest'
import { renewalsIn } from '../../../src/main/watch/renewals'
import { judgeRows } from '../../../src/main/watch/rows'
import type { Setup } from '../../../src/shared/setup'
import type { WatchBook } from '../../../src/shared/watch/book'
import type { Note } from '../../../src/shared/watch/note'
import { workosEventSchema } from '../../../src/shared/workos'
import { makeKey } from '../../lab/idp/keys'
import { bookOf, certificate, inDays, now, setupOf, sighting, zone } from './watched-setups'

const judged = (setups: readonly Setup[], book: Partial<WatchBook> = {}) => judgeRows(setups, bookOf(book), now, zone)
const shown = (setups: readonly Setup[], book?: Partial<WatchBook>) =>
  judged(setups, book).rows.map(({ what, band, status, role }) => [what, band, status, role])

const secret = (at = inDays(-5)) => ({ kind: 'secret', lastFour: 'wxyz', origin: 'typed', at }) as const
const note = (more: Partial<Note>): Note => ({
  id: 'n1',
  kind: 'client-secret',
  label: 'Client secret',
  setupId: 'acme-entra',
  value: 'client_secret',
  end: { kind: 'day', day: '2027-02-01' },
  by: 'person',
  at: inDays(-2),
  ...more,
})
const entra = (values: Setup['values'] = { client_secret: secret() }) =>
  setupOf('acme-entra', { slug: 'entra-id-oidc', values })

describe('what is watched', () => {
  test('nothing, where nothing is known', () => {
    expect(judged([setupOf('empty-one'), setupOf('no-certificates', { metadata: sighting([]) })]).rows).toEqual([])
  })

  test('the most pressing first; encryption certificates sign nothing', () => {
    const acme = setupOf('acme-okta', {
      metadata: sighting([certificate('a', 40), certificate('e', -4, { use: 'encryption' })], {
        validUntil: inDays(3),
      }),
    })
    const borealis = setupOf('borealis', { metadata: sighting([certificate('b', -1)]) })
    expect(shown([acme, borealis, entra()])).toEqual([
      ['CN=b', 'expired', 'fail', null],
      ['https://idp.example.com', 'under-30', 'warn', null],
      ['CN=a', 'under-60', 'info', null],
      ['Client secret that ends in wxyz', 'unknown', 'skipped', null],
    ])
  })

  test('of several signing certificates one is used, one comes next, one is left over: that is no fault', () => {
    const rollover = setupOf('acme-okta', {
      metadata: sighting([
        certificate('n', 900, { notBefore: inDays(-3) }),
        certificate('o', -20, { notBefore: inDays(-700) }),
        certificate('p', 12),
      ]),
    })
    expect(shown([rollover])).toEqual([
      ['CN=o', 'expired', 'info', 'left-over'],
      ['CN=p', 'under-30', 'warn', 'primary'],
      ['CN=n', 'later', 'pass', 'next'],
    ])
  })

  test('metadata that now publishes an expired one only: that one counts, whatever it published before', () => {
    const setup = setupOf('acme-okta', { metadata: sighting([certificate('g', 300)]) })
    const seen = sighting([certificate('x', -5)], { at: inDays(-1) })
    const look = { url: seen.from, at: seen.at, seen, trouble: null, failures: 0 }
    expect(shown([setup], { metadata: { [setup.id]: look } })).toEqual([
      ['CN=x', 'expired', 'fail', null],
      ['CN=g', 'later', 'info', 'former'],
    ])
  })

  test('a valid one that was pasted makes no expired one of the metadata a left-over', async () => {
    const key = await makeKey({ notBefore: new Date(now - 1e9), notAfter: new Date(inDays(200)) })
    const text = `-----BEGIN CERTIFICATE-----\n${key.certificateBase64}\n-----END CERTIFICATE-----`
    const values: Setup['values'] = { x509_certificate: { kind: 'plain', text, origin: 'typed', at: inDays(-1) } }
    const setup = setupOf('acme-okta', { metadata: sighting([certificate('x', -5)]), values })
    expect(shown([setup]).map(([, band, status, role]) => [band, status, role])).toEqual([
      ['expired', 'fail', null],
      ['later', 'pass', null],
    ])
  })

  test('all of them expired: none is a left-over', () => {
    const dead = setupOf('acme-okta', { metadata: sighting([certificate('a', -1), certificate('b', -2)]) })
    expect(shown([dead]).map(([, , status, role]) => [status, role])).toEqual([
      ['fail', null],
      ['fail', null],
    ])
  })

  test('one that is not valid yet says so', () => {
    const early = certificate('a', 900, { notBefore: inDays(2) })
    const [row] = judged([setupOf('acme-okta', { metadata: sighting([early]) })]).rows
    expect(row).toMatchObject({ status: 'warn', word: 'Not yet valid' })
  })

  test('a certificate that metadata, WorkOS and the set-up all name is one row, and says that WorkOS holds it', async () => {
    const key = await makeKey({ notBefore: new Date(now - 1e9), notAfter: new Date(Date.parse(inDays(200))) })
    const published = certificate('a', 200, { sha256: key.sha256 })
    const link = { environmentId: 'e', organizationId: null, connectionId: 'conn_1', directoryId: null }
    const pem = `-----BEGIN CERTIFICATE-----\n${key.certificateBase64}\n-----END CERTIFICATE-----`
    const setup = setupOf('acme-okta', {
      link,
      metadata: sighting([published, certificate('b', 300)]),
      values: { x509_certificate: { kind: 'plain', text: `${pem}\nnonsense`, origin: 'typed', at: inDays(-1) } },
    })
    const held = { conn_1: { at: inDays(-1), certificates: [published, certificate('w', 100)] } }
    expect(judged([setup], { held }).rows.map(({ what, heldByWorkos, from }) => [what, heldByWorkos, from])).toEqual([
      ['CN=w', true, 'the certificates WorkOS holds'],
      ['CN=a', true, 'https://idp.example.com/metadata'],
      ['CN=b', false, 'https://idp.example.com/metadata'],
    ])
  })

  test('what was pasted as a certificate and is none is left out', () => {
    const text = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'
    const values: Setup['values'] = { x509_certificate: { kind: 'plain', text, origin: 'typed', at: inDays(-1) } }
    expect(judged([setupOf('acme-okta', { values })]).rows).toEqual([])
  })

  test('a certificate that only the last look saw is watched already', () => {
    const setup = setupOf('acme-okta', { metadata: sighting([certificate('a', 10)]) })
    const seen = sighting([certificate('a', 10), certificate('b', 700)], { at: inDays(-1) })
    const look = { url: seen.from, at: seen.at, seen, trouble: null, failures: 0 }
    expect(shown([setup], { metadata: { [setup.id]: look } }).map(([what]) => what)).toEqual(['CN=a', 'CN=b'])
  })

  test('a noted date counts for the secret it was noted of, and no longer once that was replaced', () => {
    expect(judged([entra()], { notes: [note({})] }).rows).toMatchObject([
      { band: 'later', daysLeft: 66, from: 'noted by you', noteId: 'n1' },
    ])
    const replaced = entra({ client_secret: secret(inDays(-1)) })
    expect(judged([replaced], { notes: [note({})] }).rows).toMatchObject([
      { band: 'unknown', from: 'noted for a former one, which was replaced', noteId: 'n1' },
    ])
  })

  test('a date can be noted of a secret that Signpost does not keep, and of things of no set-up', () => {
    const free = note({
      id: 'n2',
      kind: 'other',
      label: 'VPN contract',
      setupId: null,
      value: null,
      end: { kind: 'never' },
    })
    expect(judged([entra({})], { notes: [note({}), free] }).rows.map(({ what, sentence }) => [what, sentence])).toEqual(
      [
        ['Client secret', 'Expires in 66 days'],
        ['VPN contract', 'Does not expire'],
      ],
    )
  })

  test('names every object inherits are no secrets of anybody', () => {
    const odd = note({ value: 'constructor', label: 'Odd', kind: 'other' })
    expect(judged([entra({})], { notes: [odd] }).rows).toMatchObject([{ what: 'Odd', kind: 'other' }])
  })

  test('a web server that several set-ups share is one row', () => {
    const two = ['acme-okta', 'borealis-1'].map((id) => setupOf(id, { metadata: sighting([]) }))
    const servers = { 'https://idp.example.com': { at: inDays(-1), certificate: certificate('s', 25) } }
    expect(judged(two, { servers }).rows).toMatchObject([
      { kind: 'server-certificate', what: 'idp.example.com', others: 1, band: 'under-30' },
    ])
  })
})

describe('what WorkOS asks to renew', () => {
  const link = { environmentId: 'e', organizationId: null, connectionId: 'conn_1', directoryId: null }
  const asked = (...items: { type: string; endsAt: string }[]) => ({ renewals: { conn_1: { at: inDays(-1), items } } })
  const ofProvider = { type: 'ResponseSigning', endsAt: inDays(21) }

  test('its own certificate, and one of the provider that nothing else tells of', () => {
    const setup = setupOf('acme-okta', { link })
    const ofWorkos = { type: 'RequestSigning', endsAt: inDays(40) }
    expect(judged([setup], asked(ofProvider, ofWorkos)).rows).toMatchObject([
      { kind: 'signing-certificate', band: 'under-30', what: 'The signing certificate that WorkOS asks to renew' },
      { kind: 'workos-certificate', band: 'under-60', what: 'The certificate with which WorkOS signs its requests' },
    ])
  })

  test('a certificate that is listed already is not listed twice', () => {
    const setup = setupOf('acme-okta', { link, metadata: sighting([certificate('a', 21)]) })
    expect(shown([setup], asked(ofProvider)).map(([what]) => what)).toEqual(['CN=a'])
  })

  test.each(['constructor', '__proto__', 'Wondrous'])('a kind nobody knows: %s', (type) => {
    const [row] = judged([setupOf('acme-okta', { link })], asked({ type, endsAt: inDays(5) })).rows
    expect(row?.what).toBe(`A certificate that WorkOS calls ${type}`)
  })

  const event = (name: string, type: string, at: number, expiresAt: string | null = inDays(21)) =>
    workosEventSchema.parse({
      id: `event_${at}`,
      name: `connection.${name}`,
      at: inDays(at),
      organizationId: null,
      connectionId: 'conn_1',
      directoryId: null,
      email: null,
      error: null,
      externalKey: null,
      certificate: { type, expiresAt, expired: null },
      tokenSuffix: null,
      userState: null,
      sessionId: null,
    })
  const required = 'saml_certificate_renewal_required'
  const renewed = 'saml_certificate_renewed'
  test.each([
    ['asked for', [event(required, 'ResponseSigning', -3)], ['ResponseSigning']],
    ['renewed since', [event(renewed, 'ResponseSigning', -1), event(required, 'ResponseSigning', -3)], []],
    [
      'asked for again',
      [event(renewed, 'ResponseSigning', -3), event(required, 'ResponseSigning', -1)],
      ['ResponseSigning'],
    ],
    [
      'each kind by itself',
      [event(renewed, 'RequestSigning', -1), event(required, 'ResponseSigning', -2)],
      ['ResponseSigning'],
    ],
    ['without a date', [event(required, 'ResponseSigning', -1, null)], []],
    ['other events', [event('activated', 'ResponseSigning', -1)], []],
  ])('by the last event: %s', (_, events, types) => {
    expect(renewalsIn(events).map(({ type }) => type)).toEqual(types)
  })
})

describe('where it is renewed', () => {
  const fixFor = (setup: Setup, kind: string) => {
    const { rows, fixes } = judged([setup])
    return fixes[rows.find((row) => row.kind === kind)?.fix ?? '']
  }
  test.each([
    ['entra-id-saml', 'signing-certificate', /SAML Certificates/],
    ['microsoft-ad-fs-saml', 'signing-certificate', /Token-signing/],
    ['okta-saml', 'signing-certificate', /SAML Signing Certificates/],
  ])('%s: %s', (slug, kind, where) => {
    const fix = fixFor(setupOf('acme-one', { slug, metadata: sighting([certificate('a', 5)]) }), kind)
    expect(fix?.where).toMatch(where)
  })
  test('a product that only the entity ID gives away', () => {
    const metadata = sighting([certificate('a', 5)], { entityId: 'http://www.okta.com/exk1abc' })
    expect(fixFor(setupOf('acme-one', { slug: 'saml', metadata }), 'signing-certificate')?.where).toMatch(/Sign On/)
  })
  test.each([
    ['entra-id-oidc', 'client_secret', 'client-secret', /Certificates & secrets/],
    ['okta-scim', 'scim_bearer_token', 'scim-token', /OAuth Bearer Token/],
  ])('%s: %s', (slug, name, kind, where) => {
    expect(fixFor(setupOf('acme-one', { slug, values: { [name]: secret() } }), kind)?.where).toMatch(where)
  })
  test('and how long a secret of Entra ID lasts', () => {
    expect(judged([entra()]).rows[0]?.lifetime).toMatch(/24 months/)
  })
})

test('a thousand set-ups are judged in a moment', () => {
  const setups = Array.from({ length: 1000 }, (_, index) =>
    setupOf(`acme-${String(index).padStart(4, '0')}`, { metadata: sighting([certificate('a', index - 50)]) }),
  )
  const { rows, fixes } = judged(setups)
  expect(rows).toHaveLength(1000)
  expect(rows.filter(({ band }) => band === 'expired')).toHaveLength(51)
  expect(Object.keys(fixes)).toHaveLength(1)
})
