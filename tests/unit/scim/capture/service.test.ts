import { beforeEach, describe, expect, test } from 'vitest'
import { ScimService } from '../../../../src/main/scim/capture/service/service'

const user = 'urn:ietf:params:scim:schemas:core:2.0:User'
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const group = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error'

let service: ScimService
let now: number
beforeEach(() => {
  now = Date.parse('2027-01-01T00:00:00Z')
  service = new ScimService(() => now)
})

function ask(method: string, target: string, given?: unknown, headers: Record<string, string> = {}) {
  const [path = '', query = ''] = target.split('?')
  const base = 'https://scim.example/scim/v2'
  const body = given === undefined ? undefined : JSON.parse(JSON.stringify(given))
  const answer = service.answer({ method, path, query: new URLSearchParams(query), headers, body, base })
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
  // biome-ignore lint/suspicious/noExplicitAny: answers are JSON, looked into by each test
  return { ...answer, body: JSON.parse(text) as any }
}

const anna = {
  schemas: [user],
  userName: 'anna@acme.example',
  name: { givenName: 'Anna', familyName: 'Acme' },
  emails: [{ value: 'anna@acme.example', type: 'work', primary: true }],
  active: true,
}
const made = (changes: object = {}) => ask('POST', '/Users', { ...anna, ...changes })
const patched = (id: string, ...Operations: unknown[]) =>
  ask('PATCH', `/Users/${id}`, { schemas: [patchOp], Operations })

