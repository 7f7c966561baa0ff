import { beforeAll, describe, expect, test } from 'vitest'
import { loadGuides } from '../../src/shared/catalog/guides'
import type { Integration } from '../../src/shared/catalog/schema'
import { allValues, railOf } from '../../src/shared/guidance/setup-steps'
import type { Setup } from '../../src/shared/setup'

let guides: ReadonlyMap<string, Integration>
beforeAll(async () => {
  guides = await loadGuides()
})

const at = '2026-11-24T10:00:00.000Z'
const row = (slug: string) => {
  const found = guides.get(slug)
  if (!found) throw new Error(`no row ${slug}`)
  return found
}
const setup = (slug: string, change: Partial<Setup> = {}): Setup => ({
  schema: 1,
  id: 'aaaaaaaa-1',
  slug,
  name: slug,
  organization: 'Acme',
  createdAt: at,
  updatedAt: at,
  values: {},
  steps: {},
  here: 0,
  link: null,
  sightings: [],
  confirmations: [],
  metadata: null,
  signIn: null,
  journal: [],
  ...change,
})

describe('the rail of a set-up', () => {
  test('holds every step of every row once and in order, in sections by place', () => {
    for (const one of guides.values()) {
      const rail = railOf(one, setup(one.slug))
      const walked = rail.sections.flatMap(({ steps }) => steps.map(({ index }) => index))
      expect(walked).toEqual(one.steps.map((_, index) => index))
      for (const section of rail.sections) for (const step of section.steps) expect(step.place).toBe(section.place)
    }
  })

  test('names the sections by where they happen', () => {
    const titles = railOf(row('microsoft-ad-fs-saml'), setup('microsoft-ad-fs-saml')).sections.map(({ title }) => title)
    expect(titles.slice(0, 3)).toEqual(['WorkOS Dashboard', 'AD FS Management', 'WorkOS Dashboard'])
    expect(titles.at(-1)).toBe('Check and application')
  })

  test('tells done, skipped, blocked and open apart, and where the person is', () => {
    const rail = railOf(
      row('microsoft-ad-fs-saml'),
      setup('microsoft-ad-fs-saml', {
        here: 3,
        steps: {
          0: { kind: 'done', at },
          1: { kind: 'skipped', at },
          2: { kind: 'blocked', by: 'network team', at },
        },
      }),
    )
    expect(rail.steps.slice(0, 4).map(({ mark, blockedBy, isHere }) => [mark, blockedBy, isHere])).toEqual([
      ['done', null, false],
      ['skipped', null, false],
      ['blocked', 'network team', false],
      ['open', null, true],
    ])
    expect(rail.settled).toBe(2)
    expect(rail.next).toBe(3)
  })

  test('the next step wraps round to what was left open before', () => {
    const one = row('bamboohr')
    const steps = Object.fromEntries(one.steps.map((_, index) => [index, { kind: 'done', at } as const]).slice(1))
    expect(railOf(one, setup('bamboohr', { here: 5, steps })).next).toBe(0)
    expect(railOf(one, setup('bamboohr', { steps: { ...steps, 0: { kind: 'done', at } } })).next).toBeNull()
  })

  test('a place beyond the guide, from a newer version of it, is brought back to its last step', () => {
    const one = row('bamboohr')
    expect(railOf(one, setup('bamboohr', { here: 999 })).steps.at(-1)?.isHere).toBe(true)
  })

  const roles: ReadonlyArray<readonly [string, number, string, 'take' | 'enter']> = [
    ['microsoft-ad-fs-saml', 5, 'acs_url', 'take'],
    ['microsoft-ad-fs-saml', 11, 'acs_url', 'enter'],
    ['microsoft-ad-fs-saml', 20, 'idp_metadata_url', 'take'],
    ['microsoft-ad-fs-saml', 22, 'idp_metadata_url', 'enter'],
    ['microsoft-ad-fs-saml', 24, 'redirect_uri', 'take'],
    ['microsoft-ad-fs-saml', 26, 'redirect_uri', 'enter'],
  ]
  test.each(roles)('%s step %i: %s is to %s', (slug, index, name, role) => {
    const value = railOf(row(slug), setup(slug)).steps[index]?.values.find((one) => one.name === name)
    expect(value?.role).toBe(role)
  })

  test('gives each field and menu path of the console, all of them where a value goes into two', () => {
    const value = railOf(row('keycloak-saml'), setup('keycloak-saml'))
      .steps.flatMap(({ values }) => values)
      .find(({ name }) => name === 'acs_url')
    expect(value?.handovers.map(({ field }) => field)).toEqual(['Valid redirect URIs', 'Master SAML Processing URL'])
  })

  test('every value named in a step has a label, a meaning and a place', () => {
    for (const one of guides.values()) {
      for (const value of allValues(one, setup(one.slug))) {
        expect([one.slug, value.name, value.means !== '', value.handovers.length > 0]).toEqual([
          one.slug,
          value.name,
          true,
          true,
        ])
      }
    }
  })

  test('counts a secret that is in the vault as there', () => {
    const values = { client_secret: { kind: 'secret', lastFour: 'abcd', origin: 'typed', at } as const }
    const missing = railOf(row('okta-oidc'), setup('okta-oidc', { values })).steps.flatMap((step) => step.missing)
    expect(missing).not.toContain('client_secret')
    expect(missing).toContain('client_id')
  })

  test('asks for one of two values that do the same', () => {
    const values = { idp_metadata_url: { kind: 'plain', text: 'https://x', origin: 'typed', at } as const }
    const missing = railOf(row('microsoft-ad-fs-saml'), setup('microsoft-ad-fs-saml', { values })).steps[20]?.missing
    expect(missing).toEqual([])
  })

  test('knows what cannot be otherwise', () => {
    const link = { environmentId: 'e', organizationId: 'org_1', connectionId: 'conn_1', directoryId: null }
    const known = (slug: string, change: Partial<Setup>, name: string) =>
      allValues(row(slug), setup(slug, change)).find((one) => one.name === name)?.known
    expect(known('microsoft-ad-fs-saml', { link }, 'connection_id')).toBe('conn_1')
    expect(known('sftp', {}, 'sftp_host')).toBe('sftp.workos.com')
    expect(known('google-oidc', {}, 'discovery_endpoint')).toBe(
      'https://accounts.google.com/.well-known/openid-configuration',
    )
    expect(known('okta-oidc', {}, 'discovery_endpoint')).toBeNull()
    const values = { client_id: { kind: 'plain', text: 'client_1', origin: 'typed', at } as const }
    expect(known('firebase', { values }, 'issuer_url')).toBe('https://auth.workos.com/sso/client_1')
  })
})
