import { describe, expect, test } from 'vitest'
import { toggled } from '../../../src/renderer/components/toggled'
import { browse, everything } from '../../../src/renderer/pages/catalog/browse'
import { summaries } from '../../../src/shared/catalog/derived'
import { createCatalogSearch } from '../../../src/shared/catalog/search'

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
