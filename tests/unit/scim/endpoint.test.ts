import { describe, expect, test } from 'vitest'
import { nearbyBases, readEndpoint } from '../../../src/main/scim/endpoint'

const right = 'https://api.workos.com/scim/v2.0/a1B2c3'

describe('an address of a SCIM service', () => {
  test.each([
    ['as WorkOS shows it', right, right, []],
    ['with a slash at the end', `${right}/`, right, ['trailing-slash']],
    ['with /Users', `${right}/Users`, right, ['resource-name']],
    ['with /Users and a slash', `${right}/Users/`, right, ['trailing-slash', 'resource-name']],
    ['with /Users doubled', `${right}/Users/Users`, right, ['resource-name']],
    ['of one user', `${right}/Users/42`, right, ['resource-name']],
    ['of the configuration', `${right}/ServiceProviderConfig`, right, ['resource-name']],
    ['with a doubled slash', 'https://api.workos.com//scim/v2.0/a1B2c3', right, ['double-slash']],
    ['with the flag for Entra', `${right}?aadOptscim062020`, right, ['entra-flag']],
    ['with a query', `${right}?tab=scim`, right, ['query']],
    ['with a fragment', `${right}#settings`, right, ['fragment']],
    ['with blanks around', ` ${right}\n`, right, ['blanks']],
    ['with a zero-width space', `${right}\u200b`, right, ['blanks']],
    ['on this machine without TLS', 'http://127.0.0.1:8080/scim/v2', 'http://127.0.0.1:8080/scim/v2', []],
    ['on localhost without TLS', 'http://localhost:8080/scim/v2', 'http://localhost:8080/scim/v2', []],
    ['with Users in the middle', 'https://scim.example/Users-api/v2', 'https://scim.example/Users-api/v2', []],
  ])('%s', (_what, given, base, concerns) => {
    expect(readEndpoint(given)).toMatchObject({ base, concerns })
  })

  test.each([
    ['nothing', '  ', ['blanks', 'empty']],
    ['a host without its scheme', 'api.workos.com/scim/v2.0/a1', ['scheme-missing']],
    ['words', 'the SCIM endpoint', ['not-an-address']],
    ['a file', 'file:///etc/passwd', ['other-scheme']],
    ['a script', 'javascript:alert(1)', ['other-scheme']],
    ['plain http elsewhere', 'http://scim.example/v2', ['plain-http']],
    ['a name that only looks like this machine', 'http://127.0.0.1.example/v2', ['plain-http']],
    ['a user name and password', 'https://anna:hunter2@scim.example/v2', ['credentials']],
  ])('%s is not asked', (_what, given, concerns) => {
    const reading = readEndpoint(given)
    expect(reading).toMatchObject({ base: null, concerns })
    expect(JSON.stringify(reading)).not.toContain('hunter2')
  })

  test('keeps the values of a query to itself', () => {
    expect(readEndpoint('https://scim.example/v2?token=s3cr3t&x=1').given).toBe('https://scim.example/v2?token=…&x=…')
  })

  test.each([
    ['dashboard.workos.com', /Dashboard/],
    ['auth.workos.com', /browsers/],
    ['setup.workos.com', /Admin Portal/],
  ])('%s serves no SCIM', (host, why) => {
    expect(readEndpoint(`https://${host}/x`).wrongHost).toMatch(why)
  })
})

describe('addresses near by', () => {
  test.each([
    ['https://scim.example/scim/v2/scim/v2', 'https://scim.example/scim/v2'],
    ['https://scim.example/scim/v2.0', 'https://scim.example/scim/v2'],
    ['https://scim.example/scim/v2', 'https://scim.example/scim/v2.0'],
    ['https://scim.example/scim/v1', 'https://scim.example/scim/v2'],
    ['https://scim.example/SCIM/V2', 'https://scim.example/scim/v2'],
    ['https://scim.example/scim', 'https://scim.example/scim/v2'],
    ['https://scim.example', 'https://scim.example/scim/v2'],
    ['https://scim.example/scim/v2/tenants', 'https://scim.example/scim/v2'],
  ])('of %s include %s', (given, wanted) => {
    const bases = nearbyBases(readEndpoint(given))
    expect(bases).toContain(wanted)
    expect(bases.length).toBeLessThanOrEqual(7)
    for (const base of bases) expect(new URL(base).host).toBe('scim.example')
  })
})
