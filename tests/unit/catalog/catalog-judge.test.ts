import { describe, expect, it } from 'vitest'
import { judgeCatalog } from '../../../src/shared/catalog/judge'
import type { Integration } from '../../../src/shared/catalog/schema'
import { catalogFiles } from './files'

const good = (slug: string): Integration => {
  const [row] = judgeCatalog(catalogFiles().filter(({ name }) => name === slug)).rows
  if (!row) throw new Error(`no row ${slug}`)
  return structuredClone(row)
}

/** Judges one row after a change to it; the change works on plain data, so that it can break what the type forbids. */
function defectsAfter(slug: string, change: (row: Record<string, unknown> & Integration) => void): string[] {
  const row = Object.assign<Record<string, unknown>, Integration>({}, good(slug))
  change(row)
  return judgeCatalog([{ name: slug, content: row }]).defects
}

const first = <T>(list: readonly T[]): T => {
  const [item] = list
  if (item === undefined) throw new Error('empty')
  return item
}

describe('the schema', () => {
  it.each<[string, (row: Record<string, unknown> & Integration) => void, RegExp]>([
    ['an unknown key', (row) => Object.assign(row, { colour: 'blue' }), /Unrecognized key: "colour"/],
    ['an unknown key in a step', (row) => Object.assign(first(row.steps), { when: 'now' }), /steps\.0.*"when"/],
    ['a missing key', (row) => Reflect.deleteProperty(row, 'checkedOn'), /checkedOn/],
    ['an empty text', (row) => Object.assign(row, { provider: '' }), /provider/],
    ['a padded text', (row) => Object.assign(row, { provider: ' Okta' }), /provider: is padded/],
    ['a line break in a step', (row) => Object.assign(first(row.steps), { do: 'Press\nSave.' }), /steps\.0\.do/],
    ['a number for a text', (row) => Object.assign(row, { provider: 7 }), /provider/],
    ['an unknown type', (row) => Object.assign(row, { type: 'WS-Fed' }), /type/],
    ['an unknown value', (row) => Object.assign(first(row.workosGives), { value: 'acs' }), /no value of values\.ts/],
    ['the name of a prototype', (row) => Object.assign(first(row.workosGives), { value: 'toString' }), /no value/],
    ['an unknown attribute', (row) => Object.assign(first(row.attributeMapping), { workos: 'shoeSize' }), /workos/],
    ['a source that is no address', (row) => Object.assign(first(row.steps), { source: 'a colleague' }), /source/],
    [
      'a remark behind an address',
      (row) => Object.assign(first(row.steps), { source: 'https://workos.com/docs (in part)' }),
      /steps\.0\.source/,
    ],
    ['an http source', (row) => Object.assign(row, { sources: ['http://workos.com/docs'] }), /sources/],
    ['a script as console', (row) => Object.assign(row, { consoleUrl: 'javascript:alert(1)' }), /consoleUrl/],
    [
      'an oddly named placeholder',
      (row) => Object.assign(row, { metadataUrlPattern: 'https://{tenant id}/x' }),
      /metadataUrlPattern/,
    ],
    ['a date that is none', (row) => Object.assign(row, { checkedOn: '2026-02-30' }), /checkedOn/],
    ['no step', (row) => Object.assign(row, { steps: [] }), /steps/],
    ['no pitfall', (row) => Object.assign(row, { pitfalls: [] }), /pitfalls/],
  ])('refuses %s', (_, change, message) => {
    const defects = defectsAfter('okta-saml', change)
    expect(defects.join('\n')).toMatch(message)
    for (const defect of defects) expect(defect).toMatch(/^okta-saml: /)
  })

  it.each([null, [], 'text', 7, {}])('refuses %j as a row', (content) => {
    expect(judgeCatalog([{ name: 'x', content }]).defects.length).toBeGreaterThan(0)
  })
})

