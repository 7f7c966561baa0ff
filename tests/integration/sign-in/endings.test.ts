import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { nodeHost } from '../../../src/main/host/node-host'
import type { SignInPlan } from '../../../src/main/workos/sign-in/plan'
import type { Watcher } from '../../../src/main/workos/sign-in/seen'
import type { Timers } from '../../../src/main/workos/timers'
import type { SignIn } from '../../../src/shared/sign-in/trace'
import { labBrowser } from '../../lab/browser'
import { labUser } from '../../lab/idp/people'
import { canary } from '../../lab/idp/server'
import { conducted, startConducting } from '../../lab/sign-in'
import { type Lab, startLab } from '../../lab/start'

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
beforeEach(() => lab.workos.scenario.reset())
afterEach(() => {
  lab.idp.fault = null
})
afterAll(() => lab.close())

const { password } = labUser
const alice = { user: 'alice', password }
const verdict = ({ findings }: SignIn) => findings.find(({ id }) => id === 'workos.sign-in')
const go = (change: Partial<SignInPlan> = {}) => conducted(lab.workos, labBrowser(alice), change)
const selecting = (selector: SignInPlan['subject']['selector']): Partial<SignInPlan> => ({
  subject: { environmentId: 'e1', environmentName: 'Staging', environmentKind: 'staging', selector },
})
const connectionOf = (name: string) => ({ connectionId: lab.workos.scenario.connectionOf('staging', name).id })

describe('WorkOS sends an error back', () => {
  it.each([
    ['an unknown connection', () => ({ connectionId: 'conn_unknown' }), 'connection_invalid'],
    ['a connection that is switched off', () => connectionOf('Dune Logistics'), 'connection_unlinked'],
    ['a draft', () => connectionOf('Cobalt Health'), 'connection_unlinked'],
    ['an unknown organization', () => ({ organizationId: 'org_unknown' }), 'organization_invalid'],
    [
      'an organization with two connections',
      () => ({ organizationId: lab.workos.scenario.organization('staging', 'Fjord Bank').id }),
      'ambiguous_connection_selector',
    ],
    ['a provider nobody set up', () => ({ provider: 'GitHubOAuth' }), 'connection_invalid'],
  ] as const)('for %s', async (_, selector, error) => {
    const { signIn } = await go(selecting(selector()))
    expect(signIn.end).toMatchObject({ kind: 'error', error })
    expect(signIn.hops.map(({ kind }) => kind)).toEqual(['authorize', 'return'])
    expect(verdict(signIn)).toMatchObject({ status: 'fail', summary: expect.stringContaining(error), fix: {} })
  })

  it('for a person from outside the organization', async () => {
    const { signIn } = await conducted(lab.workos, labBrowser({ user: 'eve', password }))
    expect(signIn.end).toMatchObject({ error: 'profile_not_allowed_outside_organization' })
    expect(signIn.events).toMatchObject({ error: { code: 'profile_not_allowed_outside_organization' } })
  })

  it.each([
    ['redirect_uri_invalid', { redirectUri: 'https://not-registered.example/callback' }],
    ['client_id_invalid', { credentials: { apiKey: '', clientId: 'client_unknown', baseUrl: '' } }],
  ] as const)('on a page of its own: %s', async (error, change) => {
    const credentials =
      'credentials' in change ? { credentials: { ...change.credentials, baseUrl: lab.workos.origin } } : {}
    const { signIn } = await go({ ...change, ...credentials })
    expect(signIn.end).toMatchObject({ kind: 'error', error })
    expect(signIn.hops.at(-1)?.kind).toBe('workos')
  })
})

