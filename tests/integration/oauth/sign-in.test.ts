import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeHost } from '../../../src/main/host/node-host'
import type { SignInInput } from '../../../src/main/oauth/sign-in/gather'
import { signInWith } from '../../../src/main/oauth/sign-in/run'
import { type Finding, findingSchema } from '../../../src/shared/finding'
import { oauthSignInResult } from '../../../src/shared/runs/oauth'
import { browse } from '../../lab/oauth/browser'
import { accessToken, clientSecret, code, type SignInFault, startFaultyOidc } from '../../lab/oauth/faulty-oidc'
import { type OidcLab, startOidcProvider } from '../../lab/oauth/oidc-provider'
import { bundleCommandLine, type CommandLine } from '../command-line'

const anyPort = 'http://127.0.0.1:0/callback'

async function signedIn(input: Partial<SignInInput> & { clientId: string }, stop = new AbortController()) {
  const run = signInWith(
    { redirectUri: anyPort, patienceMs: 5000, open: (url) => browse(url), ...input },
    nodeHost({ signal: stop.signal }),
  )
  const findings: Finding[] = []
  for (;;) {
    const step = await run.next()
    if (step.done) return { findings, outcome: step.value }
    findings.push(findingSchema.parse(step.value))
  }
}

const of = (findings: readonly Finding[]) =>
  findings.filter(({ id }) => /sign-in|id-token|oauth\.client|consent/.test(id))
const wrong = (findings: readonly Finding[]) =>
  of(findings)
    .filter(({ status }) => status !== 'pass' && status !== 'info')
    .map(({ id, status }) => `${id} ${status}`)

describe('a certified provider', () => {
  let lab: OidcLab
  beforeAll(async () => {
    lab = await startOidcProvider()
  })
  afterAll(() => lab.close())

  test('a public client signs in with PKCE, and its ID token is in order', async () => {
    const { findings, outcome } = await signedIn({ issuer: lab.issuer, clientId: lab.clients.native.id })
    expect(wrong(findings)).toEqual([])
    expect(of(findings).map(({ id }) => id)).toEqual([
      'oauth.consent',
      'oauth.sign-in',
      ...Array<string>(6).fill('oauth.id-token'),
    ])
    const result = oauthSignInResult.parse(outcome.ok && outcome.value)
    expect(result).toMatchObject({ signedIn: true, issuer: lab.issuer })
    expect(result.idToken).toMatchObject({ algorithm: 'RS256', keyId: 'lab-2026', audience: ['client-native'] })
  })

  test('the person declines', async () => {
    const open = (url: string) => browse(url, { declines: true })
    const { findings } = await signedIn({ issuer: lab.issuer, clientId: lab.clients.native.id, open })
    expect(wrong(findings)).toEqual(['oauth.consent fail'])
  })

  test('a redirect URI nobody registered: the provider keeps the person', async () => {
    const redirectUri = 'http://127.0.0.1:0/other'
    const { findings } = await signedIn({
      issuer: lab.issuer,
      clientId: lab.clients.native.id,
      redirectUri,
      patienceMs: 300,
    })
    expect(wrong(findings)).toEqual(['oauth.sign-in skipped'])
    expect(findings.at(-1)?.fix?.action).toContain('Register http://127.0.0.1:')
  })

  test('a port that is taken', async () => {
    const { port } = new URL(lab.issuer)
    const { findings } = await signedIn({
      issuer: lab.issuer,
      clientId: 'any',
      redirectUri: `http://127.0.0.1:${port}/callback`,
    })
    expect(findings.at(-1)).toMatchObject({ id: 'oauth.sign-in', status: 'skipped' })
    expect(findings.at(-1)?.summary).toContain('another program')
  })

  test('cancelled while the browser is away: the port is free again', async () => {
    const stop = new AbortController()
    let port = ''
    const open = (url: string) => {
      port = new URL(new URL(url).searchParams.get('redirect_uri') ?? '').port
      stop.abort()
    }
    const { outcome } = await signedIn({ issuer: lab.issuer, clientId: lab.clients.native.id, open }, stop)
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'oauth.cancelled' } })
    await expect(fetch(`http://127.0.0.1:${port}/callback`)).rejects.toThrow()
  })
})

