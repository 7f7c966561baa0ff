import { brotliCompressSync, gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/shared/finding'
import type { Json } from '../../lab/scim/patch'
import {
  htmlPage,
  type ScimStyle,
  type StyledReply,
  type StyledRequest,
  scimError,
  startStyledScim,
} from '../../lab/scim/styles'
import { checked, notInOrder } from './checked'

const isObject = (value: unknown): value is Json => !Buffer.isBuffer(value) && value?.constructor === Object
// biome-ignore lint/suspicious/noExplicitAny: JSON of any shape, as the lab's own type has it
const withKeys = (value: any, change: (key: string) => string): any => {
  if (Array.isArray(value)) return value.map((one) => withKeys(one, change))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [change(key), withKeys(one, change)]))
}
const idIn = ({ id }: Json) => id
const rewrite = (change: (body: Json, request: StyledRequest) => Json): ScimStyle => ({
  reply: (reply, request) => (isObject(reply.body) ? { ...reply, body: change(reply.body, request) } : reply),
})
const withHeaders = (headers: Record<string, string>): ScimStyle => ({
  reply: (reply) => ({ ...reply, headers: { ...reply.headers, ...headers } }),
})
const packed = (encoding: string, pack: (text: string) => Buffer): ScimStyle => ({
  reply: (reply) => {
    if (reply.body === undefined) return reply
    const headers = { ...reply.headers, 'content-encoding': encoding }
    return { ...reply, body: pack(JSON.stringify(reply.body)), headers }
  },
})
const always = (reply: StyledReply): ScimStyle => ({ instead: () => reply })
const when = (fits: (request: StyledRequest) => boolean, reply: StyledReply): ScimStyle => ({
  instead: (request) => (fits(request) ? reply : null),
})
const answering = (method: string, status: number, reply: StyledReply): ScimStyle => ({
  reply: (given, request) => (request.method === method && given.status === status ? reply : given),
})
const isChange = ({ method }: StyledRequest) => method !== 'GET'
const filters = ({ query }: StyledRequest) => query.has('filter')
const userId = ({ path }: StyledRequest) => /^\/Users\/(.+)$/.exec(path)?.[1] ?? null
const readsUser = (request: StyledRequest) => request.method === 'GET' && userId(request) !== null
const listsUsers = ({ method, path }: StyledRequest) => method === 'GET' && path === '/Users'
const only = (body: Json, keep: (resource: Json) => boolean): Json => {
  if (!Array.isArray(body.Resources)) return body
  const Resources = body.Resources.filter(keep)
  return { ...body, Resources, totalResults: Resources.length }
}

const redirecting = (status: number): ScimStyle => ({
  instead: (request, service) =>
    request.path.endsWith('/')
      ? service.plain({ ...request, path: request.path.slice(0, -1) })
      : { status, headers: { location: `/scim/v2${request.path}/?${request.query}` } },
})

const version1 = 'urn:scim:schemas:core:1.0'
const ofVersion1: ScimStyle = {
  base: '/scim/v1',
  ...rewrite((body) =>
    typeof body.detail === 'string'
      ? { Errors: [{ description: body.detail, code: body.status }] }
      : {
          ...body,
          schemas: [version1],
          Resources: body.Resources?.map((one: Json) => ({ ...one, schemas: [version1] })),
        },
  ),
}

/** A change is shown only a while after it was made. */
function showingLate(ms: number): ScimStyle {
  const before = new Map<string, { user: Json; until: number }>()
  return {
    instead: (request, { users }) => {
      const user = users.get(userId(request) ?? '')
      if (user !== undefined && /PATCH|PUT/.test(request.method))
        before.set(user.id, { user: structuredClone(user), until: Date.now() + ms })
      return null
    },
    reply: (reply, request) => {
      const late = readsUser(request) && reply.status === 200 ? before.get(userId(request) ?? '') : undefined
      return late !== undefined && Date.now() < late.until ? { ...reply, body: late.user } : reply
    },
  }
}

/** What is removed stays, inactive. */
const keepingRemoved: ScimStyle = {
  instead: (request, { users }) => {
    const user = users.get(userId(request) ?? '')
    if (request.method !== 'DELETE' || user === undefined) return null
    if (user.active === false) return scimError(404, 'It was removed already')
    users.set(user.id, { ...user, active: false })
    return { status: 204 }
  },
}

