import { describe, expect, test } from 'vitest'
import { ScimRefusal } from '../../../../src/main/scim/capture/service/error'
import { fits, readFilter } from '../../../../src/main/scim/capture/service/filter'

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const anna = {
  id: 'Ab-1',
  externalId: 'X-7',
  userName: 'Anna@Acme.example',
  name: { givenName: 'Anna', familyName: 'O"Neill' },
  active: true,
  emails: [
    { value: 'anna@acme.example', type: 'work', primary: true },
    { value: 'anna@home.example', type: 'home' },
  ],
  meta: { lastModified: '2027-01-02T03:04:05Z' },
  [enterprise]: { department: 'Sales', manager: { value: 'm-1' } },
}
const fitsAnna = (text: string) => fits(anna, readFilter(text, 'User'), 'User')

describe('filters that fit', () => {
  test.each([
    'userName eq "anna@acme.example"',
    'USERNAME EQ "ANNA@acme.EXAMPLE"',
    'urn:ietf:params:scim:schemas:core:2.0:User:userName eq "anna@acme.example"',
    'name.givenName sw "An"',
    'name.familyName eq "O\\"Neill"',
    'name.familyName co "neill"',
    'userName ew ".example"',
    'emails pr',
    'emails.value eq "anna@home.example"',
    'emails co "home"',
    'emails[type eq "work" and value co "acme"]',
    'emails[type eq "work"].value eq "anna@acme.example"',
    'emails[not (type eq "other")]',
    'active eq true',
    'active eq "True"',
    'not (active eq false)',
    'title eq null',
    'title ne "Boss"',
    'userName eq "x" or active eq true and name.givenName eq "anna"',
    '(userName eq "x" or active eq true) and name.givenName eq "Anna"',
    'meta.lastModified gt "2026-12-31T23:59:59Z"',
    'meta.lastModified le "2027-01-02T04:04:05+01:00"',
    `${enterprise}:department eq "sales"`,
    `${enterprise}:manager.value eq "m-1"`,
    'id eq "Ab-1"',
  ])('%s', (text) => expect(fitsAnna(text)).toBe(true))
})

describe('filters that do not fit', () => {
  test.each([
    'id eq "ab-1"',
    'externalId eq "x-7"',
    'userName eq "anna"',
    'nickName pr',
    'emails[type eq "home" and value co "acme"]',
    'userName eq "x" or active eq true and name.givenName eq "Bob"',
    'active eq false',
    'meta.lastModified lt "2026-12-31T23:59:59Z"',
  ])('%s', (text) => expect(fitsAnna(text)).toBe(false))
})

describe('what is no filter is refused as invalidFilter', () => {
  test.each([
    '',
    '   ',
    'userName',
    'userName eq',
    'userName eq anna',
    'userName equals "anna"',
    'userName eq "anna',
    'userName eq "anna" and',
    'userName eq "anna" title pr',
    '(userName eq "anna"',
    'userName eq "anna")',
    'emails[type eq "work"',
    'emails[type eq "work"] "x"',
    'emails[emails[type pr]]',
    'not userName eq "x"',
    'eq "x"',
    '__proto__ eq "x"',
    'constructor.name eq "Object"',
    'userName eq {"a":1}',
    'active gt true',
    '("'.repeat(500),
    `${'('.repeat(5000)}userName pr${')'.repeat(5000)}`,
    Array.from({ length: 5000 }, () => 'a pr').join(' or '),
    `userName eq "${'x'.repeat(20_000)}"`,
  ])('%#', (text) => {
    let refusal: unknown = null
    try {
      readFilter(text, 'User')
    } catch (error) {
      refusal = error
    }
    expect(refusal).toBeInstanceOf(ScimRefusal)
    expect(refusal).toMatchObject({ status: 400, scimType: 'invalidFilter' })
  })
})