describe('contradictions', () => {
  it.each<[string, string, (row: Integration) => void, string]>([
    [
      'a step with an undeclared value',
      'okta-saml',
      (row) => first(row.steps).values.push('client_secret'),
      'step 1 uses client_secret, which nobody gives',
    ],
    [
      'a step with an unmapped attribute',
      'okta-saml',
      (row) => first(row.steps).attributes.push('addresses'),
      'step 1 names the attribute addresses',
    ],
    [
      'one name for two values',
      'okta-saml',
      (row) => row.environmentValues.push('redirect_uri', 'acs_url'),
      'acs_url is given by workos and by environment',
    ],
    [
      'a side that never gives the value',
      'okta-saml',
      (row) => row.environmentValues.push('scim_endpoint'),
      'scim_endpoint is given by environment',
    ],
    ['an alias twice', 'okta-saml', (row) => row.aliases.push('OKTA'), 'aliases holds "okta" twice'],
    ['a step twice', 'okta-saml', (row) => row.steps.push(first(row.steps)), 'steps holds'],
    [
      'a value twice in a step',
      'okta-saml',
      (row) => first(row.steps).values.push('acs_url', 'acs_url'),
      'values of step 1 holds "acs_url" twice',
    ],
    [
      'an attribute mapped twice',
      'okta-saml',
      (row) => row.attributeMapping.push(first(row.attributeMapping)),
      'attributeMapping holds',
    ],
    ['a pitfall twice', 'okta-saml', (row) => row.pitfalls.push(first(row.pitfalls)), 'pitfalls holds'],
    [
      'a source that is not listed',
      'okta-saml',
      (row) => Object.assign(first(row.pitfalls), { source: 'https://example.com/' }),
      'https://example.com/ is cited',
    ],
    [
      'a fact source without its fact',
      'okta-saml',
      (row) => Object.assign(row.factSources, { 'oauth.colour': 'unconfirmed' }),
      'factSources names oauth.colour',
    ],
    [
      'the address of another row',
      'okta-saml',
      (row) => Object.assign(row, { docUrl: 'https://workos.com/docs/integrations/okta-scim' }),
      'docUrl is not the address',
    ],
    [
      'a SAML row without SAML type',
      'okta-saml',
      (row) => Object.assign(row.workos, { connectionType: 'OktaOIDC' }),
      'ends in SAML',
    ],
    ['a name that is another', 'okta-saml', (row) => Object.assign(row, { name: 'Octa' }), 'name is Octa'],
    ['a SAML row without its values', 'okta-saml', (row) => row.workosGives.splice(0), 'acs_url and sp_entity_id'],
    [
      'an OIDC row without oauth',
      'okta-oidc',
      (row) => Object.assign(row, { oauth: null }),
      'a OIDC row needs an oauth part',
    ],
    [
      'an OAuth row without secret',
      'github-oauth',
      (row) => row.providerGives.splice(0),
      'client_id and client_secret',
    ],
    ['a SCIM row without scim', 'okta-scim', (row) => Object.assign(row, { scim: null }), 'a scim part'],
    [
      'a NameID that says nothing',
      'okta-saml',
      (row) => Object.assign(row, { nameId: { format: null, source: null } }),
      'nameId says nothing',
    ],
    [
      'two metadata patterns',
      'okta-saml',
      (row) => Object.assign(row, { metadataUrlPattern: 'https://{other}/metadata' }),
      'metadataUrlPattern and the format',
    ],
    [
      'a metadata pattern nobody gives',
      'okta-oidc',
      (row) => Object.assign(row, { metadataUrlPattern: 'https://{other}/metadata' }),
      'gives no idp_metadata_url',
    ],
  ])('finds %s', (_, slug, change, sentence) => {
    expect(defectsAfter(slug, change).join('\n')).toContain(sentence)
  })

  it('finds a file that is named otherwise than its row', () => {
    expect(judgeCatalog([{ name: 'okta', content: good('okta-saml') }]).defects).toEqual(['okta: slug is okta-saml'])
  })

  it('wants one spelling of a name in all rows of a provider', () => {
    const rows = [good('okta-saml'), { ...good('okta-scim'), name: 'OKTA' }]
    expect(judgeCatalog(rows.map((content) => ({ name: content.slug, content }))).defects).toEqual([
      'okta-scim: name is OKTA, in okta-saml Okta',
    ])
  })
})
