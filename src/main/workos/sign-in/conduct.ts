import type { Finding } from '../../../shared/finding'
import { failed, type Outcome, type Problem, succeeded } from '../../../shared/problem'
import type { EventsSight, Expected, Hop, SignIn, SignInEnd } from '../../../shared/sign-in/trace'
import type { WorkosEvent } from '../../../shared/workos'
import { askAuthorize } from '../authorize'
import { judgeWorkos } from '../check/judge'
import { type ApiOutcome, createWorkosClient, type WorkosClient } from '../client'
import { getConnection, idpCertificates } from '../connections'
import { judgeClientId, parseBaseUrl } from '../credentials'
import { answerOf, requestOf } from './answer'
import { type Authorization, authorization } from './authorization'
import type { CarriedMessage } from './capture'
import { EventsAfter } from './events-after'
import { exchangeCode } from './exchange-code'
import { judgeSignIn } from './judge'
import { Messages } from './messages'
import { Places } from './places'
import type { SignInBrowser, SignInPlan, SignInTools } from './plan'
import { Recorder } from './recorder'
import type { Return } from './return'
import type { Over } from './seen'

const minute = 60_000
/** How long a sign-in is waited for: WorkOS gives up after five minutes, an identity provider that begins has no such limit. */
const patience = { workos: 5 * minute, idp: 15 * minute } as const

/** What ends the waiting for the person. */
type Turn =
  | { kind: 'return'; brought: Return }
  | { kind: 'page'; error: string }
  | { kind: 'timed-out' }
  | { kind: 'cancelled' }
  | Over

type Certificates = Array<{ text: string; from: string }>

/**
 * Carries one test sign-in out: opens a browser, has what passes through it written down, takes the code before the application
 * gets it, redeems it, and reads from WorkOS's events and from the response itself why it went as it went. Always ends, in exactly
 * one way; never throws for an expected failure.
 */
export class Conductor {
  /** Resolves with the sign-in as it ended. */
  readonly done: Promise<SignIn>
  readonly messages: Messages
  private readonly state: SignIn
  private readonly places: Places
  private readonly recorder: Recorder
  private readonly looking: Promise<void>[] = []
  private held: Promise<Certificates> = Promise.resolve([])
  private eventFindings: Finding[] = []
  private turn: (turn: Turn) => void = () => {}
  private readonly turned: Promise<Turn>
  private beganAt: number | null = null

  constructor(
    private readonly plan: SignInPlan,
    private readonly tools: SignInTools,
  ) {
    const { host } = tools
    this.turned = new Promise((resolve) => {
      this.turn = resolve
    })
    this.places = new Places([plan.credentials.baseUrl])
    this.messages = new Messages(plan, tools)
    const listener = {
      changed: () => {
        const error = this.pageError()
        if (error !== null) this.turn({ kind: 'page', error })
        this.tell()
      },
      message: (carried: CarriedMessage, hop: Hop) => void this.looking.push(this.look(carried, hop)),
      returned: (brought: Return) => this.turn({ kind: 'return', brought }),
      over: (why: Over) => this.turn(why),
    }
    this.recorder = new Recorder(this.places, listener, host.now)
    const { id, way, startsAt, label, subject, setupId } = plan
    this.state = {
      ...{ id, way, startsAt, label, subject, setupId },
      startedAt: this.time(),
      endedAt: null,
      phase: 'beginning',
      waitsUntil: null,
      relayState: null,
      hops: this.recorder.hops,
      notes: this.recorder.notes,
      expected: null,
      response: null,
      profile: null,
      events: null,
      findings: [],
      end: null,
    }
    this.done = this.run()
  }

  current(): SignIn {
    return this.state
  }

  /** The machine woke up: timers did not run meanwhile. */
  wake(): void {
    if (this.state.end !== null || this.beganAt === null) return
    this.recorder.note('asleep', '')
    if (this.tools.host.now() - this.beganAt >= patience[this.plan.startsAt]) this.turn({ kind: 'timed-out' })
  }

  private async run(): Promise<SignIn> {
    // The caller gets to know the sign-in before it is told of it.
    await Promise.resolve()
    const ready = this.makeReady()
    if (!ready.ok) return this.finish({ kind: 'not-begun', problem: ready.problem })
    const { origin, client } = ready.value
    const events = client && new EventsAfter(client, this.plan.subject.selector)
    if (client) this.held = this.heldCertificates(client)

    if (events) await this.atMost(3000, events.ready())
    const opened = await this.tools.open(this.recorder)
    if (!opened.ok) return this.finish({ kind: 'not-begun', problem: opened.problem })
    const browser = opened.value
    const begun = await this.begin(browser, origin)
    const turn = begun.ok ? await this.wait() : null
    this.recorder.close()
    browser.close()
    await Promise.all(this.looking)
    if (!begun.ok || turn === null) {
      return this.finish({ kind: 'not-begun', problem: begun.ok ? noRedirectUri : begun.problem })
    }
    const end = await this.endOf(turn, begun.value, origin)
    this.state.end = end
    if (events && (end.kind === 'profile' || end.kind === 'error')) await this.readEvents(events)
    return this.finish(end)
  }

