import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRecordingJob } from '../../src/main/inspection/recording-job'
import { recordingSchema } from '../../src/shared/sign-in/recording'

const runs = Number(process.env.FUZZ_RUNS ?? 300)
const megabyte = 1024 * 1024

async function read(content: string | Uint8Array) {
  const run = readRecordingJob({ document: { kind: 'bytes', bytes: Buffer.from(content), name: 'made.har' } })
  let step = await run.next()
  while (!step.done) step = await run.next()
  const outcome = step.value
  if (!outcome.ok) {
    expect(outcome.problem).toMatchObject({ code: 'sign-in.no-recording', remedy: expect.stringMatching(/HAR/) })
    return null
  }
  // As the inspector hands it over: checked against its schema, so whatever does not fit it is a mistake here.
  return recordingSchema.parse(JSON.parse(JSON.stringify(outcome.value)))
}

const xml = '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"/>'
const message = Buffer.from(xml).toString('base64')
const begin =
  'https://api.workos.com/sso/authorize?client_id=client_1&connection=conn_1&redirect_uri=https%3A%2F%2Fapp.test%2Fcb'

/** An entry as browsers write it. */
const entry = (url: string, form: Readonly<Record<string, string>> | null = null, location = '') => ({
  startedDateTime: '2026-11-24T10:00:00.000Z',
  _resourceType: 'document',
  request: {
    method: form ? 'POST' : 'GET',
    url,
    headers: [{ name: 'Cookie', value: 'session=1' }],
    ...(form ? { postData: { text: String(new URLSearchParams(form)) } } : {}),
  },
  response: {
    status: location === '' ? 200 : 302,
    headers: [],
    redirectURL: location,
    content: { mimeType: 'text/html', text: '<input>' },
  },
})
const har = (entries: readonly unknown[]) => JSON.stringify({ log: { entries } })
const whole = [
  entry(begin, null, 'https://idp.test/sso?SAMLRequest=x'),
  entry('https://idp.test/sso?SAMLRequest=x&sid=1'),
  entry('https://idp.test/login', { user: 'u', password: 'p', RelayState: 'r' }),
  entry('https://auth.workos.com/sso/saml/acs/1', { SAMLResponse: message, RelayState: 'r' }, 'https://app.test/cb'),
  entry('https://app.test/cb?code=1&state=s'),
]

describe('a recording that was tampered with', () => {
  it('gives a timeline or a refusal, never an error', async () => {
    const text = har(whole)
    const pieces = [
      '"',
      '\\',
      '{',
      '}',
      '[',
      ']',
      ',',
      'null',
      '1e999',
      '"__proto__":{"url":"x"},',
      '\u0000',
      '\ud800',
      '"entries":[',
    ]
    const change = fc.oneof(
      fc.tuple(fc.nat(text.length), fc.nat(300)).map(
        ([at, length]) =>
          (from: string) =>
            from.slice(0, at) + from.slice(at + length),
      ),
      fc.tuple(fc.nat(text.length), fc.constantFrom(...pieces)).map(
        ([at, piece]) =>
          (from: string) =>
            from.slice(0, at) + piece + from.slice(at),
      ),
      fc.tuple(fc.nat(text.length), fc.nat(400)).map(
        ([at, length]) =>
          (from: string) =>
            from.slice(0, at + length) + from.slice(at),
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        await read(changes.reduce((from, one) => one(from), text))
      }),
      { numRuns: runs },
    )
  })

  it('of any JSON is read as far as it has pages', async () => {
    const value = fc.jsonValue({ maxDepth: 4 })
    const part = fc.record(
      {
        request: fc.oneof(
          value,
          fc.record(
            { url: fc.oneof(fc.webUrl(), value), method: value, headers: value, postData: value },
            { requiredKeys: [] },
          ),
        ),
        response: value,
        url: value,
        post: value,
        saml: value,
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 6 }),
        fc.constantFrom('entries', 'requests'),
        async (entries, name) => {
          await read(JSON.stringify({ [name]: entries }))
        },
      ),
      { numRuns: runs },
    )
  })
})

describe('a recording made to be a burden', () => {
  it('nested without end is refused or read past', async () => {
    const deep = `{"log":{"entries":[${'{"request":'.repeat(200_000)}1${'}'.repeat(200_000)}]}}`
    expect(await read(deep)).toBeNull()
    expect(await read(`{"log":{"entries":${'['.repeat(500_000)}`)).toBeNull()
  })

  it('of a million requests that are none, or with a million strings around them, is not read to its end', async () => {
    const started = performance.now()
    expect(await read(har(Array.from({ length: 1_000_000 }, () => ({}))))).toBeNull()
    expect(await read(`{${'"a"'.repeat(5_000_000)}`)).toBeNull()
    expect(performance.now() - started).toBeLessThan(3000)
  })

  it('of very many sign-ins keeps the last of them, and no more messages than can be judged', async () => {
    const large = Buffer.from(xml.replace('/>', `>${' '.repeat(megabyte / 2)}</samlp:Response>`)).toString('base64')
    const many = Array.from({ length: 60 }, (_, index) => [
      entry(`${begin}&state=${index}`),
      entry('https://auth.workos.com/sso/saml/acs/1', { SAMLResponse: large }),
      entry(`https://app.test/cb?code=${index}`),
    ])
    const recording = await read(har(many.flat()))
    if (recording?.kind !== 'recording') throw new Error('was not taken')
    const { signIns } = recording
    expect(signIns).toHaveLength(20)
    expect(signIns.at(-1)?.hops[0]?.parameters).toContainEqual({ in: 'query', name: 'state', value: '59' })
    const carried = signIns.flatMap(({ messages }) => messages.map((one) => one.carried.value.length))
    expect(carried.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(12 * megabyte)
  })

  it('with values longer than any real one has them cut', async () => {
    const long = 'x'.repeat(40_000)
    const request = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${long}" AssertionConsumerServiceURL="${long}"/>`
    const recording = await read(
      har([
        entry(
          `https://${'a.'.repeat(200)}test/${'p/'.repeat(20_000)}?${new URLSearchParams({ [long]: long, state: long })}`,
        ),
        entry('https://idp.test/sso', { SAMLRequest: Buffer.from(request).toString('base64'), RelayState: long }),
        entry(`https://app.test/cb?error=${long}&error_description=${long}`),
      ]),
    )
    expect(JSON.stringify(recording).length).toBeLessThan(1_000_000)
  })
})