/** The name of a removed user is never free again. */
function keepingNames(): ScimStyle {
  const names = new Set<unknown>()
  return {
    instead: (request, { users }) => {
      if (request.method === 'DELETE') names.add(users.get(userId(request) ?? '')?.userName)
      return request.method === 'POST' && names.has(request.body?.userName)
        ? scimError(409, 'Taken', 'uniqueness')
        : null
    },
  }
}

/** The first request of a method for each address fails by itself. */
function failingOnce(method: string): ScimStyle {
  const failed = new Set<string>()
  return {
    instead: (request) => {
      if (request.method !== method || failed.has(request.path)) return null
      failed.add(request.path)
      return scimError(503, 'Try again')
    },
  }
}

/** Every fifth request is one too many. */
function busyNowAndThen(): ScimStyle {
  let asked = 0
  return {
    instead: () => (++asked % 5 === 0 ? { ...scimError(429, 'Slow down'), headers: { 'retry-after': '0' } } : null),
  }
}

const strongVersion = 'W/"v1"'
const wantingVersion: ScimStyle = {
  ...when((request) => isChange(request) && userId(request) !== null && request.headers['if-match'] !== strongVersion, {
    ...scimError(428, 'If-Match is required'),
  }),
  ...withHeaders({ etag: strongVersion }),
}

/** What SCIM leaves to the service: all of it is in order, and is judged so. */
const inOrder: [what: string, style: ScimStyle][] = [
  ['does everything the plain way', {}],
  ['writes attribute names in lower case', rewrite((body) => withKeys(body, (key) => key.toLowerCase()))],
  ['writes attribute names in upper case', rewrite((body) => withKeys(body, (key) => key.toUpperCase()))],
  [
    'leaves Resources out of an empty list',
    rewrite(({ Resources, ...body }) => (Resources?.length === 0 ? body : { Resources, ...body })),
  ],
  [
    'writes null for an empty list',
    rewrite((body) => (body.Resources?.length === 0 ? { ...body, Resources: null } : body)),
  ],
  ['answers PUT with 204', answering('PUT', 200, { status: 204 })],
  ['answers PATCH with 204', answering('PATCH', 200, { status: 204 })],
  ['answers DELETE with 200', answering('DELETE', 204, { status: 200, body: {} })],
  ['wants If-Match, with weak versions', wantingVersion],
  ['has the tenant in its path', { base: '/api/tenants/0b1c7f2e-6f0a-4a3c-9d3e-000000000001/scim/v2' }],
  [
    'shows a new user after a while',
    {
      reply: (reply, request, { born }) =>
        readsUser(request) && Date.now() - (born.get(userId(request) ?? '') ?? 0) < 1500
          ? scimError(404, 'None')
          : reply,
    },
  ],
  [
    'finds a new user by name after a while',
    {
      reply: (reply, request, { born }) =>
        listsUsers(request) && isObject(reply.body)
          ? { ...reply, body: only(reply.body, ({ id }) => Date.now() - (born.get(id) ?? 0) > 1500) }
          : reply,
    },
  ],
  ['shows changes after a while', showingLate(400)],
  [
    'answers 410 for what is gone',
    { reply: (reply, request) => (readsUser(request) && reply.status === 404 ? scimError(410, 'Gone') : reply) },
  ],
  ['gives no name back', keepingNames()],
  ['fails at the first removal of each', failingOnce('DELETE')],
  ['is asked too often now and then', busyNowAndThen()],
  [
    'hides the inactive',
    {
      reply: (reply, request, { users }) =>
        readsUser(request) && users.get(userId(request) ?? '')?.active === false ? scimError(404, 'None') : reply,
    },
  ],
  ['folds user names to upper case', { keep: (user) => ({ ...user, userName: user.userName.toUpperCase() }) }],
  [
    'shows members to those who ask for them',
    {
      show: ({ members, ...group }, { query }) =>
        members === undefined || query.get('attributes')?.includes('members') ? { ...group, members } : group,
    },
  ],
  [
    'shows ids alone in lists',
    { show: (one, request) => (request.method === 'GET' && !/\/./.test(request.path.slice(1)) ? { id: one.id } : one) },
  ],
  ['says application/json', withHeaders({ 'content-type': 'application/json; charset=utf-8' })],
  ['packs with gzip', packed('gzip', gzipSync)],
  [
    'says that nothing is packed, too',
    {
      reply: (reply) =>
        reply.status === 204 ? { ...reply, headers: { ...reply.headers, 'content-encoding': 'gzip' } } : reply,
    },
  ],
  [
    'takes users of its own domains only',
    {
      instead: ({ method, path }) =>
        method === 'POST' && path === '/Users' ? scimError(400, 'The domain is not verified', 'invalidValue') : null,
    },
  ],
  ['packs with brotli', packed('br', brotliCompressSync)],
  ['closes each connection', withHeaders({ connection: 'close' })],
  ['cuts each connection', { cuts: true }],
]

