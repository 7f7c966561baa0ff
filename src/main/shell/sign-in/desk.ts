import { randomUUID } from 'node:crypto'
import type { BrowserWindow } from 'electron'
import { failed, type Outcome, type Problem, succeeded } from '../../../shared/problem'
import type { RecordedSignIn } from '../../../shared/recorded-sign-in'
import type { SavedSignIn } from '../../../shared/sign-in/recording'
import type { SignInRequest, SignInSummary } from '../../../shared/sign-in/request'
import type { SignIn } from '../../../shared/sign-in/trace'
import type { Host } from '../../host/host'
import type { InspectedDocument } from '../../inspection/document'
import type { Inspector } from '../../inspection/door'
import type { WorkosCredentials } from '../../workos/credentials'
import type { CarriedMessage } from '../../workos/sign-in/capture'
import { Conductor } from '../../workos/sign-in/conduct'
import { forDiagnosis } from '../../workos/sign-in/for-diagnosis'
import { importedSignIn } from '../../workos/sign-in/imported-sign-in'
import type { SignInPlan } from '../../workos/sign-in/plan'
import { withoutSignatures } from '../../workos/sign-in/unsigned'
import { realTimers } from '../../workos/timers'
import type { Trust } from './guest'
import { openSystemBrowser } from './system-browser'
import { openSignInWindow } from './window'

type MessageText = { text: string; complete: boolean }

/** A sign-in of this session. Nothing of it is on disk unless the person saves it. */
interface Kept {
  signIn: SignIn
  running: { conductor: Conductor; cancel: AbortController } | null
  text: (hop: number) => MessageText | null
  posted: () => CarriedMessage | null
}

export interface SignInDeskNeeds {
  inspector: Inspector
  hostFor: (signal: AbortSignal) => Host
  /** The environment, with an empty key where it has none. */
  environment: (id: string) => Promise<Outcome<SignInEnvironment>>
  /** The document, fetched where it is an address. */
  document: (source: NonNullable<SignInRequest['metadata']>, host: Host) => Promise<Outcome<InspectedDocument>>
  trust: Trust | null
  tell: (signIn: SignIn) => void
  ended: (signIn: SignIn) => void
  report: (error: unknown, what: string) => void
}

export interface SignInEnvironment {
  subject: Omit<NonNullable<SignIn['subject']>, 'selector'>
  credentials: WorkosCredentials
}

const mostKept = 50
/** How often the page is told of one sign-in, at most. */
const tellEveryMs = 80

/** Starts test sign-ins, keeps those of this session, and takes in those recorded elsewhere. */
export class SignInDesk {
  private readonly kept = new Map<string, Kept>()
  private readonly forgotten = new Map<string, Kept>()
  private starting = false
  private readonly timers = new Map<string, NodeJS.Timeout>()

  constructor(private readonly needs: SignInDeskNeeds) {}

  async start(request: SignInRequest, window: BrowserWindow): Promise<Outcome<{ id: string }>> {
    if (this.starting || this.running().length > 0) return failed(oneAtATime)
    this.starting = true
    try {
      return await this.begin(request, window)
    } finally {
      this.starting = false
    }
  }

  private async begin(request: SignInRequest, window: BrowserWindow): Promise<Outcome<{ id: string }>> {
    const cancel = new AbortController()
    const host = this.needs.hostFor(cancel.signal)
    const plan = await this.planOf(request, host)
    if (!plan.ok) return plan
    const { id, label, way } = plan.value
    const { inspector, trust } = this.needs
    const conductor = new Conductor(plan.value, {
      host,
      inspector,
      timers: realTimers,
      open: async (watcher) =>
        way === 'browser'
          ? openSystemBrowser(watcher)
          : succeeded(openSignInWindow({ id, label, trust, parent: window }, watcher)),
      changed: (signIn) => this.changed(signIn),
    })
    this.keep({
      signIn: conductor.current(),
      running: { conductor, cancel },
      text: (hop) => conductor.messages.text(hop),
      posted: () => conductor.messages.posted(conductor.current()),
    })
    void this.follow(id, conductor)
    return succeeded({ id })
  }

  cancel(id: string): void {
    this.kept.get(id)?.running?.cancel.abort()
  }

  cancelAll(): void {
    for (const one of this.running()) one.cancel.abort()
  }

  /** The machine woke up. */
  wake(): void {
    for (const { conductor } of this.running()) conductor.wake()
  }

  list(): SignInSummary[] {
    return [...this.kept.values()].map(({ signIn }) => summaryOf(signIn)).reverse()
  }

  get(id: string): Outcome<SignIn> {
    const found = this.kept.get(id)
    return found ? succeeded(found.signIn) : failed(unknown)
  }

  message(id: string, hop: number): Outcome<MessageText | null> {
    const found = this.kept.get(id)
    return found ? succeeded(found.text(hop)) : failed(unknown)
  }

  recorded(id: string): Outcome<RecordedSignIn> {
    const found = this.kept.get(id)
    return found ? succeeded(forDiagnosis(found.signIn, found.posted())) : failed(unknown)
  }

  forget(id: string): Outcome<void> {
    const found = this.kept.get(id)
    if (!found) return failed(unknown)
    this.cancel(id)
    clearTimeout(this.timers.get(id))
    this.timers.delete(id)
    this.kept.delete(id)
    this.forgotten.clear()
    this.forgotten.set(id, found)
    return succeeded(undefined)
  }