describe('a sign-in that starts at the identity provider', () => {
  const unsolicited = (relayState?: string): Partial<SignInPlan> => {
    const { acsUrl, spEntityId } = lab.workos.scenario.addressesOf(connectionOf('Borealis GmbH').connectionId)
    return { startsAt: 'idp', idpUrl: lab.idp.unsolicited(spEntityId, acsUrl, relayState) }
  }

  it('is waited for, held against what WorkOS would send, and taken wherever it returns', async () => {
    const { signIn } = await go(unsolicited())
    expect(signIn.end).toEqual({ kind: 'profile' })
    expect(signIn.hops.map(({ kind }) => kind)).toEqual(['idp', 'idp', 'idp', 'response', 'return'])
    // To the default redirect URI, which nobody named.
    expect(signIn.hops.at(-1)).toMatchObject({ host: 'localhost:3000', stopped: true })
    expect(signIn.expected).toMatchObject({ requestId: null, acsUrl: expect.stringContaining('/sso/saml/acs/') })
    expect(signIn.findings.filter(({ id, status }) => id.startsWith('response.') && status === 'fail')).toEqual([])
  })

  it('returns to the registered URI that its RelayState names', async () => {
    const { signIn } = await go(unsolicited('redirect_uri=https://staging.product.example/callback'))
    expect(signIn.end).toEqual({ kind: 'profile' })
    expect(signIn.hops.at(-1)?.host).toBe('staging.product.example')
  })

  it('needs the API key, because no challenge was sent', async () => {
    const credentials = { apiKey: '', clientId: lab.workos.staging.clientId, baseUrl: lab.workos.origin }
    const { signIn } = await go({ ...unsolicited(), credentials })
    expect(signIn.end).toMatchObject({ kind: 'not-exchanged', problem: { code: 'sign-in.invalid_client' } })
  })

  it('is refused where the connection does not take it', async () => {
    lab.workos.scenario.connection(connectionOf('Borealis GmbH').connectionId).refusesIdpInitiated = true
    const { signIn } = await go(unsolicited())
    expect(signIn.end).toMatchObject({ kind: 'error', error: 'idp_initiated_sso_disabled' })
  })
})