  private async atMost(ms: number, work: Promise<void>): Promise<void> {
    const over = new AbortController()
    await Promise.race([work, this.tools.timers.wait(ms, AbortSignal.any([this.tools.host.signal, over.signal]))])
    over.abort()
  }

  private makeReady(): Outcome<{ origin: string; client: WorkosClient | null }> {
    const { credentials } = this.plan
    const base = parseBaseUrl(credentials.baseUrl)
    if (!base.ok) return base
    const malformed = credentials.clientId === '' ? noClientId : judgeClientId(credentials.clientId)
    if (malformed) return failed(malformed)
    const { origin } = base.value
    if (credentials.apiKey === '') return succeeded({ origin, client: null })
    const client = createWorkosClient(credentials, this.tools.host)
    return client.ok ? succeeded({ origin, client: client.value }) : client
  }

  /** The identity provider's certificates that WorkOS goes by; none where it does not show them. */
  private async heldCertificates(client: WorkosClient): Promise<Certificates> {
    const { selector } = this.plan.subject
    if (!('connectionId' in selector)) return []
    const connection = await getConnection(client, selector.connectionId)
    const held = connection.ok ? await idpCertificates(client, connection.value) : connection
    if (!held.ok || held.value === null) return []
    return held.value.map(({ pem, id }) => ({ text: pem, from: `WorkOS’s certificate ${id}` }))
  }

  private async begin(browser: SignInBrowser, origin: string): Promise<Outcome<Authorization | null>> {
    const { plan, tools } = this
    const redirectUri = browser.redirectUri ?? plan.redirectUri
    const { selector } = plan.subject
    const { clientId } = plan.credentials
    this.places.returnsTo(redirectUri)
    this.beganAt = tools.host.now()
    this.state.phase = 'signing-in'
    this.state.waitsUntil = new Date(this.beganAt + patience[plan.startsAt]).toISOString()
    if (plan.startsAt === 'idp') {
      if (redirectUri !== null) await this.learnExpected({ origin, clientId, redirectUri, selector })
      if (browser.redirectUri !== null) {
        this.places.awaits('')
        this.state.relayState = `redirect_uri=${browser.redirectUri}`
      }
      this.tell()
      if (plan.idpUrl !== null) browser.go(plan.idpUrl)
      return succeeded(null)
    }
    if (redirectUri === null) return failed(noRedirectUri)
    const begun = authorization({
      ...{ origin, clientId, redirectUri, selector },
      ...(plan.prompt === null ? {} : { prompt: plan.prompt }),
      ...(plan.loginHint === null ? {} : { loginHint: plan.loginHint }),
    })
    if (browser.redirectUri !== null) this.places.awaits(begun.state)
    this.tell()
    browser.go(begun.url)
    return succeeded(begun)
  }

  /** Where the identity provider begins there is no request to hold the response against: WorkOS is asked what it would send. */
  private async learnExpected(request: Parameters<typeof askAuthorize>[1]): Promise<void> {
    const answer = await askAuthorize(this.tools.host, request)
    if (!answer.ok || answer.value.kind !== 'saml') return
    const { acsUrl, spEntityId } = answer.value.request
    this.expect({ acsUrl, spEntityId, requestId: null, from: 'the AuthnRequest that WorkOS sends' })
  }

  private expect(expected: Expected): void {
    this.state.expected = expected
    this.places.learn(expected.acsUrl)
  }

  private async wait(): Promise<Turn> {
    const { host, timers } = this.tools
    const over = new AbortController()
    const limit = timers.wait(patience[this.plan.startsAt], AbortSignal.any([host.signal, over.signal]))
    const turn = await Promise.race([
      this.turned,
      limit.then((): Turn => (host.signal.aborted ? { kind: 'cancelled' } : { kind: 'timed-out' })),
    ])
    over.abort()
    return turn
  }

