import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { nodeHost } from '../../../src/main/host/node-host'
import { importedSignIn } from '../../../src/main/workos/sign-in/imported-sign-in'
import { withoutSignatures } from '../../../src/main/workos/sign-in/unsigned'
import { recordingSchema, type SavedSignIn } from '../../../src/shared/sign-in/recording'
import { type SignIn, signInSchema } from '../../../src/shared/sign-in/trace'
import { type Exchange, labBrowser } from '../../lab/browser'
import { judged } from '../../lab/idp/judged'
import { labUser } from '../../lab/idp/people'
import { canary } from '../../lab/idp/server'
import { harOf, samlTracerOf } from '../../lab/recordings'
import { conducted, nearInspector } from '../../lab/sign-in'
import { type Lab, startLab } from '../../lab/start'

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
beforeEach(() => lab.workos.scenario.reset())
afterAll(() => lab.close())

const { password } = labUser

async function recorded(fault?: string): Promise<{ signIn: SignIn; exchanges: Exchange[] }> {
  const browser = labBrowser({ user: 'alice', password, ...(fault === undefined ? {} : { fault }) })
  const { signIn } = await conducted(lab.workos, browser)
  const back = signIn.hops.at(-1)
  const end = browser.exchanges.at(-1)
  if (!back || !end?.location) throw new Error('the sign-in did not come back')
  // In the person's own browser the return goes on to the application.
  const arrived: Exchange = {
    at: new Date(end.at.getTime() + 5),
    method: 'GET',
    url: end.location,
    cookie: '',
    body: null,
    status: 200,
    location: null,
    type: 'text/html',
    content: 'Welcome',
  }
  return { signIn, exchanges: [...browser.exchanges, arrived] }
}

async function read(content: string) {
  const document = { kind: 'bytes', bytes: Buffer.from(content), name: 'sign-in.har' } as const
  const run = nearInspector.inspect('recording.read', { document }, new AbortController().signal)
  let step = await run.next()
  while (!step.done) step = await run.next()
  return step.value
}

async function importedAll(content: string): Promise<SignIn[]> {
  const outcome = await read(content)
  if (!outcome.ok) throw new Error(outcome.problem.detail)
  const recording = recordingSchema.parse(JSON.parse(JSON.stringify(outcome.value)))
  if (recording.kind !== 'recording') throw new Error('not a recording')
  const about = { id: 'imported', label: 'sign-in.har' }
  return Promise.all(
    recording.signIns.map(async (one) => {
      const { signIn } = await importedSignIn(one, about, { host: nodeHost(), inspector: nearInspector })
      return signInSchema.parse(signIn)
    }),
  )
}

async function imported(content: string): Promise<SignIn> {
  const [signIn, ...others] = await importedAll(content)
  expect(others).toEqual([])
  if (!signIn) throw new Error('no sign-in')
  return signIn
}

/** What a timeline tells, without times and the order of fields. */
const told = ({ hops }: SignIn) =>
  hops.map(({ kind, method, address, status, redirectsTo, message, parameters }) => ({
    ...{ kind, method, address, redirectsTo },
    status: kind === 'return' ? null : status,
    message: message && { ...message },
    parameters: parameters.map(({ name, value }) => `${name}=${value}`).sort(),
  }))

const exports: ReadonlyArray<readonly [string, (exchanges: readonly Exchange[]) => string]> = [
  ['a HAR of Chromium', (exchanges) => harOf(exchanges)],
  ['a HAR of Firefox', (exchanges) => harOf(exchanges, 'firefox')],
  ['a SAML-tracer export', samlTracerOf],
]

describe.each(exports)('%s', (_, write) => {
  it('gives the timeline the sign-in gave when it was made here', async () => {
    const { signIn, exchanges } = await recorded()
    const seen = await imported(write(exchanges))
    expect(told(seen)).toEqual(told(signIn))
    expect(seen.end).toEqual({ kind: 'recorded', code: true })
    expect(seen.expected).toEqual(signIn.expected)
    expect(seen.response?.assertion?.nameId).toBe('alice@borealis.example')
  })

  it('names the fault and the error that came back', async () => {
    const { exchanges } = await recorded('audience-other')
    const seen = await imported(write(exchanges))
    expect(seen.end).toMatchObject({ kind: 'error', error: 'server_error' })
    const audience = seen.findings.find(({ id }) => id === 'response.audience')
    expect(audience?.status).toBe('fail')
    expect(seen.findings.find(({ id }) => id === 'workos.sign-in')?.summary).toContain(audience?.summary)
  })

  it('leaves passwords, cookies, tokens and the code where they were', async () => {
    const { exchanges } = await recorded()
    const content = write(exchanges)
    const code = new URL(exchanges.at(-1)?.url ?? '').searchParams.get('code') ?? ''
    const secrets = [canary, password, code]
    for (const secret of secrets) expect(content).toContain(secret)
    const outcome = JSON.stringify(await read(content))
    for (const secret of secrets) expect(outcome.includes(secret), secret).toBe(false)
  })
})