const create = 'scim.create fail'
const config = 'scim.service-provider-config'

/** Each with all that is not in order, what the first of these has to say, and how many of ours no rehearsal can remove. */
const faulty: [what: string, style: ScimStyle, expected: string[], says: RegExp, left?: number][] = [
  ['speaks SCIM 1.1', ofVersion1, ['scim.endpoint fail'], /speaks SCIM 1\.1/],
  [
    'writes startIndex as text',
    rewrite((body) => ('startIndex' in body ? { ...body, startIndex: '1' } : body)),
    [`${config} warn`],
    /startIndex/,
  ],
  ['takes bulk requests alone', when(isChange, scimError(501, 'Use /Bulk')), [create], /Use \/Bulk/],
  [
    'refuses filters with 400',
    when(filters, scimError(400, 'No', 'invalidFilter')),
    [`${config} fail`, create],
    /invalidFilter/,
  ],
  [
    'refuses filters with 403',
    when(filters, scimError(403, 'No')),
    [`${config} fail`, create],
    /Looking a user up by name fails/,
  ],
  ['refuses filters with 501', when(filters, scimError(501, 'No')), [`${config} fail`, create], /status 501/],
  ['redirects to a slash, 301', redirecting(301), ['scim.endpoint warn', create], /redirect/],
  ['redirects to a slash, 308', redirecting(308), ['scim.endpoint warn', create], /redirect/],
  [
    'lists by POST alone',
    when(listsUsers, scimError(405, 'Use /.search')),
    ['scim.endpoint fail'],
    /turns down a plain list/,
  ],
  [
    'is behind a proxy that knows no path',
    always(htmlPage(404, '404 Not Found')),
    ['scim.endpoint fail'],
    /no SCIM service at this path/,
  ],
  [
    'knows another directory',
    always(scimError(404, 'No such directory')),
    ['scim.endpoint fail'],
    /not the one of this directory/,
  ],
  [
    'is asked too often, until a date',
    always({ ...scimError(429, 'Slow down'), headers: { 'retry-after': 'Fri, 31 Dec 2049 23:59:59 GMT' } }),
    ['scim.endpoint warn'],
    /again after Fri/,
  ],
  [
    'is asked too often, for two minutes',
    always({ ...scimError(429, 'Slow down'), headers: { 'retry-after': '120' } }),
    ['scim.endpoint warn'],
    /again in 120 s/,
  ],
  [
    'is an Amazon API Gateway without such a path',
    always({ status: 403, body: { message: 'Missing Authentication Token' } }),
    ['scim.endpoint fail'],
    /no SCIM service at this path/,
  ],
  [
    'is an Amazon API Gateway that reads the header as its own',
    always({
      status: 403,
      body: {
        message: "'Bearer' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer x'.",
      },
    }),
    ['scim.endpoint fail'],
    /no SCIM service at this path/,
  ],
  [
    'sends on to a sign-in that is not there',
    {
      base: '',
      instead: ({ path }) =>
        path.startsWith('/login')
          ? htmlPage(404, 'Not Found')
          : { status: 302, headers: { location: '/login?next=x' } },
    },
    ['scim.endpoint fail'],
    /in place of the SCIM service/,
  ],
  [
    'sends on in a circle',
    always({ status: 302, headers: { location: '?again' } }),
    ['scim.endpoint fail'],
    /in a circle/,
  ],
  [
    'labels as packed what is not',
    always({ status: 200, body: '{"totalResults":0}', headers: { 'content-encoding': 'gzip' } }),
    ['scim.endpoint fail'],
    /cannot be unpacked/,
  ],
  [
    'counts fewer than it lists',
    rewrite((body) => (Array.isArray(body.Resources) ? { ...body, totalResults: 0 } : body)),
    [`${config} warn`],
    /smaller than the number of users/,
  ],
  [
    'counts more than it lists, whatever is looked up',
    rewrite((body) => (Array.isArray(body.Resources) ? { ...body, totalResults: 9999 } : body)),
    [`${config} fail`],
    /9999 fit and lists none/,
  ],
  [
    'keeps groups from this token',
    when(({ path }) => path.startsWith('/Groups'), scimError(403, 'Groups are off')),
    [`${config} info`],
    /may read users, but no groups.*Groups are off/,
  ],
  [
    'fails with a SCIM error',
    always(scimError(500, 'No database')),
    ['scim.endpoint fail'],
    /fails by itself.*No database/,
  ],
  [
    'keeps everybody active',
    { keep: (user) => ({ ...user, active: true }) },
    ['scim.deactivate fail', 'scim.deactivate fail'],
    /keeps the access/,
  ],
  [
    'shows active as text',
    { show: (one) => ({ ...one, active: String(one.active ?? true) }) },
    ['scim.deactivate warn', 'scim.deactivate warn'],
    /as text/,
  ],
  ['keeps what is removed as inactive', keepingRemoved, ['scim.cleanup warn'], /keeps what is removed as inactive/, 1],
  [
    'keeps formatted names alone',
    { keep: (user) => ({ ...user, name: { formatted: 'Signpost' } }) },
    ['scim.attributes fail', 'scim.update warn'],
    /name\.givenName/,
  ],
  [
    'cuts user names, and keeps no e-mail',
    { keep: ({ emails: _, ...user }) => ({ ...user, userName: user.userName.split('@')[0] }) },
    [create, 'scim.attributes fail', 'scim.update warn'],
    /finds nobody/,
  ],
  [
    'keeps nothing by which a user is known again',
    { keep: (user) => (user.userName?.startsWith('signpost') ? { userName: 'u1', active: true } : user) },
    [create, 'scim.cleanup fail'],
    /somebody else/,
    1,
  ],
  [
    'shows nobody by id',
    when(readsUser, scimError(404, 'None')),
    [create, 'scim.update warn', 'scim.deactivate warn', 'scim.deactivate warn'],
    /cannot be read back/,
  ],
  [
    'answers a creation with Location alone, at the root of its host',
    {
      base: '',
      reply: (reply, { method, path }) =>
        method === 'POST' && isObject(reply.body) && reply.status === 201
          ? { status: 201, headers: { location: `${path}/${idIn(reply.body)}` } }
          : reply,
    },
    ['scim.create warn'],
    /only says where the new user is/,
  ],
  ['creates, and says that it failed', answering('POST', 201, scimError(500, 'Oops')), [create], /Oops/],
  [
    'ignores filters, and has nobody yet',
    {
      empty: true,
      instead: (request, service) =>
        filters(request) ? service.plain({ ...request, query: new URLSearchParams() }) : null,
    },
    [create],
    /by a name nobody has finds the new user/,
  ],
  [
    'answers for groups without an id, and does not find them by name',
    {
      instead: (request, service) =>
        request.path === '/Groups' && filters(request) ? service.list([], request) : null,
      reply: (reply, { method, path }) =>
        method === 'POST' && path === '/Groups' ? { status: 201, body: { displayName: 'x' } } : reply,
    },
    [create],
    /creation of a group.*without its id/,
  ],
  [
    'shows no group under the id it gave, and finds none by name',
    {
      instead: (request, service) => {
        if (request.path === '/Groups' && filters(request)) return service.list([], request)
        return request.path === '/Groups/undefined' ? scimError(request.method === 'GET' ? 404 : 500, 'None') : null
      },
      reply: (reply, { method, path }) =>
        method === 'POST' && path === '/Groups'
          ? { status: 201, headers: { location: '/scim/v2/Groups/undefined' }, body: { displayName: 'x' } }
          : reply,
    },
    [create],
    /cannot be read back under the id/,
  ],
  [
    'takes no PUT',
    when(({ method }) => method === 'PUT', scimError(405, 'No')),
    ['scim.update warn', 'scim.deactivate warn'],
    /refuses PUT/,
  ],
]

