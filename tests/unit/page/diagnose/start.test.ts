import { describe, expect, test } from 'vitest'
import { givenBySetup, missingIn } from '../../../../src/renderer/pages/diagnose/from-setup'
import { filledIn, inputFrom, nothingGiven } from '../../../../src/renderer/pages/diagnose/given'
import { recognise } from '../../../../src/renderer/pages/diagnose/start/recognise'
import { loadGuides } from '../../../../src/shared/catalog/guides'
import { catalogEntry } from '../../../../src/shared/catalog/index'
import { diagnoseInput } from '../../../../src/shared/runs/diagnose'
import type { Setup } from '../../../../src/shared/setup'
import { adfsMetadata } from '../../../lab/documents/adfs'
import { browserEndpoints } from '../../../lab/documents/metadata'
import { issue } from '../../../lab/idp/issue'

describe('what somebody puts into the one box', () => {
  test.each([
    ['MSIS3200: no endpoint', 'symptom'],
    ['users stay active after we disable them', 'symptom'],
    ['conn_01E4ZCR3C56J083X43JQXF3JK5', 'record'],
    ['  org_01EHWNCE74X7JSDV0X3SZ3KJNY \n', 'record'],
    ['https://adfs.example.com/FederationMetadata/2007-06/FederationMetadata.xml', 'metadata-address'],
    ['https://adfs.example.com/adfs/ls/', 'address'],
    ['https://api.workos.com/scim/v2.0/abcdef', 'scim'],
    ['https://app.example.com/callback?error=access_denied&error_description=no', 'symptom'],
    ['-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', 'certificate'],
    ['SAMLResponse=PHNhbWxw&RelayState=x', 'response'],
    ['{"log":{"version":"1.2","entries":[]}}', 'response'],
    ['', 'nothing'],
    [' \n ', 'nothing'],
  ])('%s', (text, as) => {
    expect(recognise(text).as).toBe(as)
  })

  test('a real response is told from real metadata, as XML and as base64', async () => {
    const { xml, base64 } = await issue('adfs')
    expect(recognise(xml).as).toBe('response')
    expect(recognise(base64).as).toBe('response')
    const metadata = adfsMetadata({
      entityId: 'http://a',
      signingCertificates: [],
      sso: browserEndpoints('https://a/'),
    })
    expect(recognise(metadata).as).toBe('metadata')
  })

  test('whatever it is goes into the form, and from there through main’s door', () => {
    const texts = [
      'it broke',
      'conn_01E4ZCR3C56J083X43JQXF3JK5',
      'https://a.example/x',
      '<EntityDescriptor/>',
      'x'.repeat(9000),
    ]
    for (const text of texts) {
      const seen = recognise(text)
      if (seen.as === 'nothing') throw new Error(text)
      const made = inputFrom({ ...nothingGiven, environmentId: 'e', ...seen.part })
      expect(made.ok && diagnoseInput.safeParse(made.input).success, text).toBe(true)
    }
  })

  test('a text of megabytes is told in no time', () => {
    const started = performance.now()
    recognise(`${'<'.repeat(200_000)}${'a '.repeat(200_000)}`)
    expect(performance.now() - started).toBeLessThan(100)
  })
})

describe('the form of a set-up', async () => {
  const guides = await loadGuides()
  const at = '2026-01-01T00:00:00.000Z'
  const plain = (text: string) => ({ kind: 'plain', text, origin: 'typed', at }) as const
  const setup = (slug: string, values: Setup['values'], link: Setup['link'] = null): Setup => ({
    schema: 1,
    id: 'setup-0001',
    slug,
    name: 'Acme',
    organization: 'Acme',
    createdAt: at,
    updatedAt: at,
    values,
    steps: {},
    here: 0,
    link,
    sightings: [],
    confirmations: [],
    metadata: null,
    signIn: null,
    journal: [],
  })
  const formOf = (one: Setup) => {
    const row = guides.get(one.slug)
    const protocol = catalogEntry(one.slug)?.protocol
    if (!row || !protocol) throw new Error(one.slug)
    const given = givenBySetup(one, row, protocol)
    return { given, missing: missingIn(given, protocol).map(({ what }) => what) }
  }

  test('holds every value a diagnosis can use, and says what is missing', () => {
    const empty = formOf(setup('microsoft-ad-fs-saml', {}))
    expect(filledIn(empty.given)).toEqual(['profile'])
    expect(empty.given.profile).toBe('adfs')
    expect(empty.missing).toHaveLength(3)

    const link = { environmentId: 'e', organizationId: 'org_1', connectionId: 'conn_1', directoryId: null }
    const full = formOf(
      setup(
        'microsoft-ad-fs-saml',
        {
          acs_url: plain('https://auth.example/acs '),
          sp_entity_id: plain('https://auth.example/id'),
          idp_metadata_url: plain('https://adfs.example/metadata'),
        },
        link,
      ),
    )
    expect(full.missing).toEqual([])
    const made = inputFrom(full.given)
    expect(made.ok && made.input).toMatchObject({
      acs: 'https://auth.example/acs',
      metadata: { kind: 'url', url: 'https://adfs.example/metadata' },
      workos: { environmentId: 'e', connectionId: 'conn_1' },
      profile: 'adfs',
    })
  })

  test('never asks WorkOS where a sign-in would lead unless that is wanted', () => {
    const link = { environmentId: 'e', organizationId: null, connectionId: 'conn_1', directoryId: null }
    const { given } = formOf(setup('okta-saml', { redirect_uri: plain('https://app.example/callback') }, link))
    const made = inputFrom(given)
    expect(made.ok && made.input.workos?.redirectUri).toBeUndefined()
    const wanted = inputFrom({ ...given, askAuthorize: true })
    expect(wanted.ok && wanted.input.workos?.redirectUri).toBe('https://app.example/callback')
  })

  test('names a secret by where it is kept, and has it nowhere', () => {
    const secret = { kind: 'secret', lastFour: '3f9a', origin: 'typed', at } as const
    const { given, missing } = formOf(
      setup('okta-scim', { scim_endpoint: plain('https://scim.example/v2'), scim_bearer_token: secret }),
    )
    expect(given.scimToken).toEqual({
      source: { kind: 'setup', setupId: 'setup-0001', name: 'scim_bearer_token' },
      label: 'kept with the set-up, ends in 3f9a',
    })
    expect(missing).toEqual(['The tie to its directory at WorkOS'])
    expect(inputFrom(given).ok).toBe(true)
  })

  test('of every row of the catalog can be sent, empty and with a value in every box', () => {
    for (const [slug, row] of guides) {
      const names = [...row.workosGives, ...row.providerGives].map(({ value }) => value)
      const values = Object.fromEntries(names.map((name) => [name, plain('https://example.test/x')]))
      for (const one of [setup(slug, {}), setup(slug, values)]) {
        const made = inputFrom(formOf(one).given)
        // A certificate box that holds an address is refused with a sentence; nothing else may be in the way.
        const refused = made.ok ? [] : Object.keys(made.refusals)
        expect(
          refused.filter((name) => name !== 'certificates'),
          slug,
        ).toEqual([])
        if (made.ok) expect(diagnoseInput.safeParse(made.input).success, slug).toBe(true)
      }
    }
  })
})
