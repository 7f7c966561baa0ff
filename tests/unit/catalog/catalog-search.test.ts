import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rows } from '../../../src/shared/catalog/rows'
import { createCatalogSearch, matchedIn } from '../../../src/shared/catalog/search'
import { type SearchEntry, type SearchField, searchEntry } from '../../../src/shared/catalog/search-entry'
import { segments } from '../../../src/shared/catalog/search-text'
import { forgivenSlips, meantWords, vocabularyWord } from '../../../src/shared/catalog/typos'

const entries = rows.map(searchEntry)
const search = createCatalogSearch(entries)
const slugs = (text: string, ...filter: [Parameters<typeof search.find>[1]?]) =>
  search.find(text, ...filter).hits.map(({ slug }) => slug)
const matched = (text: string, slug: string, field: SearchField): string[] => {
  const { hits, sought } = search.find(text)
  const hit = hits.find((candidate) => candidate.slug === slug)
  if (!hit) throw new Error(`${text} does not find ${slug}`)
  return matchedIn(hit, field, sought)
}

describe('what comes first', () => {
  it.each([
    ['azure', ['entra-id-saml', 'entra-id-oidc', 'entra-id-scim']],
    ['azure ad', ['entra-id-saml', 'entra-id-oidc', 'entra-id-scim']],
    ['entra', ['entra-id-saml', 'entra-id-oidc', 'entra-id-scim']],
    ['okta', ['okta-saml', 'okta-oidc', 'okta-scim']],
    ['OKTA', ['okta-saml', 'okta-oidc', 'okta-scim']],
    ['okt', ['okta-saml', 'okta-oidc', 'okta-scim']],
    ['okta scim', ['okta-scim']],
    ['adfs', ['microsoft-ad-fs-saml']],
    ['ad fs', ['microsoft-ad-fs-saml']],
    ['AD-FS', ['microsoft-ad-fs-saml']],
    ['google', ['google-saml', 'google-oidc', 'google-directory-sync', 'google-oauth']],
    ['gsuite', ['google-saml', 'google-oidc', 'google-directory-sync']],
    ['shib', ['shibboleth-generic-saml', 'shibboleth-unsolicited-saml']],
    ['keycloak', ['keycloak-saml']],
    ['key cloak', ['keycloak-saml']],
    ['simple saml php', ['simple-saml-php']],
    ['login.gov', ['login-gov-oidc']],
    ['auth0', ['auth0-saml', 'auth0-directory-sync', 'auth0-enterprise-connection']],
    ['saml', ['saml']],
    ['scim', ['scim']],
    ['oidc', ['oidc']],
    ['sftp', ['sftp']],
    ['bob', ['hibob']],
    ['omnissa', ['vmware-saml']],
    ['idaptive', ['cyberark-saml', 'cyberark-scim']],
    ['workday', ['workday']],
    ['on', ['onelogin-saml', 'onelogin-scim']],
    ['AADSTS50011', ['entra-id-saml']],
    ['Tenant URL', ['entra-id-scim']],
    ['okta audience', ['okta-saml']],
    ['Audience URI', ['okta-saml']],
    ['users_csv', ['sftp']],
  ])('%s finds %j', (text, expected) => {
    expect(slugs(text).slice(0, expected.length)).toEqual(expected)
    expect(search.find(text).readAs).toBeNull()
  })

  it.each([
    ['okat', 'okta-saml', 'okta'],
    ['keyclok', 'keycloak-saml', 'keycloak'],
    ['kyclo', 'keycloak-saml', 'keycloak'],
    ['goggle', 'google-saml', 'google'],
    ['azuer', 'entra-id-saml', 'azure'],
    ['micorsoft', 'microsoft-oauth', 'microsoft'],
    ['salesfroce', 'salesforce-saml', 'salesforce'],
    ['shiboleth', 'shibboleth-generic-saml', 'shibboleth'],
    ['jumpclod', 'jumpcloud-saml', 'jumpcloud'],
    ['slak', 'slack-oauth', 'slack'],
    ['oktaa scim', 'okta-scim', 'okta scim'],
  ])('%s is read as it was meant', (text, slug, readAs) => {
    const answer = search.find(text)
    expect(answer.hits[0]?.slug).toBe(slug)
    expect(answer.readAs).toBe(readAs)
  })

  it('puts a name before a mention', () => {
    const order = slugs('okta')
    const mention = order.indexOf('scim')
    expect(mention).toBeGreaterThan(order.indexOf('okta-scim'))
    expect(matched('okta', 'scim', 'names')).toEqual([])
    expect(matched('okta', 'scim', 'pitfalls')).toEqual(['okta'])
  })

  it('does not correct what is found as typed, nor numbers', () => {
    expect(search.find('AADSTS50105').readAs).toBeNull()
    expect(search.find('99999').hits).toEqual([])
  })

  it('falls back to any of the words', () => {
    expect(
      slugs('okta quantumleap')
        .slice(0, 3)
        .every((slug) => slug.startsWith('okta')),
    ).toBe(true)
    expect(slugs('quantumleap')).toEqual([])
  })

  it('shows everything for nothing, in the order given', () => {
    for (const text of ['', '   ', '\t\n']) expect(slugs(text)).toEqual(entries.map(({ slug }) => slug))
    expect(slugs('???')).toEqual([])
  })
})