/** What is not in order; what could not be tried is left out. */
const unwell = (findings: readonly Finding[]) => notInOrder(findings).filter((one) => !one.endsWith('skipped'))

async function rehearsed(style: ScimStyle) {
  const lab = await startStyledScim(style)
  try {
    const { findings } = await checked({ url: lab.base, token: lab.token, rehearsal: 'full' })
    return { findings, left: lab.service.left }
  } finally {
    await lab.close()
  }
}

/** All at once: most of the time goes by waiting for changes that a service shows late. */
function rehearseAll<T extends [string, ScimStyle, ...unknown[]]>(styles: readonly T[]) {
  const runs = new Map<string, Awaited<ReturnType<typeof rehearsed>>>()
  beforeAll(async () => {
    await Promise.all(styles.map(async ([what, style]) => runs.set(what, await rehearsed(style))))
  })
  return (what: string) => {
    const run = runs.get(what)
    if (run === undefined) throw new Error(`nothing was rehearsed of: ${what}`)
    return run
  }
}

describe('a service in order that', () => {
  const runOf = rehearseAll(inOrder)
  test.each(inOrder)('%s', (what) => {
    const { findings, left } = runOf(what)
    expect(unwell(findings)).toEqual([])
    expect(left).toBe(0)
  })
})

describe('a service not in order that', () => {
  const runOf = rehearseAll(faulty)
  test.each(faulty)('%s', (what, _style, expected, says, remaining = 0) => {
    const { findings, left } = runOf(what)
    expect(unwell(findings)).toEqual(expected)
    expect(findings.find(({ status }) => status !== 'pass' && status !== 'skipped')?.summary).toMatch(says)
    expect(left).toBe(remaining)
  })
})