/** A page of an application, as it stands around the sign-ins of a recording. */
const page = (url: string, seconds: number, part: Partial<Exchange> = {}): Exchange => ({
  ...{ at: new Date(Date.now() + seconds * 1000), method: 'GET', url, cookie: '', body: null },
  ...{ status: 200, location: null, type: 'text/html', content: '' },
  ...part,
})

it('tells every sign-in of a recording by itself, and leaves out what is around them', async () => {
  const first = await recorded('audience-other')
  const second = await recorded()
  const message = Buffer.from('<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"/>').toString('base64')
  const foreign = { method: 'POST', body: new URLSearchParams({ SAMLResponse: message }).toString() }
  const all = [
    ...Array.from({ length: 700 }, (_, index) => page(`https://product.example/${index}`, index - 2000)),
    page('https://other.example/saml/acs', -60, foreign),
    ...first.exchanges,
    ...second.exchanges,
    page('https://product.example/home', 60),
    page('https://other.example/saml/acs', 61, foreign),
  ]
  const seen = await importedAll(harOf(all))
  expect(seen.map(({ end }) => end)).toMatchObject([
    { kind: 'error', error: 'server_error' },
    { kind: 'recorded', code: true },
  ])
  expect(seen.map(told)).toEqual([told(first.signIn), told(second.signIn)])
  expect(seen[1]?.findings.find(({ id }) => id === 'response.in-response-to')?.status).toBe('pass')
})

it('tells a try that was given up from the one after it', async () => {
  const first = await recorded()
  const second = await recorded()
  const seen = await importedAll(samlTracerOf([...first.exchanges.slice(0, 3), ...second.exchanges]))
  expect(seen.map(({ end }) => end)).toEqual([
    { kind: 'recorded', code: false },
    { kind: 'recorded', code: true },
  ])
  expect(seen[1]?.findings.find(({ id }) => id === 'response.in-response-to')?.status).toBe('pass')
})

it('takes in a response that the identity provider sent unasked', async () => {
  const { exchanges } = await recorded()
  const posted = exchanges.findIndex(({ body }) => body?.includes('SAMLResponse'))
  const visited = Array.from({ length: 30 }, (_, index) => page(`https://apps.example/${index}`, index - 100))
  const seen = await imported(harOf([...visited, ...exchanges.slice(posted)]))
  expect(seen).toMatchObject({ startsAt: 'idp', end: { kind: 'recorded', code: true } })
  expect(seen.hops).toHaveLength(20 + exchanges.length - posted)
})

it('stops where a recording stops, and says so', async () => {
  const { exchanges } = await recorded()
  const seen = await imported(harOf(exchanges.slice(0, 3)))
  expect(seen.end).toEqual({ kind: 'recorded', code: false })
  expect(seen.findings[0]?.summary).toMatch(/ends at the identity provider/)
})

it('takes the decoded message where the exporter blanked the posted value', async () => {
  const { exchanges } = await recorded()
  const tracer = JSON.parse(samlTracerOf(exchanges))
  for (const request of tracer.requests) {
    const field = request.post?.find(([name]: [string]) => name === 'SAMLResponse')
    if (!field) continue
    request.saml = Buffer.from(field[1], 'base64').toString('utf8')
    field[1] = '{SSHA}c29tZSBoYXNo'
  }
  const seen = await imported(JSON.stringify(tracer))
  expect(seen.response?.assertion?.nameId).toBe('alice@borealis.example')
})

it.each([
  ['', /neither a HAR/],
  ['{}', /neither a HAR/],
  ['{"log":{"entries":[]}}', /neither a HAR/],
  [
    '{"log":{"entries":[{"request":{"method":"GET","url":"https://a.test/x.js"},"_resourceType":"script"}]}}',
    /None of its 1/,
  ],
  ['not json at all', /neither a HAR/],
  ['{"signpost":"test sign-in","schema":9}', /schema/],
])('refuses %j and says what is wrong', async (content, reason) => {
  const outcome = await read(content)
  if (outcome.ok) throw new Error('was taken')
  expect(outcome.problem.detail).toMatch(reason)
  expect(outcome.problem.remedy).toMatch(/HAR/)
})

it('comes back from its own file, whose messages nobody can use again', async () => {
  const { signIn, conductor } = await conducted(lab.workos, labBrowser({ user: 'alice', password }))
  const text = conductor.messages.text(4)?.text ?? ''
  const messages = [{ hop: 4, text: { text: withoutSignatures(text), complete: true } }]
  const saved: SavedSignIn = { signpost: 'test sign-in', schema: 1, savedAt: signIn.startedAt, signIn, messages }
  const outcome = await read(JSON.stringify(saved))
  expect(outcome).toMatchObject({ ok: true, value: { kind: 'saved', saved: { signIn: { id: signIn.id } } } })
  expect(text).toMatch(/<ds:SignatureValue>[A-Za-z0-9+/=\s]{40,}</)
  const { worst } = await judged(withoutSignatures(text), {
    keys: [lab.idp.key],
    acs: null,
    audience: null,
    requestId: null,
    now: Date.now(),
  })
  expect(worst['response.signature']).toBe('fail')
})