  private async look(carried: CarriedMessage, hop: Hop): Promise<void> {
    await this.messages.read(carried, hop)
    const request = hop.message?.request
    if (request && requestOf(this.state.hops) === hop) {
      const { acsUrl, spEntityId, id } = request
      this.expect({ acsUrl, spEntityId, requestId: id, from: 'the AuthnRequest of this sign-in' })
    }
    this.tell()
    if (hop.kind !== 'response') return
    await this.messages.judge(hop, this.state.expected, await this.held)
    this.state.response = this.messages.judged?.response ?? null
    this.state.findings = this.messages.judged?.findings ?? []
    this.tell()
  }

  private async endOf(turn: Turn, begun: Authorization | null, origin: string): Promise<SignInEnd> {
    switch (turn.kind) {
      case 'return':
        return this.redeem(turn.brought, begun, origin)
      case 'timed-out':
        return { kind: 'timed-out', minutes: patience[this.plan.startsAt] / minute }
      case 'page':
        return { kind: 'error', error: turn.error, description: null }
      default:
        return turn
    }
  }

  /** The error of a page of WorkOS's own for a wrong link, such as `/sso/redirect-uri-invalid`: it leads nowhere. */
  private pageError(): string | null {
    const last = this.recorder.hops.findLast(({ inFrame }) => !inFrame)
    if (last?.kind !== 'workos' || last.status === null) return null
    return /\/sso\/([a-z]+(?:-[a-z]+)*-invalid)$/.exec(last.address)?.[1]?.replaceAll('-', '_') ?? null
  }

  private async redeem(brought: Return, begun: Authorization | null, origin: string): Promise<SignInEnd> {
    const { error, description, code, state } = brought
    if (error !== null) return { kind: 'error', error: cut(error), description: description && cut(description) }
    if (code === null || (state ?? '') !== (begun?.state ?? '')) return { kind: 'wrong-state' }
    this.state.phase = 'exchanging'
    this.tell()
    const { clientId, apiKey } = this.plan.credentials
    const verifier = begun?.verifier ?? null
    const exchange = { origin, clientId, apiKey: apiKey === '' ? null : apiKey, code, verifier }
    const profile = await exchangeCode(this.tools.host, exchange)
    if (!profile.ok && this.tools.host.signal.aborted) return { kind: 'cancelled' }
    if (!profile.ok) return { kind: 'not-exchanged', problem: profile.problem }
    this.state.profile = profile.value
    return { kind: 'profile' }
  }

  private async readEvents(events: EventsAfter): Promise<void> {
    this.state.phase = 'reading-events'
    this.state.events = { state: 'reading' }
    this.judge()
    this.tell()
    const likely = this.state.hops.some(({ kind }) => kind === 'request' || kind === 'response')
    const found = await events.find(this.tools.timers, { likely })
    this.state.events = sightOf(found)
    if (!found.ok || found.value === null) return
    this.eventFindings = judgeWorkos({
      of: 'events',
      at: this.time(),
      subject: 'connection',
      id: found.value.connectionId ?? '',
      events: [found.value],
      read: 1,
      certificatesShown: true,
      complete: true,
      problem: null,
    })
  }

  private judge(): void {
    const answer = answerOf(this.state)
    const ofResponse = this.messages.judged?.findings ?? []
    const { selector } = this.plan.subject
    this.state.findings = [
      ...judgeSignIn(this.state, ofResponse),
      ...ofResponse,
      ...(answer ? judgeWorkos({ of: 'authorize', at: this.state.startedAt, selector, answer }) : []),
      ...this.eventFindings,
    ]
  }

  private finish(end: SignInEnd): SignIn {
    this.recorder.close()
    this.state.end = end
    this.state.phase = 'ended'
    this.state.waitsUntil = null
    this.state.endedAt = this.time()
    this.judge()
    this.tell()
    return this.state
  }

  private time(): string {
    return new Date(this.tools.host.now()).toISOString()
  }

  private tell(): void {
    this.tools.changed(this.state)
  }
}

const cut = (text: string) => text.slice(0, 500)

function sightOf(found: ApiOutcome<WorkosEvent | null>): EventsSight {
  if (!found.ok) return { state: 'unavailable', why: `${found.problem.title} ${found.problem.detail}` }
  if (found.value === null) return { state: 'absent' }
  const { name, at, email, error } = found.value
  return { state: 'told', name, at, email, error }
}

const noClientId: Problem = {
  code: 'sign-in.no-client-id',
  title: 'The environment has no client ID.',
  detail: 'WorkOS tells by it which environment a sign-in belongs to.',
  remedy: 'Enter it in Settings, Environments; it stands in the WorkOS Dashboard under API Keys.',
}

const noRedirectUri: Problem = {
  code: 'sign-in.no-redirect-uri',
  title: 'There is no redirect URI.',
  detail: 'WorkOS sends people back only to an address that is registered in the environment.',
  remedy: 'Choose one that is registered, or register one for Signpost.',
}
