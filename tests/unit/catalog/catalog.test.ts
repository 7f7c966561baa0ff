import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { linkHosts, summaries } from '../../../src/shared/catalog/derived'
import { loadGuide, loadGuides } from '../../../src/shared/catalog/guides'
import { catalogEntry, linkHosts as knownHosts } from '../../../src/shared/catalog/index'
import { judgeCatalog } from '../../../src/shared/catalog/judge'
import { linkHostsOf, summaryOf } from '../../../src/shared/catalog/summary'
import { sides } from '../../../src/shared/catalog/terms'
import { valueKinds, values, valueWord } from '../../../src/shared/catalog/values'
import { catalogFiles } from './files'
import published from './published-rows.json' with { type: 'json' }

const bySlug = <T extends { slug: string }>(rows: readonly T[]) => [...rows].sort((a, b) => (a.slug < b.slug ? -1 : 1))

const { rows, defects } = judgeCatalog(catalogFiles())

describe('the catalog', () => {
  it('has no defect', () => {
    expect(defects).toEqual([])
  })

  it('holds exactly the published integrations', () => {
    expect(rows).toHaveLength(71)
    expect(bySlug(rows.map(({ slug, provider, type, docUrl }) => ({ slug, provider, type, docUrl })))).toEqual(
      bySlug(published),
    )
  })

  it.each(rows.map((row) => [row.slug, row] as const))(
    '%s can be followed: every value of a step is declared',
    (_, row) => {
      expect(row.steps.length).toBeGreaterThan(0)
      const declared = [...row.workosGives, ...row.providerGives]
        .map(({ value }) => value)
        .concat(row.environmentValues)
      for (const step of row.steps) expect(declared).toEqual(expect.arrayContaining(step.values))
    },
  )

  it('names only connection and directory types that the WorkOS API knows', () => {
    const specification = createRequire(import.meta.url).resolve('@workos/openapi-spec/spec')
    const known = new Set(
      readFileSync(specification, 'utf8')
        .match(/(?<=^\s+- ).+$/gm)
        ?.map((line) => line.trim()),
    )
    const used = rows
      .flatMap(({ workos }) => [workos.connectionType, workos.directoryType])
      .filter((type) => type !== null)
    expect(used.filter((type) => !known.has(type))).toEqual([])
  })

  it.each([
    ['classlink-saml', 'workosGives', 'acs_url'],
    ['classlink-saml', 'workosGives', 'sp_entity_id'],
    ['microsoft-ad-fs-saml', 'providerGives', 'idp_metadata_xml'],
    ['onelogin-saml', 'providerGives', 'idp_metadata_url'],
    ['aws-cognito', 'workosGives', 'workos_aws_account_id'],
  ] as const)('%s declares %s %s', async (slug, side, value) => {
    const row = await loadGuide(slug)
    expect(row?.[side].map((given) => given.value)).toContain(value)
  })

  it('loads the same guides through the bundler', async () => {
    const guides = await loadGuides()
    expect(bySlug([...guides.values()])).toEqual(bySlug(rows))
    expect(await loadGuide('no-such-integration')).toBeUndefined()
  })
})

describe('what is derived from the files', () => {
  it('is what the files say', () => {
    expect(bySlug(summaries)).toEqual(bySlug(rows.map(summaryOf)))
    expect(linkHosts).toEqual(linkHostsOf(rows))
  })

  it('finds a row by its slug', () => {
    expect(catalogEntry('okta-saml')).toMatchObject({ provider: 'Okta', type: 'SAML', protocol: 'saml' })
    expect(catalogEntry('constructor')).toBeUndefined()
  })

  it('names the hosts of sources, consoles and steps, and none with a placeholder', () => {
    for (const host of ['workos.com', 'dashboard.workos.com', 'entra.microsoft.com'])
      expect(knownHosts.has(host)).toBe(true)
    for (const host of knownHosts)
      expect(URL.canParse(`https://${host}/`) && new URL(`https://${host}/`).hostname).toBe(host)
  })

  it.each([
    ['okta-saml', ['login'], 'saml'],
    ['okta-oidc', ['login'], 'oidc'],
    ['okta-scim', ['provisioning'], 'scim'],
    ['google-directory-sync', ['provisioning'], 'native-directory'],
    ['bamboohr', ['provisioning'], 'native-directory'],
    ['workday', ['provisioning'], 'native-directory'],
    ['sftp', ['provisioning'], 'sftp'],
    ['scim', ['provisioning'], 'scim'],
    ['saml', ['login'], 'saml'],
    ['oidc', ['login'], 'oidc'],
    ['simple-saml-php', ['login'], 'saml'],
    ['apple', ['social'], 'oauth'],
    ['github-oauth', ['social'], 'oauth'],
    ['aws-cognito', ['framework'], 'framework'],
    ['firebase', ['framework'], 'framework'],
    ['next-auth', ['framework'], 'framework'],
    ['auth0-enterprise-connection', ['login', 'framework'], 'framework'],
    ['auth0-directory-sync', ['provisioning', 'framework'], 'framework'],
  ])('%s serves %j over %s', (slug, purposes, protocol) => {
    expect(catalogEntry(slug)).toMatchObject({ purposes, protocol })
  })

  it('gives every row a purpose', () => {
    expect(summaries.filter(({ purposes }) => purposes.length === 0)).toEqual([])
  })
})

describe('the vocabulary of values', () => {
  const used = new Set(
    rows.flatMap((row) => [
      ...row.workosGives.map(({ value }) => `${value} workos`),
      ...row.providerGives.map(({ value }) => `${value} provider`),
      ...row.environmentValues.map((value) => `${value} environment`),
    ]),
  )

  it('has each word and each side that the rows use, and no other', () => {
    const known = Object.entries(values).flatMap(([name, { givenBy }]) =>
      Object.keys(givenBy).map((side) => `${name} ${side}`),
    )
    expect(known.sort()).toEqual([...used].sort())
  })

  it('says of each value what it is', () => {
    for (const word of Object.values(values)) {
      expect(word.label).not.toBe('')
      expect(valueKinds).toContain(word.kind)
      for (const [side, meaning] of Object.entries(word.givenBy)) {
        expect(sides).toContain(side)
        expect(meaning.means).toMatch(/^[A-Z].*\.$/)
        expect(meaning.example).not.toBe('')
      }
    }
  })

  it('keeps what opens a door secret, and nothing that has to be shown', () => {
    const secrets = Object.entries(values).filter(([, { secret }]) => secret)
    expect(secrets.map(([name]) => name).sort()).toEqual([
      'api_key',
      'api_token',
      'client_secret',
      'oauth_client_credentials',
      'password',
      'private_key',
      'scim_bearer_token',
      'setup_link',
      'ssl_private_key',
      'webhook_secret',
    ])
    expect(valueWord('x509_certificate').secret).toBe(false)
  })
})