describe('where a word was found', () => {
  it('names the fields', () => {
    expect(matched('azure', 'entra-id-saml', 'names')).toContain('azure')
    expect(matched('azuer', 'entra-id-saml', 'names')).toContain('azure')
    expect(matched('tenant url', 'entra-id-scim', 'fields')).toEqual(expect.arrayContaining(['tenant', 'url']))
    expect(matched('aadsts50011', 'entra-id-saml', 'pitfalls')).toEqual(['aadsts50011'])
  })

  it('marks them in the text, accents and capitals aside', () => {
    expect(segments('Entra ID (Azure AD)', ['azure'])).toEqual([
      { text: 'Entra ID (', matched: false },
      { text: 'Azure', matched: true },
      { text: ' AD)', matched: false },
    ])
    expect(segments('Café ÖKTA', ['okta'])).toEqual([
      { text: 'Café ', matched: false },
      { text: 'ÖKTA', matched: true },
    ])
  })

  it('loses no character of a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string()), (text, terms) => {
        expect(
          segments(text, terms)
            .map((segment) => segment.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })
})

describe('filters', () => {
  it('restrict by type and purpose, with and without words', () => {
    expect(slugs('okta', { types: ['SCIM'] })).toEqual(['okta-scim'])
    expect(slugs('', { types: ['Enterprise'] })).toEqual(['auth0-enterprise-connection'])
    expect(slugs('google', { purposes: ['social'] })).toEqual(['google-oauth'])
    expect(slugs('', { purposes: ['framework'], types: ['General'] })).toEqual(
      expect.arrayContaining(['next-auth', 'firebase', 'aws-cognito', 'bubble']),
    )
    expect(slugs('google', { types: ['SAML', 'OIDC'] })).toEqual(['google-saml', 'google-oidc'])
    expect(slugs('okta', { types: [], purposes: [] })).toEqual(slugs('okta'))
  })
})

describe('summaries alone', () => {
  it('are found by their names', () => {
    const light = createCatalogSearch(entries.map(({ fields, pitfalls, ...names }) => names))
    expect(light.find('okat').hits[0]?.slug).toBe('okta-saml')
    expect(light.find('AADSTS50011').hits).toEqual([])
  })
})

describe('hostile input', () => {
  it('never throws on a query, and every hit is a row', () => {
    const known = new Set(entries.map(({ slug }) => slug))
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.stringMatching(/^[.*+?^${}()|[\]\\/ a-z-]{0,40}$/),
      fc.constantFrom(
        '__proto__',
        'constructor',
        'toString',
        'hasOwnProperty',
        '\u0000',
        '\ud800',
        '(((((',
        'a'.repeat(500),
      ),
    )
    fc.assert(
      fc.property(text, (query) => {
        for (const { slug } of search.find(query).hits) expect(known.has(slug)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['100 KB of one letter', 'a'.repeat(100_000)],
    ['100 KB of words', 'okta saml '.repeat(10_000)],
    ['100 KB of brackets', '([{'.repeat(33_000)],
    ['100 KB of combining marks', 'o\u0301'.repeat(50_000)],
    ['100 KB of ligatures that grow', '\ufdfa'.repeat(30_000)],
  ])('answers %s at once', (_, text) => {
    const started = performance.now()
    search.find(text)
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('indexes rows whose names are those of prototypes, or that say nothing', () => {
    const odd: SearchEntry[] = ['__proto__', 'constructor', 'toString', '', '((((', '\ud83d\ude00'].map((name) => ({
      slug: name,
      provider: name,
      name,
      type: 'General',
      aliases: [name],
      purposes: [],
      fields: [name],
      pitfalls: [name],
    }))
    const index = createCatalogSearch(odd)
    expect(index.find('constructor').hits.map(({ slug }) => slug)).toEqual(['constructor'])
    expect(index.find('tostrign').hits.map(({ slug }) => slug)).toEqual(['toString'])
    expect(index.find('').hits).toHaveLength(odd.length)
    expect(createCatalogSearch([]).find('okta')).toMatchObject({ hits: [], readAs: null })
  })
})

describe('ten thousand rows', () => {
  const many = Array.from({ length: 10_000 }, (_, number): SearchEntry => {
    const { slug, provider, name, type, aliases, purposes } = entries[number % entries.length] ?? rowless()
    return {
      slug: `${slug}-${number}`,
      provider: `${provider} ${number}`,
      name: `${name} ${number}`,
      type,
      aliases,
      purposes,
    }
  })
  const index = createCatalogSearch(many)

  it('are searched as the seventy-one are', () => {
    expect(index.find('okta 44').hits.map(({ slug }) => slug)).toContain('okta-saml-44')
    expect(index.find('okat').readAs).toBe('okta')
    expect(index.find('azure').hits.length).toBeGreaterThan(400)
    expect(index.find('').hits).toHaveLength(10_000)
  })
})

describe('slips of the finger', () => {
  const vocabulary = ['okta', 'oracle', 'google', 'keycloak', 'shibboleth', 'salesforce', 'slack'].map(vocabularyWord)

  it.each([
    ['okat', ['okta']],
    ['oka', ['okta', 'oracle']],
    ['gogle', ['google']],
    ['gooogle', ['google']],
    ['qoogle', ['google']],
    ['shibbl', ['shibboleth']],
    ['saleforse', ['salesforce']],
    ['ok', []],
    ['12345', []],
    ['zzzzzz', []],
    ['o'.repeat(30), []],
  ])('%s may mean %j', (word, expected) => {
    expect(meantWords(word, vocabulary)).toEqual(expected)
  })

  it('always forgives a missing, doubled or swapped letter in a name of eight letters', () => {
    const name = 'keycloak'
    fc.assert(
      fc.property(fc.nat({ max: name.length - 2 }), fc.constantFrom('missing', 'doubled', 'swapped'), (at, slip) => {
        const before = name.slice(0, at)
        const [one = '', two = ''] = name.slice(at)
        const rest = name.slice(at + 2)
        const typed = {
          missing: before + two + rest,
          doubled: before + one + one + two + rest,
          swapped: before + two + one + rest,
        }
        expect(meantWords(typed[slip], vocabulary)).toEqual(['keycloak'])
      }),
    )
  })

  it('forgives nothing in words too short or too long to be a name', () => {
    expect([
      forgivenSlips('ok'),
      forgivenSlips('okta'),
      forgivenSlips('keycloak'),
      forgivenSlips('x'.repeat(25)),
    ]).toEqual([0, 1, 2, 0])
  })
})

function rowless(): never {
  throw new Error('the catalog is empty')
}
