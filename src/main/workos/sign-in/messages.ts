import type { Finding } from '../../../shared/finding'
import type { Outcome } from '../../../shared/problem'
import type { ResponseInspectResult } from '../../../shared/runs/response'
import type { Expected, Hop, JudgedResponse, SignIn } from '../../../shared/sign-in/trace'
import { type CarriedMessage, captureOf } from './capture'
import type { SignInPlan, SignInTools } from './plan'

const skewMs = 180_000
/** No sign-in has more; a page that posts them without end has, and main would have to hold them all. */
const mostCharacters = 32 * 1024 * 1024

/** A message as main keeps it; the page learns where it went, and its text on demand. */
interface Kept {
  carried: CarriedMessage
  xml: { text: string; complete: boolean } | null
}

type Certificates = ReadonlyArray<{ text: string; from: string }>

/** The SAML messages of one sign-in: read and judged by the inspector while the sign-in goes on. */
export class Messages {
  private readonly kept = new Map<number, Kept>()
  private characters = 0
  /** What the last response came to. */
  judged: { response: JudgedResponse; findings: Finding[] } | null = null

  constructor(
    private readonly plan: Pick<SignInPlan, 'metadata' | 'certificates'>,
    private readonly tools: Pick<SignInTools, 'host' | 'inspector'>,
  ) {}

  /** Unpacks a message and notes at its hop what it asks for. */
  async read(carried: CarriedMessage, hop: Hop): Promise<void> {
    this.characters += carried.value.length
    if (this.characters > mostCharacters) {
      if (hop.message) hop.message.unreadable = 'The messages of this sign-in are too large to be kept.'
      return
    }
    const kept: Kept = { carried, xml: null }
    this.kept.set(hop.index, kept)
    const { inspector, host } = this.tools
    const outcome = await resultOf(inspector.inspect('message.read', { value: carried.value }, host.signal))
    if (!hop.message) return
    if (outcome.ok) {
      kept.xml = outcome.value.xml
      hop.message.request = outcome.value.request
      hop.message.unreadable = outcome.value.unreadable
    } else hop.message.unreadable = `${outcome.problem.title} ${outcome.problem.detail}`
  }

  /** Takes in a message that was read elsewhere. */
  take(hop: number, carried: CarriedMessage, xml: Kept['xml']): void {
    this.kept.set(hop, { carried, xml })
  }

  /** Judges the response that was posted in this hop, as strictly as a service provider does. */
  async judge(hop: Hop, expected: Expected | null, held: Certificates): Promise<void> {
    const document = this.capture()
    if (document === null) return
    const { inspector, host } = this.tools
    const wanted = (value: string | null | undefined) => (value && expected ? { value, from: expected.from } : null)
    const findings: Finding[] = []
    const run = inspector.inspect(
      'response.inspect',
      {
        document: { kind: 'bytes', bytes: document, name: 'the test sign-in' },
        metadata: this.plan.metadata,
        certificates: [...this.plan.certificates, ...held],
        acs: wanted(expected?.acsUrl),
        audience: wanted(expected?.spEntityId),
        requestId: wanted(expected?.requestId),
        now: null,
        skewMs,
        decryptionKey: null,
        message: null,
      },
      host.signal,
    )
    const outcome: Outcome<ResponseInspectResult> = await resultOf(run, findings)
    if (!outcome.ok) return
    const { assertion, signedBy, firstFailure, issueInstant } = outcome.value
    this.judged = { findings, response: { assertion, signedBy, firstFailure, issueInstant, hop: hop.index } }
  }

  /** The text of a message, as far as it fits an answer. */
  text(hop: number): Kept['xml'] {
    return this.kept.get(hop)?.xml ?? null
  }

  /** All of them as a capture; null where none passed. */
  capture(): Uint8Array | null {
    const carried = [...this.kept.values()].map((one) => one.carried)
    return carried.length === 0 ? null : captureOf(carried)
  }

  /** The last form that was posted to WorkOS; null where the sign-in did not get that far. */
  posted({ hops }: Pick<SignIn, 'hops'>): CarriedMessage | null {
    const hop = hops.findLast(({ kind }) => kind === 'response')
    return hop === undefined ? null : (this.kept.get(hop.index)?.carried ?? null)
  }
}

/** Runs an inspection to its end; its findings are put into `into`. */
async function resultOf<T>(run: AsyncGenerator<Finding, Outcome<T>>, into: Finding[] = []): Promise<Outcome<T>> {
  for (;;) {
    const step = await run.next()
    if (step.done) return step.value
    into.push(step.value)
  }
}