  restore(id: string): Outcome<void> {
    const found = this.forgotten.get(id)
    if (!found) return failed(unknown)
    this.forgotten.delete(id)
    this.keep(found)
    return succeeded(undefined)
  }

  /** The sign-in as a file: the messages without their signatures, so that nobody can use them again. */
  saved(id: string, at: Date): Outcome<SavedSignIn> {
    const found = this.kept.get(id)
    if (!found) return failed(unknown)
    const { signIn, text } = found
    const messages = signIn.hops.flatMap(({ index }) => {
      const one = text(index)
      return one === null ? [] : [{ hop: index, text: { ...one, text: withoutSignatures(one.text) } }]
    })
    return succeeded({ signpost: 'test sign-in', schema: 1, savedAt: at.toISOString(), signIn, messages })
  }

  /** Takes in what a file holds; with several sign-ins in it, the last is the one that is named. */
  async open(document: InspectedDocument): Promise<Outcome<{ id: string }>> {
    const host = this.needs.hostFor(new AbortController().signal)
    const { inspector } = this.needs
    const run = inspector.inspect('recording.read', { document }, host.signal)
    let step = await run.next()
    while (!step.done) step = await run.next()
    if (!step.value.ok) return step.value
    const recording = step.value.value
    if (recording.kind === 'saved') {
      const { signIn, messages } = recording.saved
      const texts = new Map(messages.map(({ hop, text }) => [hop, text]))
      const id = randomUUID()
      this.keep({
        signIn: { ...signIn, id, setupId: null, phase: 'ended', waitsUntil: null },
        running: null,
        text: (hop) => texts.get(hop) ?? null,
        posted: () => null,
      })
      return succeeded({ id })
    }
    let last = ''
    for (const [index, recorded] of recording.signIns.entries()) {
      const id = randomUUID()
      const of = recording.signIns.length === 1 ? '' : ` (${index + 1} of ${recording.signIns.length})`
      const about = { id, label: `${document.name.slice(0, 180)}${of}` }
      const { signIn, messages } = await importedSignIn(recorded, about, { host, inspector })
      this.keep({
        signIn,
        running: null,
        text: (hop) => messages.text(hop),
        posted: () => messages.posted(signIn),
      })
      last = id
    }
    return succeeded({ id: last })
  }

  private async planOf(request: SignInRequest, host: Host): Promise<Outcome<SignInPlan>> {
    const environment = await this.needs.environment(request.environmentId)
    if (!environment.ok) return environment
    const metadata = request.metadata === null ? null : await this.needs.document(request.metadata, host)
    const { subject, credentials } = environment.value
    const { selector, way, startsAt, redirectUri, idpUrl, loginHint, setupId } = request
    return succeeded({
      id: randomUUID(),
      ...{ way, startsAt, idpUrl, setupId, credentials },
      label: request.label,
      subject: { ...subject, selector },
      redirectUri: way === 'browser' ? null : redirectUri,
      prompt: request.again ? 'login' : null,
      loginHint: loginHint === '' ? null : loginHint,
      // Without it the signature is held against what WorkOS shows alone; the sign-in is worth making all the same.
      metadata: metadata?.ok ? metadata.value : null,
      certificates: request.certificates.map((text, index) => ({ text, from: `certificate ${index + 1} given` })),
    })
  }

  private async follow(id: string, conductor: Conductor): Promise<void> {
    try {
      await conductor.done
    } catch (error) {
      this.needs.report(error, 'test sign-in')
    }
    const found = this.kept.get(id)
    if (!found) return
    found.running = null
    this.tellNow(found.signIn)
    this.needs.ended(found.signIn)
  }

  private running() {
    return [...this.kept.values()].flatMap(({ running }) => running ?? [])
  }

  private keep(one: Kept): void {
    this.kept.set(one.signIn.id, one)
    const oldest = [...this.kept].find(([, { running }]) => running === null)
    if (this.kept.size > mostKept && oldest) this.kept.delete(oldest[0])
    this.tellNow(one.signIn)
  }

  private changed(signIn: SignIn): void {
    if (!this.kept.has(signIn.id) || this.timers.has(signIn.id)) return
    this.timers.set(
      signIn.id,
      setTimeout(() => this.tellNow(signIn), tellEveryMs),
    )
  }

  private tellNow(signIn: SignIn): void {
    const timer = this.timers.get(signIn.id)
    if (timer) clearTimeout(timer)
    this.timers.delete(signIn.id)
    this.needs.tell(signIn)
  }
}

function summaryOf(signIn: SignIn): SignInSummary {
  const { id, startedAt, endedAt, way, label, setupId, phase, end, findings, profile, response } = signIn
  const verdict = findings.find((one) => one.id === 'workos.sign-in')
  return {
    ...{ id, startedAt, endedAt, way, label, setupId, phase },
    end: end?.kind ?? null,
    status: verdict?.status ?? null,
    who: profile?.email ?? response?.assertion?.nameId ?? null,
  }
}

const unknown: Problem = {
  code: 'sign-in.unknown',
  title: 'This sign-in is not there any more.',
  detail: 'Sign-ins are kept until Signpost ends, and the oldest make room for new ones.',
  remedy: 'Sign in again, or open the file it was saved to.',
}

const oneAtATime: Problem = {
  code: 'sign-in.one-at-a-time',
  title: 'A sign-in is under way.',
  detail: 'Two at a time could not be told apart.',
  remedy: 'Finish it or cancel it first.',
}
