import { failed, type Outcome, succeeded } from '../../shared/problem'
import type { DocumentSource } from '../../shared/runs/document'
import type { ResponseInspectResult } from '../../shared/runs/response'
import type { RunContext } from '../runs/run'
import type { MessageObservation } from './observation'

type MessageContext = Pick<RunContext, 'host' | 'inspector' | 'document'>

/**
 * Reads the times of a captured response. `arrivedMs` is when it came in, where somebody says so; a HAR or SAML-tracer export
 * says it itself, and when the identity provider was asked as well. The document is read by the inspector.
 */
export async function readMessage(
  source: DocumentSource,
  arrivedMs: number | null,
  { host, inspector, document }: MessageContext,
): Promise<Outcome<MessageObservation>> {
  const named = document(source)
  if (!named.ok) return named
  if (named.value.kind === 'url') return failed(notAnAddress)
  const run = inspector.inspect(
    'response.inspect',
    {
      document: named.value,
      metadata: null,
      certificates: [],
      decryptionKey: null,
      acs: null,
      audience: null,
      requestId: null,
      now: null,
      skewMs: 0,
      message: null,
    },
    host.signal,
  )
  let step = await run.next()
  while (!step.done) step = await run.next()
  if (!step.value.ok) return step.value
  const result = step.value.value
  if (!result.messages.some(({ chosen }) => chosen)) return failed(noMessage(named.value.name))
  return succeeded(observationOf(result, named.value.name, arrivedMs, new Date(host.now()).toISOString()))
}

function observationOf(
  { messages, issueInstant, assertion }: ResponseInspectResult,
  name: string,
  arrivedMs: number | null,
  at: string,
): MessageObservation {
  const chosen = messages.findIndex((message) => message.chosen)
  const captured = messages[chosen]?.at ?? null
  const request = messages.slice(0, Math.max(0, chosen)).findLast(({ parameter }) => parameter === 'SAMLRequest')
  const said = arrivedMs !== null
  return {
    kind: 'message',
    from: `the response in ${name}`,
    issueInstant,
    notBefore: assertion?.notBefore ?? null,
    notOnOrAfter: assertion?.notOnOrAfter ?? null,
    authnInstant: assertion?.authnInstant ?? null,
    requestedAt: said ? null : (request?.at ?? null),
    arrivedAt: said ? new Date(arrivedMs).toISOString() : captured,
    arrivedBy: said ? 'the time given' : captured === null ? 'the clock of this machine' : 'the clock of the browser',
    at,
  }
}

const notAnAddress = {
  code: 'response.address',
  title: 'A SAML response cannot be fetched from an address.',
  detail: 'It exists only in the browser that signs in.',
  remedy: 'Save the sign-in as a HAR or SAML-tracer export, or copy the form field SAMLResponse.',
}

const noMessage = (name: string) => ({
  code: 'response.none',
  title: `No SAML response was found in ${name}.`,
  detail: 'It is read as XML, base64, a form body, a HAR or a SAML-tracer export.',
  remedy: 'Save the sign-in again, with the request that carries the SAMLResponse.',
})
