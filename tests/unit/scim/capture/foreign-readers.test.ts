import { type ScimPatchOperation, scimPatch } from 'scim-patch'
import { filter as foreignFilter, parse } from 'scim2-parse-filter'
import { describe, expect, test } from 'vitest'
import type { Attributes } from '../../../../src/main/scim/capture/service/attributes'
import { fits, readFilter } from '../../../../src/main/scim/capture/service/filter'
import { ScimService } from '../../../../src/main/scim/capture/service/service'

/**
 * What two libraries nobody here wrote make of the same filters and changes. Two things they do not do by the book are left out:
 * scim2-parse-filter denies a value filter for the list as a whole, not value by value (RFC 7644 section 3.4.2.2), and
 * scim-patch puts a complex value without a path in the place of the old one, where only its parts are replaced (3.5.2.3).
 */

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User'

const person = (changes: Attributes): Attributes => ({
  schemas: [userSchema],
  userName: 'anna@acme.example',
  name: { givenName: 'anna', familyName: 'acme' },
  active: true,
  emails: [
    { value: 'anna@acme.example', type: 'work', primary: true },
    { value: 'anna@home.example', type: 'home' },
  ],
  ...changes,
})

// In lower case throughout: whether case counts is a matter of the schema, which the library does not know.
const people = [
  person({}),
  person({ userName: 'bert@acme.example', name: { givenName: 'bert' }, active: false, title: 'boss', emails: [] }),
  person({ userName: 'cleo', nickName: 'c', emails: [{ value: 'cleo@other.example', type: 'work' }] }),
  person({ userName: 'd"ora é', name: { familyName: 'acme (hq)' }, emails: [{ value: 'x and y', type: 'or' }] }),
]

describe('a filter means the same to scim2-parse-filter', () => {
  const terms = [
    'userName eq "anna@acme.example"',
    'userName ne "cleo"',
    'userName sw "b"',
    'userName co "acme"',
    'userName ew ".example"',
    'userName eq "d\\"ora é"',
    'name.familyName eq "acme (hq)"',
    'name.givenName pr',
    'title pr',
    'nickName eq "c"',
    'active eq true',
    'active eq false',
    'emails.value co "home"',
    'emails[type eq "work" and value ew "acme.example"]',
    'emails[type eq "home" or value sw "cleo"]',
    'emails[value eq "x and y"]',
  ]
  const joined = terms.flatMap((left, at) => {
    const right = terms[(at * 7 + 3) % terms.length] ?? left
    const third = terms[(at * 5 + 11) % terms.length] ?? left
    return [
      `${left} and ${right}`,
      `${left} or ${right} and ${third}`,
      `(${left} or ${right}) and ${third}`,
      `not (${left}) and (${right} or not (${third}))`,
    ]
  })

  test.each([...terms, ...joined])('%s', (text) => {
    const own = readFilter(text, 'User')
    const foreign = foreignFilter(parse(text))
    expect(people.map((one) => fits(one, own, 'User'))).toEqual(people.map((one) => foreign(one)))
  })
})

describe('a PATCH does the same in scim-patch', () => {
  const cases: readonly { what: string; operations: ScimPatchOperation[] }[] = [
    { what: 'an attribute', operations: [{ op: 'replace', path: 'name.familyName', value: 'baker' }] },
    { what: 'an attribute that is not there yet', operations: [{ op: 'add', path: 'title', value: 'boss' }] },
    { what: 'attributes without a path', operations: [{ op: 'replace', value: { nickName: 'a', title: 'boss' } }] },
    {
      what: 'several in turn',
      operations: [
        { op: 'add', path: 'title', value: 'x' },
        { op: 'replace', path: 'title', value: 'y' },
      ],
    },
    { what: 'one taken away', operations: [{ op: 'remove', path: 'name.givenName' }] },
    { what: 'a whole list taken away', operations: [{ op: 'remove', path: 'emails' }] },
    { what: 'the values that fit taken away', operations: [{ op: 'remove', path: 'emails[type eq "home"]' }] },
    {
      what: 'a part of the value that fits',
      operations: [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'a@b.example' }],
    },
    {
      what: 'a part of the value two terms fit',
      operations: [{ op: 'replace', path: 'emails[type eq "home" and value pr].value', value: 'h' }],
    },
    {
      what: 'a value added to a list',
      operations: [{ op: 'add', path: 'emails', value: [{ value: 'n@acme.example', type: 'other' }] }],
    },
    {
      what: 'a whole list replaced',
      operations: [{ op: 'replace', path: 'emails', value: [{ value: 'only@acme.example', type: 'work' }] }],
    },
    {
      what: 'an attribute of the extension',
      operations: [{ op: 'add', path: `${enterprise}:department`, value: 'sales' }],
    },
    {
      what: 'added, and gone again',
      operations: [
        { op: 'add', path: 'title', value: 'x' },
        { op: 'remove', path: 'title' },
      ],
    },
    { what: 'switched off', operations: [{ op: 'replace', path: 'active', value: false }] },
    { what: 'switched off without a path', operations: [{ op: 'Replace', value: { active: false } }] },
  ]

  test.each(cases)('$what', ({ operations }) => {
    const service = new ScimService(() => 0)
    const ask = (method: string, path: string, body: unknown) =>
      service.answer({ method, path, query: new URLSearchParams(), headers: {}, body, base: 'https://scim.example' })
    const { id } = ask('POST', '/Users', person({}))
    const own = ask('PATCH', `/Users/${id}`, { Operations: structuredClone(operations) }).body
    const meta = { resourceType: 'User', created: new Date(0), lastModified: new Date(0), location: '' }
    const foreign = scimPatch({ ...person({}), schemas: [userSchema], id: '', meta }, structuredClone(operations))
    expect(content(own)).toEqual(content(foreign))
  })

  /** What is the person’s own: not what each service adds. */
  const content = (resource: object | string | null) => {
    const text = typeof resource === 'string' ? resource : JSON.stringify(resource)
    const { schemas: _schemas, id: _id, meta: _meta, ...rest }: Attributes = JSON.parse(text)
    return rest
  }
})