describe('a sign-in that does not come back', () => {
  it.each([
    ['the sign-in page', /name="username"/, 'idp', /at the identity provider/],
    ['the page after the password', /Working/, 'idp', /at the identity provider/],
  ] as const)('is closed at %s', async (_, page, kind, sentence) => {
    const browser = labBrowser({ ...alice, onPage: ({ html }) => (page.test(html) ? 'leave' : 'go-on') })
    const { signIn } = await conducted(lab.workos, browser)
    expect(signIn.end).toEqual({ kind: 'closed' })
    expect(signIn.hops.at(-1)?.kind).toBe(kind === 'idp' && page.source === 'name="username"' ? 'request' : kind)
    expect(verdict(signIn)).toMatchObject({ status: 'skipped', summary: expect.stringMatching(sentence) })
    expect(browser.closed()).toBe(true)
  })

  it('is cancelled while it waits', async () => {
    const cancel = new AbortController()
    const browser = labBrowser({ ...alice, onPage: leaveAfter(() => cancel.abort()) })
    const { signIn } = await conducted(
      lab.workos,
      { open: held(browser.open) },
      {},
      { host: nodeHost({ signal: cancel.signal }) },
    )
    expect(signIn.end).toEqual({ kind: 'cancelled' })
  })

  it('is given up when WorkOS gives it up', async () => {
    const timers: Timers = { wait: async (ms) => (ms === 300_000 ? undefined : new Promise(() => {})) }
    const silent = {
      open: async () => ({ ok: true as const, value: { redirectUri: null, go: () => {}, close: () => {} } }),
    }
    const { signIn } = await conducted(lab.workos, silent, {}, { timers })
    expect(signIn.end).toEqual({ kind: 'timed-out', minutes: 5 })
    expect(verdict(signIn)?.status).toBe('warn')
  })

  it('is given up after a sleep that was longer, and goes on after a short one', async () => {
    let now = Date.now()
    const host = { ...nodeHost(), now: () => now }
    let watcher: Watcher | null = null
    const quiet = {
      open: async (heard: Watcher) => {
        watcher = heard
        return { ok: true as const, value: { redirectUri: null, go: () => {}, close: () => {} } }
      },
    }
    const { conductor } = startConducting(lab.workos, quiet, {}, { host })
    await expect.poll(() => conductor.current().phase).toBe('signing-in')
    now += 60_000
    conductor.wake()
    expect(conductor.current().notes).toMatchObject([{ kind: 'asleep' }])
    expect(conductor.current().end).toBeNull()
    now += 300_000
    conductor.wake()
    expect((await conductor.done).end).toEqual({ kind: 'timed-out', minutes: 5 })
    expect(watcher).not.toBeNull()
  })

  it.each([
    [{ kind: 'certificate', certificate: certificate() }, 'fail', /not trusted \(ERR_CERT_AUTHORITY_INVALID\)/],
    [{ kind: 'unreachable', host: 'idp.example', code: 'ERR_NAME_NOT_RESOLVED' }, 'fail', /could not be reached/],
    [{ kind: 'led-away', scheme: 'exampleapp:' }, 'fail', /exampleapp:/],
    [{ kind: 'crashed' }, 'skipped', /crashed/],
  ] as const)('ends in one clear state: %o', async (over, status, sentence) => {
    const broken = {
      open: async (watcher: Watcher) => ({
        ok: true as const,
        value: { redirectUri: null, go: () => watcher.over(over), close: () => {} },
      }),
    }
    const { signIn } = await conducted(lab.workos, broken)
    expect(signIn.end).toEqual(over)
    expect(verdict(signIn)).toMatchObject({ status, summary: expect.stringMatching(sentence) })
  })

  it('ends with a wrong state where somebody else’s code comes back', async () => {
    const foreign = {
      open: async (watcher: Watcher) => ({
        ok: true as const,
        value: {
          redirectUri: null,
          go: () => {
            const url = 'https://staging.product.example/callback?code=foreign&state=foreign'
            watcher.request({ id: '1', at: Date.now(), method: 'GET', url, inFrame: false, form: null })
          },
          close: () => {},
        },
      }),
    }
    lab.workos.scenario.resetRequests()
    const { signIn } = await conducted(lab.workos, foreign)
    expect(signIn.end).toEqual({ kind: 'wrong-state' })
    expect(lab.workos.scenario.requests('/sso/token')).toEqual([])
  })

  it.each([
    ['a code of another sign-in', '?code=foreign&state=foreign'],
    ['a code without a state', '?code=foreign'],
    ['an error of another sign-in', '?error=access_denied&state=foreign'],
    ['an error without a state, as any page could send the browser there', '?error=access_denied'],
  ])('waits on where its own redirect URI on this machine is brought %s', async (_, query) => {
    const browser = labBrowser(alice)
    const visited = {
      open: async (watcher: Watcher) => {
        const opened = await browser.open(watcher)
        if (!opened.ok) return opened
        const redirectUri = 'https://staging.product.example/callback'
        const go = (url: string) => {
          const seen = { id: 'x', at: Date.now(), method: 'GET', url: redirectUri + query, inFrame: false, form: null }
          expect(watcher.request(seen)).toBe('go')
          opened.value.go(url)
        }
        return { ok: true as const, value: { ...opened.value, redirectUri, go } }
      },
    }
    const { signIn } = await conducted(lab.workos, visited)
    expect(signIn.end?.kind).toBe('profile')
    expect(signIn.notes).toMatchObject([{ kind: 'foreign-return', about: 'staging.product.example' }])
    expect(JSON.stringify(signIn.hops)).not.toContain('foreign')
  })

  it.each([
    ['/sso/token', 'exchanging', { kind: 'cancelled' }],
    ['/events', 'reading-events', { kind: 'profile' }],
  ] as const)('is cancelled while %s does not answer', async (path, phase, end) => {
    const cancel = new AbortController()
    // The first look at the events is made before the sign-in begins.
    lab.workos.scenario.fail({ kind: 'hang', path, skip: path === '/events' ? 1 : 0, times: 'always' })
    const host = nodeHost({ signal: cancel.signal })
    const { conductor } = startConducting(lab.workos, labBrowser(alice), {}, { host })
    await expect.poll(() => conductor.current().phase).toBe(phase)
    cancel.abort()
    const signIn = await conductor.done
    expect(signIn.end).toEqual(end)
    expect(verdict(signIn)?.summary).toMatch(end.kind === 'cancelled' ? /cancelled on the way back/ : /signed in/)
  })

  it.each([
    ['/sso/token', 0, { kind: 'not-exchanged', problem: { code: 'workos.unauthorized' } }, null],
    ['/events', 1, { kind: 'profile' }, { state: 'unavailable', why: expect.stringContaining('API key') }],
  ] as const)('says at %s that the key has expired meanwhile', async (path, skip, end, events) => {
    lab.workos.scenario.fail({ kind: 'unauthorized', path, skip, times: 'always' })
    const { signIn } = await go()
    expect(signIn.end).toMatchObject(end)
    if (events === null) expect(signIn.events).toBeNull()
    else expect(signIn.events).toMatchObject(events)
  })

  it('says why a code could not be exchanged', async () => {
    lab.workos.scenario.fail({ kind: 'server-error', path: '/sso/token' })
    const { signIn } = await go()
    expect(signIn.end).toMatchObject({
      kind: 'not-exchanged',
      problem: { title: expect.stringContaining('fault of its own') },
    })
  })

  it('does not begin without a client ID, or with one that is none', async () => {
    for (const clientId of ['', 'sk_test_oops_0123456789']) {
      const { signIn } = await go({ credentials: { apiKey: '', clientId, baseUrl: lab.workos.origin } })
      expect(signIn.end?.kind).toBe('not-begun')
      expect(signIn.hops).toEqual([])
    }
  })
})

