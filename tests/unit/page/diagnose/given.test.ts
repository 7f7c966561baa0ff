import { describe, expect, test } from 'vitest'
import {
  filledIn,
  type Given,
  inputFrom,
  nothingGiven,
  somethingGiven,
} from '../../../../src/renderer/pages/diagnose/given'
import { diagnoseInput } from '../../../../src/shared/runs/diagnose'

const given = (part: Partial<Given>): Given => ({ ...nothingGiven, ...part })
const token = { source: { kind: 'held', ticket: 't' }, label: 'ends in 1234' } as const

function input(part: Partial<Given>) {
  const made = inputFrom(given(part))
  if (!made.ok) throw new Error(`refused: ${JSON.stringify(made.refusals)}`)
  // Whatever the page makes of a form has to pass main's door.
  expect(diagnoseInput.safeParse(made.input).error?.issues ?? []).toEqual([])
  return made.input
}
function refusals(part: Partial<Given>) {
  const made = inputFrom(given(part))
  return made.ok ? {} : made.refusals
}

const certificate = (body: string) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----`

describe('a form', () => {
  test('with nothing in it gives an input with nothing in it', () => {
    expect(Object.values(input({})).filter((value) => value !== undefined)).toEqual([])
    expect(filledIn(nothingGiven)).toEqual([])
    expect(somethingGiven(nothingGiven)).toBe(false)
  })

  test('of blanks counts as empty, and what only shapes a look is nothing to look at', () => {
    expect(somethingGiven(given({ acs: '  \n' }))).toBe(false)
    expect(somethingGiven(given({ skewSeconds: '60', profile: 'adfs', environmentId: 'e' }))).toBe(false)
    expect(somethingGiven(given({ symptom: 'MSIS3200' }))).toBe(true)
  })

  test('trims what is pasted, and takes lists line by line', () => {
    expect(input({ acs: ' https://a.example/acs \n' }).acs).toBe('https://a.example/acs')
    expect(input({ urls: 'https://a.example\n\n  https://b.example ' }).urls).toEqual([
      'https://a.example',
      'https://b.example',
    ])
    expect(input({ timeServers: 'ntp1.example, ntp2.example' }).timeServers).toEqual(['ntp1.example', 'ntp2.example'])
    expect(refusals({ urls: 'x\n'.repeat(9) }).urls).toContain('there are 9')
  })

  test('counts messages from 1 where main counts from 0', () => {
    expect(input({ message: '2' }).message).toBe(1)
    for (const wrong of ['0', '-1', '1.5', 'two']) expect(refusals({ message: wrong }).message).toBeTruthy()
  })

  test.each([
    ['2026-03-01T14:05:00Z', '2026-03-01T14:05:00.000Z'],
    ['2026-03-01T15:05:00+01:00', '2026-03-01T14:05:00.000Z'],
  ])('reads the moment %s', (text, iso) => {
    expect(input({ arrivedAt: text }).now).toBe(iso)
  })

  test('takes a moment without a zone as the time on the wall here', () => {
    expect(input({ arrivedAt: '2026-03-01 14:05' }).now).toBe(new Date(2026, 2, 1, 14, 5).toISOString())
    for (const wrong of ['yesterday', '14:05', '2026-99-99'])
      expect(refusals({ arrivedAt: wrong }).arrivedAt).toBeTruthy()
  })

  test('takes several certificates, with their lines or bare, and refuses a text that holds none', () => {
    const two = `${certificate('MIIB')}\n${certificate('MIIC')}`
    expect(input({ certificates: two }).certificates).toHaveLength(2)
    const bare = `MII${'A'.repeat(140)}`
    expect(input({ certificates: `${bare.slice(0, 70)}\n${bare.slice(70)}` }).certificates).toEqual([bare])
    expect(refusals({ certificates: 'the new one' }).certificates).toBeTruthy()
  })

  test('asks WorkOS only with an environment, and says so at the field', () => {
    expect(refusals({ connectionId: 'conn_1' }).environmentId).toContain('environment')
    expect(input({ connectionId: 'conn_1', environmentId: 'staging' }).workos).toEqual({
      environmentId: 'staging',
      connectionId: 'conn_1',
    })
    expect(input({ environmentId: 'staging' }).workos).toBeUndefined()
  })

  test('tries a SCIM endpoint only with its token, and a token only at its endpoint', () => {
    expect(refusals({ scimUrl: 'https://scim.example/v2' }).scimToken).toBeTruthy()
    expect(refusals({ scimToken: token }).scimUrl).toBeTruthy()
    expect(input({ scimUrl: 'https://scim.example/v2', scimToken: token }).scim).toEqual({
      url: 'https://scim.example/v2',
      token: token.source,
    })
  })

  test('tries an OAuth client only at a provider, and a secret only with its client ID', () => {
    expect(refusals({ oauthClientId: 'id' }).oauthProvider).toBeTruthy()
    expect(refusals({ oauthProvider: 'github', oauthClientSecret: token }).oauthClientId).toBeTruthy()
    expect(
      input({ oauthProvider: 'github', oauthClientId: 'id', oauthClientSecret: token, oauthScopes: 'openid  email' })
        .oauth,
    ).toMatchObject({ provider: 'github', clientSecret: token.source, scopes: ['openid', 'email'] })
  })

  test('passes on what was recorded and what other tools found', () => {
    const brought = [{ from: 'SCIM capture', at: '2026-03-01T14:05:00Z', findings: [] }]
    expect(input({ brought }).brought).toEqual(brought)
    expect(filledIn(given({ brought }))).toEqual(['brought'])
  })

  test('needs the product with a host, unless there is metadata already', () => {
    expect(refusals({ hostName: 'adfs.example' }).profile).toBeTruthy()
    expect(input({ hostName: 'adfs.example', profile: 'adfs' }).hostName).toBe('adfs.example')
    expect(refusals({ hostName: 'adfs.example', metadata: { kind: 'url', url: 'https://x' } })).toEqual({})
  })
})