test.each<[SignInFault | undefined, string[], RegExp | null]>([
  [undefined, [], null],
  ['no-kid', [], null],
  ['no-kid-many', ['oauth.id-token warn'], /by which of the 2 keys/],
  ['unknown-kid', ['oauth.id-token fail'], /key another, which the provider does not publish/],
  ['same-kid-other-key', ['oauth.id-token fail'], /not by the key one/],
  ['unsigned', ['oauth.id-token fail'], /not signed/],
  ['hmac', ['oauth.id-token warn'], /made with the client secret/],
  ['other-issuer', ['oauth.id-token fail'], /another issuer/],
  ['issuer-slash', ['oauth.id-token fail'], /another issuer/],
  ['other-audience', ['oauth.id-token fail'], /made out to another-client/],
  ['many-audiences', ['oauth.id-token warn'], /2 audiences/],
  ['other-party', ['oauth.id-token fail'], /azp/],
  ['no-nonce', ['oauth.id-token fail'], /does not carry the nonce/],
  ['other-nonce', ['oauth.id-token fail'], /another nonce/],
  ['expired', ['oauth.id-token fail'], /ended 60 minutes before.*what signs the tokens has the wrong clock/],
  ['future', ['oauth.id-token fail'], /15 minutes in the future.*what signs the tokens has the wrong clock/],
  ['old', ['oauth.id-token warn'], /15 minutes before it came/],
  ['milliseconds', ['oauth.id-token fail'], /milliseconds/],
  ['times-as-text', ['oauth.id-token fail'], /are no numbers/],
  ['no-exp', ['oauth.id-token fail'], /when it ends/],
  ['other-at-hash', ['oauth.id-token fail'], /at_hash/],
  ['no-sub', ['oauth.id-token fail'], /\(sub\)/],
  ['number-sub', ['oauth.id-token fail'], /wrong type/],
  ['encrypted', ['oauth.id-token warn'], /encrypted/],
  ['not-a-jwt', ['oauth.id-token fail'], /not a signed JWT/],
  ['no-id-token', ['oauth.id-token fail'], /no ID token/],
  ['no-jwks', ['oauth.id-token fail'], /keys cannot be read/],
  ['jwks-is-page', ['oauth.id-token fail'], /keys cannot be read/],
  ['state-lost', ['oauth.sign-in fail'], /without the state/],
  ['state-changed', ['oauth.sign-in fail'], /another state/],
  ['other-iss-parameter', ['oauth.sign-in fail'], /other\.example/],
  ['fragment', ['oauth.sign-in fail'], /neither a code nor an error/],
  ['code-refused', ['oauth.sign-in fail'], /refuses that very code/],
  ['client-refused', ['oauth.client fail'], /refuses client ID and secret/],
  ['token-as-page', ['oauth.sign-in fail'], /without a token/],
  ['error-with-200', ['oauth.sign-in fail'], /server_says_no|without a token/],
  ['token-cut', ['oauth.sign-in fail'], /does not answer/],
])('a provider with the fault %s', async (fault, expected, says) => {
  const lab = await startFaultyOidc(fault)
  const { findings, outcome } = await signedIn({ issuer: lab.issuer, clientId: 'client-1', clientSecret })
  await lab.close()
  expect(wrong(findings)).toEqual(expected)
  if (says !== null)
    expect(
      of(findings)
        .map(({ summary }) => summary)
        .join(' '),
    ).toMatch(says)
  const shown = JSON.stringify([findings, outcome])
  for (const secret of [clientSecret, accessToken, code]) expect(shown).not.toContain(secret)
  expect(shown).not.toMatch(/CANARY-(not|oidc|access|code)|eyJ/)
})

test('only the browser that was sent may come back', async () => {
  const lab = await startFaultyOidc()
  const statuses: number[] = []
  const open = async (url: string) => {
    const back = new URL(new URL(url).searchParams.get('redirect_uri') ?? '')
    const ask = async (path: string, init?: RequestInit) => {
      statuses.push((await fetch(`${back.origin}${path}`, init)).status)
    }
    await ask('/favicon.ico')
    await ask('/callback?code=x', { method: 'POST' })
    await ask(`/callback?code=${'x'.repeat(17_000)}`)
    await browse(url)
  }
  const { findings } = await signedIn({ issuer: lab.issuer, clientId: 'client-1', clientSecret, open })
  await lab.close()
  expect(statuses).toEqual([404, 405, 414])
  expect(wrong(findings)).toEqual([])
})

describe('the command line', () => {
  let signpost: CommandLine
  beforeAll(async () => {
    signpost = await bundleCommandLine()
  })
  afterAll(() => signpost.remove())

  test('prints the address, waits, and judges; exit code 1 for a token that is wrong, and no secret anywhere', async () => {
    const lab = await startFaultyOidc('other-nonce')
    const command = signpost.start(
      ['oauth', 'sign-in', '--issuer', lab.issuer, '--client-id', 'c', '--client-secret-env', 'SECRET'].concat([
        '--redirect-uri',
        anyPort,
        '--json',
      ]),
      { SECRET: clientSecret },
    )
    let [told, printed] = ['', '']
    command.stdout?.on('data', (chunk) => {
      printed += chunk
    })
    command.stderr?.on('data', (chunk) => {
      told += chunk
      const url = /^http:\S+$/m.exec(told)?.[0]
      if (url !== undefined && told.endsWith('comes back.\n')) void browse(url)
    })
    const exit = await new Promise((resolve) => command.once('close', resolve))
    await lab.close()
    expect(exit).toBe(1)
    expect(JSON.parse(printed)).toMatchObject({ command: 'oauth sign-in', result: { signedIn: true } })
    for (const secret of [clientSecret, accessToken, code]) expect(told + printed).not.toContain(secret)
  })

  test.each([
    [['--issuer', 'http://127.0.0.1:9', '--client-id', 'c', '--redirect-uri', 'https://app.acme.example/cb']],
    [['--issuer', 'http://127.0.0.1:9']],
  ])('%j cannot start: exit code 2 and one line', async (args) => {
    const { code: exit, stderr, stdout } = await signpost.run(['oauth', 'sign-in', ...args])
    expect(exit).toBe(2)
    expect(stdout).toBe('')
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })
})
