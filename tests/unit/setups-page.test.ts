import { describe, expect, test } from 'vitest'
import { groupSetups } from '../../src/renderer/pages/setups/list/group-setups'
import { offeredValues } from '../../src/renderer/pages/setups/one/offered-values'
import type { Entity, MetadataInspectResult } from '../../src/shared/runs/metadata'
import type { SetupSummary } from '../../src/shared/setup'
import { identityProvider, metadataSighting } from '../../src/shared/watch/sighting'

const summary = (
  id: string,
  organization: string,
  slug: string,
  updatedAt: string,
  more: Partial<SetupSummary> = {},
): SetupSummary => ({
  id,
  slug,
  name: `${organization} · ${slug}`,
  organization,
  updatedAt,
  stepsDone: 0,
  blockedBy: null,
  state: null,
  ...more,
})

const setups = [
  summary('a', 'Acme', 'microsoft-ad-fs-saml', '2026-11-01T00:00:00Z', { state: 'validating' }),
  summary('b', 'Borealis', 'okta-scim', '2026-11-03T00:00:00Z'),
  summary('c', 'acme ', 'bamboohr', '2026-11-02T00:00:00Z', { blockedBy: 'Network team' }),
]
const shown = (query: string) =>
  groupSetups(setups, query).map((group) => [group.organization, ...group.setups.map(({ id }) => id)])

describe('the list of set-ups', () => {
  test('stands by organization, however its name is written, the latest change first', () => {
    expect(shown('')).toEqual([
      ['Borealis', 'b'],
      ['acme ', 'c', 'a'],
    ])
  })

  const queries: ReadonlyArray<readonly [string, string[]]> = [
    ['acme', ['c', 'a']],
    ['OKTA', ['b']],
    ['ad fs', ['a']],
    ['adfs acme', ['a']],
    ['validating', ['a']],
    ['network team', ['c']],
    ['acme okta', []],
    ['   ', ['b', 'c', 'a']],
  ]
  test.each(queries)('filtered by %j', (query, ids) => {
    expect(groupSetups(setups, query).flatMap((group) => group.setups.map(({ id }) => id))).toEqual(ids)
  })
})

describe('what is taken over from metadata', () => {
  const certificate = (use: Entity['certificates'][number]['use'], pem?: string): Entity['certificates'][number] => ({
    use,
    subject: `CN=${use}`,
    sha1: '00',
    sha256: use,
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: '2030-01-01T00:00:00Z',
    key: 'RSA 2048',
    pem,
  })
  const idp: Entity = {
    entityId: 'http://fs.acme.com/adfs/services/trust',
    roles: ['IDPSSODescriptor'],
    sso: [
      { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', location: 'https://fs.acme.com/post' },
      { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect', location: 'https://fs.acme.com/redirect' },
    ],
    certificates: [
      certificate('encryption', 'ENC'),
      certificate('signing', 'SIG\n'),
      certificate('unspecified', 'BOTH'),
    ],
    validUntil: null,
  }
  const sp: Entity = { entityId: 'https://sp', roles: ['SPSSODescriptor'], sso: [], certificates: [], validUntil: null }
  const result = (...entities: Entity[]): MetadataInspectResult => ({
    entities,
    shown: null,
    entityCount: entities.length,
  })

  test('is that of the identity provider, wherever it stands in the document', () => {
    expect(identityProvider(result(sp, idp))?.entityId).toBe(idp.entityId)
    expect(identityProvider(result(sp))).toBeNull()
    expect(identityProvider(result())).toBeNull()
  })

  test('is the address WorkOS redirects to, and the signing certificates without the encryption one', () => {
    expect(offeredValues(idp)).toEqual([
      { name: 'idp_entity_id', text: 'http://fs.acme.com/adfs/services/trust' },
      { name: 'idp_sso_url', text: 'https://fs.acme.com/redirect' },
      { name: 'x509_certificate', text: 'SIG\nBOTH' },
    ])
  })

  test('leaves out what the document does not have', () => expect(offeredValues({ ...sp, entityId: null })).toEqual([]))

  test('is remembered with every certificate, and never longer than a set-up can keep', () => {
    const many = {
      ...idp,
      entityId: 'x'.repeat(9000),
      certificates: Array.from({ length: 300 }, () => certificate('signing')),
    }
    const sighting = metadataSighting(result(many), 'y'.repeat(9000))
    expect([sighting?.entityId?.length, sighting?.from.length, sighting?.certificates.length]).toEqual([
      4096, 4096, 100,
    ])
    expect(metadataSighting(result(), 'x')).toBeNull()
  })
})