describe('a resource (RFC 7644 sections 3.3 to 3.6)', () => {
  test('is created with 201, its location, its version and what the service adds', () => {
    const { status, headers, body } = made({ id: 'mine', meta: { resourceType: 'Car' }, password: 'hunter2' })
    expect(status).toBe(201)
    expect(headers).toMatchObject({ location: `https://scim.example/scim/v2/Users/${body.id}`, etag: 'W/"1"' })
    expect(body).toMatchObject({
      ...anna,
      meta: { resourceType: 'User', version: 'W/"1"', location: headers.location },
    })
    expect(body.meta.created).toBe('2027-01-01T00:00:00.000Z')
    expect(body.id).not.toBe('mine')
    expect(body).not.toHaveProperty('password')
  })

  test('is read, replaced and removed', () => {
    const { id } = made().body
    now += 1000
    const replaced = ask('PUT', `/Users/${id}`, { ...anna, title: 'Boss', emails: undefined })
    expect(replaced).toMatchObject({ status: 200, headers: { etag: 'W/"2"' }, body: { id, title: 'Boss' } })
    expect(replaced.body).not.toHaveProperty('emails')
    expect(replaced.body.meta).toMatchObject({
      created: '2027-01-01T00:00:00.000Z',
      lastModified: '2027-01-01T00:00:01.000Z',
    })
    expect(ask('GET', `/Users/${id}`).body).toEqual(replaced.body)
    expect(ask('DELETE', `/Users/${id}`)).toMatchObject({ status: 204, body: null })
    expect(ask('GET', `/Users/${id}`)).toMatchObject({ status: 404, body: { schemas: [errorUrn], status: '404' } })
    expect(made().status).toBe(201)
  })

  test('may not take the user name of another, whatever its case', () => {
    made()
    const refused = made({ userName: 'ANNA@acme.example' })
    expect(refused).toMatchObject({ status: 409, body: { scimType: 'uniqueness', status: '409' } })
    const other = made({ userName: 'bob@acme.example' }).body
    expect(ask('PUT', `/Users/${other.id}`, anna).status).toBe(409)
    expect(ask('PUT', `/Users/${other.id}`, { ...anna, userName: 'carl@acme.example' }).status).toBe(200)
    expect(made({ userName: 'bob@acme.example' }).status).toBe(201)
  })

  test('is guarded by its version (section 3.14)', () => {
    const { id } = made().body
    expect(ask('GET', `/Users/${id}`, undefined, { 'if-none-match': 'W/"1"' }).status).toBe(304)
    expect(ask('GET', `/Users/${id}`, undefined, { 'if-none-match': 'W/"0"' }).status).toBe(200)
    expect(ask('PUT', `/Users/${id}`, anna, { 'if-match': 'W/"9"' }).status).toBe(412)
    expect(ask('PUT', `/Users/${id}`, anna, { 'if-match': 'W/"1"' }).status).toBe(200)
    expect(ask('DELETE', `/Users/${id}`, undefined, { 'if-match': 'W/"1"' }).status).toBe(412)
    expect(ask('DELETE', `/Users/${id}`, undefined, { 'if-match': '*' }).status).toBe(204)
  })

  test.each([
    ['no user name', { userName: undefined }, 'invalidValue'],
    ['an empty user name', { userName: '' }, 'invalidValue'],
    ['a name that is text', { name: 'Anna' }, 'invalidValue'],
    ['e-mails that are no list', { emails: 'anna@acme.example' }, 'invalidValue'],
    ['active that is a number', { active: 1 }, 'invalidValue'],
    ['schemas of a group', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'] }, 'invalidValue'],
  ])('%s is refused', (_what, changes, scimType) => {
    expect(made(changes)).toMatchObject({ status: 400, body: { scimType, status: '400', schemas: [errorUrn] } })
  })

  test.each([[[]], ['text'], [7], [null]])('a body of %j is refused', (body) => {
    expect(ask('POST', '/Users', body)).toMatchObject({ status: 400, body: { scimType: 'invalidSyntax' } })
  })

  test('extensions are kept and named in its schemas', () => {
    const { body } = made({
      [enterprise]: { department: 'Sales', manager: 'm-1' },
      'urn:acme:custom:1.0:User': { shoe: 43 },
    })
    expect(new Set(body.schemas)).toEqual(new Set([user, enterprise, 'urn:acme:custom:1.0:User']))
    expect(body.schemas[0]).toBe(user)
    expect(body[enterprise]).toEqual({ department: 'Sales', manager: { value: 'm-1' } })
  })
})

describe('a list (section 3.4.2)', () => {
  beforeEach(() => {
    for (let n = 1; n <= 7; n++) made({ userName: `user${n}@acme.example`, title: n % 2 ? 'odd' : 'even' })
  })

  test.each([
    ['', 7, 7, 1],
    ['?count=3', 7, 3, 1],
    ['?startIndex=6&count=3', 7, 2, 6],
    ['?startIndex=0&count=2', 7, 2, 1],
    ['?startIndex=-5&count=2', 7, 2, 1],
    ['?count=0', 7, 0, 1],
    ['?count=-3', 7, 0, 1],
    ['?startIndex=8', 7, 0, 8],
    ['?filter=title eq "odd"', 4, 4, 1],
    ['?filter=title eq "odd"&startIndex=2&count=2', 4, 2, 2],
    ['?filter=userName eq "USER3@acme.example"', 1, 1, 1],
    ['?filter=userName eq "user3@acme.example" and title eq "even"', 0, 0, 1],
    ['?filter=userName eq "nobody"', 0, 0, 1],
  ])('%s', (query, totalResults, itemsPerPage, startIndex) => {
    const { status, body } = ask('GET', `/Users${query}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ totalResults, itemsPerPage, startIndex })
    expect(body.Resources).toHaveLength(itemsPerPage)
  })

  test('may be asked for by POST to .search', () => {
    const { body } = ask('POST', '/Users/.search', { filter: 'title eq "even"', count: 1, attributes: ['userName'] })
    expect(body).toMatchObject({ totalResults: 3, itemsPerPage: 1 })
    expect(Object.keys(body.Resources[0])).toEqual(['schemas', 'id', 'userName'])
  })

  test.each([
    [
      '?attributes=userName,name.givenName,emails.value',
      { name: { givenName: 'Anna' }, emails: [{ value: 'anna@acme.example' }] },
      'title',
    ],
    [
      '?attributes=userName,name.givenName,emails%5Btype%20eq%20%22work%22%5D',
      {
        name: { givenName: 'Anna' },
        emails: anna.emails,
      },
      'title',
    ],
    ['?excludedAttributes=title,name.familyName', { name: { givenName: 'Anna' } }, 'title'],
  ])('%s chooses attributes', (query, wanted, gone) => {
    const [first] = ask('GET', `/Users${query}&count=1`).body.Resources
    expect(first).toMatchObject({ userName: 'user1@acme.example', ...wanted })
    expect(first.name).toEqual(wanted.name)
    expect(first).not.toHaveProperty(gone)
    expect(first).toHaveProperty('id')
  })

  test.each(['?startIndex=one', '?count=1.5'])('%s is refused', (query) =>
    expect(ask('GET', `/Users${query}`)).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } }),
  )
})

describe('a PATCH (section 3.5.2)', () => {
  let id: string
  beforeEach(() => {
    id = made({
      [enterprise]: { department: 'Sales' },
      emails: [
        { value: 'anna@acme.example', type: 'work', primary: true },
        { value: 'anna@home.example', type: 'home' },
      ],
    }).body.id
  })
  const replace = (path: string | undefined, value: unknown, op = 'replace') => ({
    op,
    ...(path === undefined ? {} : { path }),
    value,
  })

  test.each([
    ['a path', [replace('name.familyName', 'Baker')], { name: { givenName: 'Anna', familyName: 'Baker' } }],
    [
      'no path',
      [replace(undefined, { name: { familyName: 'Baker' }, title: 'Boss' })],
      { name: { givenName: 'Anna', familyName: 'Baker' }, title: 'Boss' },
    ],
    [
      'paths in place of names (Entra)',
      [replace(undefined, { 'name.familyName': 'Baker', [`${enterprise}:department`]: 'HR' })],
      { name: { givenName: 'Anna', familyName: 'Baker' }, [enterprise]: { department: 'HR' } },
    ],
    ['a capital letter (Entra)', [replace('active', 'False', 'Replace')], { active: false }],
    ['active alone (Okta)', [replace(undefined, { active: false })], { active: false }],
    [
      'a value filter',
      [replace('emails[type eq "work"].value', 'a@acme.example')],
      {
        emails: [
          { value: 'a@acme.example', type: 'work', primary: true },
          { value: 'anna@home.example', type: 'home' },
        ],
      },
    ],
    [
      'a new primary',
      [replace('emails[type eq "home"].primary', true)],
      {
        emails: [
          { value: 'anna@acme.example', type: 'work', primary: false },
          { value: 'anna@home.example', type: 'home', primary: true },
        ],
      },
    ],
    [
      'add to a list',
      [
        replace(
          'emails',
          [
            { value: 'anna@acme.example', type: 'work', primary: true },
            { value: 'x@y.example', type: 'other' },
          ],
          'add',
        ),
      ],
      { emails: expect.arrayContaining([{ value: 'x@y.example', type: 'other' }]) },
    ],
    [
      'add a value nobody has',
      [replace('phoneNumbers[type eq "mobile"].value', '+1', 'Add')],
      { phoneNumbers: [{ type: 'mobile', value: '+1' }] },
    ],
    [
      'an extension’s attribute',
      [replace(`${enterprise}:costCenter`, '42', 'add')],
      { [enterprise]: { department: 'Sales', costCenter: '42' } },
    ],
    ['the core URN in front', [replace(`${user}:title`, 'Boss')], { title: 'Boss' }],
    [
      'a custom extension as a whole',
      [replace(undefined, { 'urn:acme:custom:1.0:User': { shoe: 43 } }, 'add')],
      { 'urn:acme:custom:1.0:User': { shoe: 43 } },
    ],
  ])('%s', (_what, operations, wanted) => {
    const answer = patched(id, ...operations)
    expect(answer).toMatchObject({ status: 200, headers: { etag: 'W/"2"' }, body: wanted })
    expect(ask('GET', `/Users/${id}`).body).toEqual(answer.body)
  })

  test.each([
    [
      'an attribute',
      'name.familyName',
      (body: Record<string, unknown>) => expect(body.name).toEqual({ givenName: 'Anna' }),
    ],
    ['a list', 'emails', (body: Record<string, unknown>) => expect(body).not.toHaveProperty('emails')],
    [
      'values that fit',
      'emails[type eq "work"]',
      (body: Record<string, unknown>) => expect(body.emails).toEqual([{ value: 'anna@home.example', type: 'home' }]),
    ],
    ['an extension', enterprise, (body: Record<string, unknown>) => expect(body.schemas).toEqual([user])],
    [
      'the last attribute of an extension',
      `${enterprise}:department`,
      (body: Record<string, unknown>) => expect(body).not.toHaveProperty(enterprise),
    ],
  ])('removes %s', (_what, path, judge) => judge(patched(id, { op: 'remove', path }).body))

  test.each([
    ['no operations', { Operations: [] }, 'invalidSyntax'],
    ['operations that are no list', { Operations: {} }, 'invalidSyntax'],
    ['an unknown operation', { Operations: [{ op: 'swap', path: 'title', value: 'x' }] }, 'invalidSyntax'],
    ['remove without a path', { Operations: [{ op: 'remove' }] }, 'noTarget'],
    [
      'a value filter nothing fits',
      { Operations: [{ op: 'replace', path: 'emails[type eq "fax"].value', value: 'x' }] },
      'noTarget',
    ],
    [
      'a path that is none',
      { Operations: [{ op: 'replace', path: 'emails[type eq "work"', value: 'x' }] },
      'invalidPath',
    ],
    [
      'a filter that is none',
      { Operations: [{ op: 'replace', path: 'emails[type is "work"].value', value: 'x' }] },
      'invalidFilter',
    ],
    [
      'a path into what objects inherit',
      { Operations: [{ op: 'add', path: '__proto__.polluted', value: 'x' }] },
      'invalidPath',
    ],
    [
      'what is read only',
      { Operations: [{ op: 'replace', path: 'meta.created', value: '2020-01-01T00:00:00Z' }] },
      'mutability',
    ],
    ['the user name taken away', { Operations: [{ op: 'remove', path: 'userName' }] }, 'invalidValue'],
    ['a wrong type', { Operations: [{ op: 'replace', path: 'active', value: 'perhaps' }] }, 'invalidValue'],
    ['no value', { Operations: [{ op: 'replace', path: 'title' }] }, 'invalidValue'],
  ])('%s is refused, and nothing changes', (_what, body, scimType) => {
    const before = ask('GET', `/Users/${id}`).body
    const refused = ask('PATCH', `/Users/${id}`, { schemas: [patchOp], ...body })
    expect(refused).toMatchObject({ status: 400, body: { scimType } })
    expect(ask('GET', `/Users/${id}`).body).toEqual(before)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test('is carried out whole or not at all', () => {
    patched(id, replace('title', 'Boss'), replace('emails[type eq "fax"].value', 'x'))
    expect(ask('GET', `/Users/${id}`).body).not.toHaveProperty('title')
  })

  test('of too many operations is refused', () => {
    const many = Array.from({ length: 1001 }, () => replace('title', 'x'))
    expect(patched(id, ...many)).toMatchObject({ status: 413, body: { scimType: 'tooMany' } })
  })
})

describe('a group (RFC 7643 section 4.2)', () => {
  let anId: string
  let bobId: string
  let id: string
  beforeEach(() => {
    anId = made().body.id
    bobId = made({ userName: 'bob@acme.example' }).body.id
    id = ask('POST', '/Groups', { schemas: [group], displayName: 'Sales', members: [{ value: anId, display: 'Anna' }] })
      .body.id
  })
  const membersOf = () => (ask('GET', `/Groups/${id}`).body.members ?? []).map(({ value }: { value: string }) => value)
  const change = (...Operations: unknown[]) => ask('PATCH', `/Groups/${id}`, { schemas: [patchOp], Operations })

  test('shows up with its members, and at them', () => {
    expect(membersOf()).toEqual([anId])
    expect(ask('GET', `/Users/${anId}`).body.groups).toMatchObject([{ value: id, display: 'Sales', type: 'direct' }])
  })

  test.each([
    ['add', { op: 'add', path: 'members', value: [{ value: 'bob' }] }, ['anna', 'bob']],
    ['add what is there', { op: 'add', path: 'members', value: [{ value: 'anna' }] }, ['anna']],
    ['remove by filter', { op: 'remove', path: 'members[value eq "anna"]' }, []],
    ['remove by value (Entra)', { op: 'Remove', path: 'members', value: [{ value: 'anna' }] }, []],
    ['remove all', { op: 'remove', path: 'members' }, []],
    ['replace', { op: 'replace', path: 'members', value: [{ value: 'bob' }] }, ['bob']],
    [
      'replace without a path',
      { op: 'replace', value: { displayName: 'Sales', members: [{ value: 'bob' }] } },
      ['bob'],
    ],
  ])('%s', (_what, operation, wanted) => {
    const real = (text: string) => text.replace('"anna"', `"${anId}"`).replace('"bob"', `"${bobId}"`)
    const operations = JSON.parse(JSON.stringify(operation).replace('\\"anna\\"', `\\"${anId}\\"`))
    expect(change(JSON.parse(real(JSON.stringify(operations))))).toMatchObject({ status: 204, body: null })
    expect(membersOf()).toEqual(wanted.map((name) => (name === 'anna' ? anId : bobId)))
  })

  test('is renamed the way Okta does it, and keeps its members', () => {
    expect(change({ op: 'replace', value: { id, displayName: 'Marketing' } }).status).toBe(204)
    expect(ask('GET', `/Groups/${id}`).body).toMatchObject({ id, displayName: 'Marketing' })
    expect(membersOf()).toEqual([anId])
  })

  test('loses a member that is removed, and leaves its members when it goes', () => {
    ask('DELETE', `/Users/${anId}`)
    expect(membersOf()).toEqual([])
    change({ op: 'add', path: 'members', value: [{ value: bobId }] })
    ask('DELETE', `/Groups/${id}`)
    expect(ask('GET', `/Users/${bobId}`).body).not.toHaveProperty('groups')
  })

  test('hides its members when asked to', () => {
    expect(ask('GET', '/Groups?excludedAttributes=members').body.Resources[0]).not.toHaveProperty('members')
    expect(ask('GET', '/Groups?filter=displayName eq "sales"').body.totalResults).toBe(1)
    expect(ask('GET', `/Groups?filter=members.value eq "${anId}"`).body.totalResults).toBe(1)
  })

  test('takes in members as fast when it has 50,000 as when it has none', () => {
    const tookMs = () => {
      const started = performance.now()
      for (let n = 0; n < 2000; n++) change({ op: 'add', path: 'members', value: [{ value: `x${n}` }] })
      return performance.now() - started
    }
    const few = tookMs()
    change({ op: 'replace', path: 'members', value: Array.from({ length: 50_000 }, (_, n) => ({ value: `m${n}` })) })
    expect(tookMs()).toBeLessThan(5 * few + 50)
  })
})

describe('what describes the service (section 4)', () => {
  test('says what it can do', () => {
    expect(ask('GET', '/ServiceProviderConfig').body).toMatchObject({
      patch: { supported: true },
      filter: { supported: true, maxResults: 200 },
      etag: { supported: true },
      bulk: { supported: false },
      authenticationSchemes: [{ type: 'oauthbearertoken' }],
    })
    expect(ask('GET', '/ResourceTypes').body).toMatchObject({ totalResults: 2 })
    expect(ask('GET', '/ResourceTypes/User').body).toMatchObject({ endpoint: '/Users', schema: user })
    expect(ask('GET', `/Schemas/${user}`).body.attributes.map(({ name }: { name: string }) => name)).toContain(
      'userName',
    )
  })

  test.each([
    ['POST', '/ServiceProviderConfig', 405],
    ['DELETE', '/Users', 405],
    ['POST', '/Users/1', 404],
    ['GET', '/Schemas?filter=id pr', 403],
    ['GET', '/Schemas/urn:nothing', 404],
    ['POST', '/Bulk', 501],
    ['GET', '/.search', 405],
    ['POST', '/.search/more', 404],
    ['GET', '/Me', 501],
    ['GET', '/Cars', 404],
    ['GET', '/Users/1/2', 404],
    ['GET', '/Users/%E0%A4%A', 404],
    ['GET', '/__proto__', 404],
    ['GET', '/constructor', 404],
  ])('%s %s is %i', (method, target, status) => {
    const answer = ask(method, target, {})
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ schemas: [errorUrn], status: String(status) })
  })
})

describe('a search at the root (section 3.4.3)', () => {
  const search = (body: object) => ask('POST', '/.search', body)
  beforeEach(() => {
    for (const name of ['anna', 'bob']) made({ userName: `${name}@acme.example`, externalId: name })
    for (const displayName of ['Sales', 'Anna and friends']) ask('POST', '/Groups', { displayName })
  })
  const typesOf = (body: { Resources: { meta: { resourceType: string } }[] }) =>
    body.Resources.map(({ meta }) => meta.resourceType)

  test('goes through users and groups', () => {
    const { body } = search({})
    expect(body).toMatchObject({ totalResults: 4, startIndex: 1, itemsPerPage: 4 })
    expect(typesOf(body)).toEqual(['User', 'User', 'Group', 'Group'])
  })

  test('turns pages across both', () => {
    const { body } = search({ startIndex: 2, count: 2 })
    expect(body).toMatchObject({ totalResults: 4, startIndex: 2, itemsPerPage: 2 })
    expect(typesOf(body)).toEqual(['User', 'Group'])
    expect(typesOf(search({ startIndex: 4 }).body)).toEqual(['Group'])
  })

  test('looks for what either has', () => {
    const { body } = search({ filter: 'externalId eq "anna" or displayName sw "Anna"', attributes: ['displayName'] })
    expect(body.totalResults).toBe(2)
    expect(body.Resources[1]).toEqual({ schemas: [group], id: expect.any(String), displayName: 'Anna and friends' })
  })
})

/** Each detail error of table 9 that a service without versions in its paths and without secrets in its filters can give. */
describe('bad input says by its scimType what is wrong (section 3.12)', () => {
  const member = { value: 'nobody' }
  const patch = (target: 'user' | 'group', ...Operations: unknown[]) => [target, 'PATCH', { Operations }] as const
  test.each<[what: string, request: readonly ['user' | 'group' | string, string, unknown?], number, string]>([
    ['a filter without a value', ['/Users?filter=userName eq', 'GET'], 400, 'invalidFilter'],
    ['a filter that ends in the middle', ['/Groups?filter=(displayName eq "a"', 'GET'], 400, 'invalidFilter'],
    ['a search with such a filter', ['/.search', 'POST', { filter: 'not userName' }], 400, 'invalidFilter'],
    ['a value filter of a change', patch('user', { op: 'remove', path: 'emails[type is "x"]' }), 400, 'invalidFilter'],
    ['a user name that is taken', ['/Users', 'POST', anna], 409, 'uniqueness'],
    ['a path that is none', patch('user', { op: 'add', path: 'emails[', value: 'x' }), 400, 'invalidPath'],
    ['a path of blanks', patch('user', { op: 'add', path: 'na me', value: 'x' }), 400, 'invalidPath'],
    ['a remove without a path', patch('user', { op: 'remove' }), 400, 'noTarget'],
    [
      'a value filter nothing fits',
      patch('user', { op: 'replace', path: 'emails[type eq "fax"].value', value: 'x' }),
      400,
      'noTarget',
    ],
    ['the groups of a user', patch('user', { op: 'add', path: 'groups', value: [member] }), 400, 'mutability'],
    [
      'the name of a member',
      patch('group', { op: 'replace', path: 'members[value eq "x"].display', value: 'y' }),
      400,
      'mutability',
    ],
    ['no operations', patch('user'), 400, 'invalidSyntax'],
    ['a user that is a list', ['/Users', 'POST', []], 400, 'invalidSyntax'],
    ['an operation that is none', patch('user', { op: 'move', path: 'title' }), 400, 'invalidSyntax'],
    ['a user without a name', ['/Users', 'POST', { schemas: [user] }], 400, 'invalidValue'],
    ['a group without a name', ['/Groups', 'POST', { schemas: [group] }], 400, 'invalidValue'],
    ['a user that is a group', ['/Users', 'POST', { ...anna, schemas: [group] }], 400, 'invalidValue'],
    ['a page that is no number', ['/Users?count=many', 'GET'], 400, 'invalidValue'],
    ['a member without a value', patch('group', { op: 'add', path: 'members', value: [{}] }), 400, 'invalidValue'],
    ['a replacement without a name', ['user', 'PUT', { schemas: [user] }], 400, 'invalidValue'],
    [
      'more operations than anybody sends',
      patch('group', ...Array.from({ length: 1001 }, () => ({ op: 'add', path: 'members', value: [member] }))),
      413,
      'tooMany',
    ],
  ])('%s', (_what, [target, method, body], status, scimType) => {
    const ids = { user: made().body.id, group: ask('POST', '/Groups', { displayName: 'Sales' }).body.id }
    const path = target === 'user' ? `/Users/${ids.user}` : target === 'group' ? `/Groups/${ids.group}` : target
    const before = [ask('GET', '/Users').body, ask('GET', '/Groups').body]
    const refused = ask(method, path, body)
    expect(refused).toMatchObject({
      status,
      body: { schemas: [errorUrn], status: String(status), scimType, detail: expect.stringMatching(/\w{3}.*\.$/) },
    })
    expect([ask('GET', '/Users').body, ask('GET', '/Groups').body]).toEqual(before)
  })
})
