import type { RecordedTimeline } from '../../../shared/sign-in/recording'
import type { SignIn, SignInEnd } from '../../../shared/sign-in/trace'
import { judgeWorkos } from '../check/judge'
import { answerOf, requestOf } from './answer'
import { judgeSignIn } from './judge'
import { Messages } from './messages'
import type { SignInTools } from './plan'

/** One sign-in of a recording made elsewhere, judged as a live one is. */
export async function importedSignIn(
  recorded: RecordedTimeline,
  { id, label }: { id: string; label: string },
  tools: Pick<SignInTools, 'host' | 'inspector'>,
): Promise<{ signIn: SignIn; messages: Messages }> {
  const { hops, brought } = recorded
  const messages = new Messages({ metadata: null, certificates: [] }, tools)
  for (const { hop, carried, text } of recorded.messages) messages.take(hop, carried, text)
  const asked = requestOf(hops)?.message?.request
  const expected = asked
    ? {
        acsUrl: asked.acsUrl,
        spEntityId: asked.spEntityId,
        requestId: asked.id,
        from: 'the AuthnRequest of this sign-in',
      }
    : null
  const response = hops.findLast(({ kind, message }) => kind === 'response' && message !== null)
  if (response) await messages.judge(response, expected, [])
  const end: SignInEnd =
    brought?.error != null
      ? { kind: 'error', error: brought.error.slice(0, 500), description: brought.description?.slice(0, 500) ?? null }
      : { kind: 'recorded', code: brought?.code ?? false }
  const now = new Date(tools.host.now()).toISOString()
  const signIn: SignIn = {
    id,
    startedAt: hops[0]?.at ?? now,
    endedAt: hops.at(-1)?.at ?? now,
    way: 'import',
    startsAt: hops.some(({ kind }) => kind === 'authorize' || kind === 'request') ? 'workos' : 'idp',
    label,
    subject: null,
    setupId: null,
    phase: 'ended',
    waitsUntil: null,
    relayState: null,
    hops,
    notes: [],
    expected,
    response: messages.judged?.response ?? null,
    profile: null,
    events: null,
    findings: [],
    end,
  }
  const ofResponse = messages.judged?.findings ?? []
  const answer = answerOf(signIn)
  signIn.findings = [
    ...judgeSignIn(signIn, ofResponse),
    ...ofResponse,
    ...(answer
      ? judgeWorkos({ of: 'authorize', at: signIn.startedAt, selector: { provider: 'recorded' }, answer })
      : []),
  ]
  return { signIn, messages }
}