describe('what is kept of a sign-in', () => {
  it('holds no password, cookie, key, token or code, in no state of it', async () => {
    const browser = labBrowser(alice)
    const { signIn, told } = await conducted(lab.workos, browser)
    expect(signIn.end?.kind).toBe('profile')
    const everything = told.join('\n')
    const [environment] = [lab.workos.scenario.environment('staging')]
    const secrets = [
      canary,
      password,
      lab.workos.staging.apiKey,
      ...browser.cookies.values(),
      ...environment.codes.keys(),
      ...environment.accessTokens.keys(),
    ]
    expect(environment.codes.size).toBe(1)
    for (const secret of secrets) expect(everything.includes(secret), secret.slice(0, 20)).toBe(false)
    const form = signIn.hops.find(({ address }) => address.endsWith('/login'))?.parameters
    expect(form?.map(({ name }) => name)).toEqual(['state', 'csrf_token', 'username', 'password'])
    expect(form?.filter(({ value }) => value !== null).map(({ name }) => name)).toEqual(['state'])
  })
})

const leaveAfter = (act: () => void) => () => {
  act()
  return 'leave' as const
}

/** Opens, and does not tell when the person leaves. */
function held(open: (watcher: Watcher) => ReturnType<ReturnType<typeof labBrowser>['open']>) {
  return (watcher: Watcher) => open({ ...bound(watcher), over: () => {} })
}

function bound(watcher: Watcher): Watcher {
  return {
    request: (seen) => watcher.request(seen),
    answer: (seen) => watcher.answer(seen),
    failure: (id, code) => watcher.failure(id, code),
    pageSays: (url, line) => watcher.pageSays(url, line),
    note: (kind, about) => watcher.note(kind, about),
    over: (why) => watcher.over(why),
  }
}

function certificate() {
  return {
    host: 'idp.example',
    code: 'ERR_CERT_AUTHORITY_INVALID',
    subject: 'idp.example',
    issuer: 'Somebody',
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2027-01-01T00:00:00.000Z',
    sha256: 'ab'.repeat(32),
  }
}