describe('a token that is refused', () => {
  const refusals: [answer: string, reply: StyledReply, expected: string, says: RegExp][] = [
    ['401 with a SCIM error', scimError(401, 'Bad token'), 'scim.token fail', /refused \(status 401\).*Bad token/],
    ['401 with JSON', { status: 401, body: { message: 'Bad token' } }, 'scim.token fail', /Bad token/],
    [
      '401 of SCIM 1.1',
      { status: 401, body: { Errors: [{ description: 'No', code: '401' }] } },
      'scim.token fail',
      /401/,
    ],
    ['401 with nothing', { status: 401 }, 'scim.token fail', /proxy or gateway/],
    [
      '401 that wants Basic too',
      { status: 401, headers: { 'www-authenticate': 'Basic realm="x", Bearer' } },
      'scim.token fail',
      /401/,
    ],
    [
      '401 with bearer in small letters',
      { status: 401, headers: { 'www-authenticate': 'bearer realm="x"' } },
      'scim.token fail',
      /401/,
    ],
    [
      '401 with Basic and a SCIM error',
      { ...scimError(401, 'No'), headers: { 'www-authenticate': 'Basic realm="x"' } },
      'scim.token fail',
      /401/,
    ],
    [
      '401 with Negotiate',
      htmlPage(401, 'Unauthorized', { 'www-authenticate': 'Negotiate' }),
      'scim.endpoint fail',
      /in place of the SCIM service/,
    ],
    [
      '401 in XML',
      {
        status: 401,
        body: '<?xml version="1.0"?><error>Bad token</error>',
        headers: { 'content-type': 'application/xml' },
      },
      'scim.token fail',
      /status 401 with XML/,
    ],
    [
      '400 in place of 401',
      { status: 400, body: { error: 'invalid_token' } },
      'scim.token fail',
      /refused \(status 400\)/,
    ],
    ['403 for every token', scimError(403, 'Forbidden'), 'scim.token fail', /cannot know in the same way/],
    ['403 with JSON', { status: 403, body: { error: 'invalid_token' } }, 'scim.token fail', /may be wrong/],
  ]
  test.each(refusals)('%s', async (_answer, reply, expected, says) => {
    const lab = await startStyledScim({ instead: ({ authorized }) => (authorized ? null : reply) })
    try {
      const { findings } = await checked({ url: lab.base, token: `${lab.token.slice(1)}x`, rehearsal: 'full' })
      expect(unwell(findings)).toEqual([expected])
      expect(findings.find(({ status }) => status === 'fail')?.summary).toMatch(says)
      expect(lab.service.requests.filter((one) => !one.startsWith('GET '))).toEqual([])
    } finally {
      await lab.close()
    }
  })

  test('one that lacks the scope', async () => {
    const challenge = { 'www-authenticate': 'Bearer error="insufficient_scope"' }
    const lab = await startStyledScim(
      when(({ authorized }) => authorized, { status: 403, body: { error: 'forbidden' }, headers: challenge }),
    )
    const { findings } = await checked({ url: lab.base, token: lab.token })
    expect(findings.find(({ id }) => id === 'scim.token')).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(/lacks the scope/),
    })
    await lab.close()
  })

  test('one the service knows and does not let read', async () => {
    const lab = await startStyledScim(when(({ authorized }) => authorized, scimError(403, 'Inactive')))
    const { findings } = await checked({ url: lab.base, token: lab.token })
    expect(findings.find(({ id }) => id === 'scim.token')?.summary).toMatch(/knows the token/)
    await lab.close()
  })
})
