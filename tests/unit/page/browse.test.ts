import { describe, expect, test } from 'vitest'
import { toggled } from '../../../src/renderer/components/toggled'
import { browse, everything } from '../../../src/renderer/pages/catalog/browse'
import { expiriesOf } from '../../../src/renderer/pages/watch/expiries'
import { summaries } from '../../../src/shared/catalog/derived'
import { createCatalogSearch } from '../../../src/shared/catalog/search'
import type { Setup } from '../../../src/shared/setup'

const search = createCatalogSearch(summaries)
const look = (state: Partial<typeof everything>) => browse(search, { ...everything, ...state })
const countOf = (wanted: (entry: (typeof summaries)[number]) => boolean) => summaries.filter(wanted).length

describe('the catalog as it is browsed', () => {
  test('counts every type and purpose of what it shows', () => {
    const { hits, typeCounts, purposeCounts } = look({})
    expect(hits).toHaveLength(summaries.length)
    expect(typeCounts.get('SCIM')).toBe(countOf(({ type }) => type === 'SCIM'))
    expect(purposeCounts.get('social')).toBe(countOf(({ purposes }) => purposes.includes('social')))
  })

  test('a filter narrows the counts of the other kind and leaves those of its own', () => {
    const { hits, typeCounts, purposeCounts } = look({ types: ['SCIM'] })
    expect(hits).toHaveLength(countOf(({ type }) => type === 'SCIM'))
    expect(typeCounts.get('SAML')).toBe(countOf(({ type }) => type === 'SAML'))
    expect(purposeCounts.get('login')).toBe(0)
  })

  test('a count is what its filter leads to', () => {
    const before = look({ text: 'okta', purposes: ['login'] })
    for (const [type, count] of before.typeCounts)
      expect(look({ text: 'okta', purposes: ['login'], types: [type] }).hits).toHaveLength(count)
  })

  test('toggling adds once and takes away again', () => {
    expect(toggled(['SAML'], 'OIDC')).toEqual(['SAML', 'OIDC'])
    expect(toggled(['SAML', 'OIDC'], 'SAML')).toEqual(['OIDC'])
  })
})

describe('what runs out', () => {
  const certificate = (subject: string, use: 'signing' | 'encryption' | 'unspecified', notAfter: string) => ({
    use,
    subject,
    sha256: subject,
    notBefore: '2026-01-01T00:00:00Z',
    notAfter,
  })
  const setup = (id: string, metadata: Setup['metadata']): Setup => ({
    schema: 1,
    id,
    slug: 'okta-saml',
    name: id,
    organization: 'Acme',
    createdAt: '',
    updatedAt: '',
    values: {},
    steps: {},
    here: 0,
    link: null,
    sightings: [],
    signIn: null,
    confirmations: [],
    metadata,
    journal: [],
  })
  const read = { at: '2026-06-01T00:00:00Z', from: 'https://idp.example.com', entityId: 'idp' }

  test('stands soonest first over all set-ups, unreadable dates before all; what only encrypts is left out', () => {
    const found = expiriesOf([
      setup('none', null),
      setup('one', {
        ...read,
        validUntil: '2026-06-08T02:00:00+02:00',
        certificates: [
          certificate('late', 'signing', '2030-01-01T00:00:00Z'),
          certificate('e', 'encryption', '2026-02-01T00:00:00Z'),
        ],
      }),
      setup('two', {
        ...read,
        validUntil: null,
        certificates: [
          certificate('soon', 'unspecified', '2026-06-08T00:00:01Z'),
          certificate('odd', 'signing', 'never'),
        ],
      }),
    ])
    expect(found.map(({ what }) => what)).toEqual(['odd', 'idp', 'soon', 'late'])
  })
})
