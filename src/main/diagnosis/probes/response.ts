import type { Finding } from '../../../shared/finding'
import { correctedClock } from '../../../shared/guidance/evidence/predicates'
import type { Outcome } from '../../../shared/problem'
import type { IdpCertificate } from '../../../shared/workos'
import type { InspectionResult } from '../../inspection/jobs'
import type { InspectResponseInput } from '../../inspection/response-job'
import { checksOf } from '../checks-of'
import type { DiagnosisProbe, ProbeContext } from '../engine'
import type { Facts } from '../facts'
import { type DiagnosisInput, type Expectation, responseGiven } from '../input'
import { type Moment, momentOfArrival } from '../moment'

/** The captured response, judged against whatever the others found: what WorkOS sends, the metadata, the right time. */
export const responseProbe: DiagnosisProbe<DiagnosisInput> = {
  name: 'response',
  looksAt: 'the response',
  standsFor: 'response.decoding',
  reports: checksOf('response'),
  gives: ['response'],
  uses: ['metadata', 'held', 'authorize', 'clock'],
  needs: (input) => responseGiven(input) !== null,
  async *run(input, facts, context) {
    const response = responseGiven(input)
    if (response === null) return
    const document = context.document(response)
    if (!document.ok) {
      yield notRead(`${document.problem.title} ${document.problem.detail}`)
      return
    }
    const { value } = document
    if (value.kind === 'url') {
      yield notRead('A response exists only in the browser that signs in; an address cannot give it.')
      return
    }
    const [wish, moment] = await Promise.all([wishFrom(input, facts), momentOfArrival(input, facts, context.host)])
    let given = wish
    const judge = (now: Moment | null) => inspect({ ...given, document: value, now }, context)

    // A capture tells the time of arrival itself, and better.
    const known = moment.isArrival ? moment : null
    let judged = await judge(known)
    // A key or a certificate that cannot be read must not keep the rest from being judged.
    const problem = judged.outcome.ok ? null : judged.outcome.problem
    if (problem && given.decryptionKey !== null) {
      given = { ...given, decryptionKey: null }
      judged = await judge(known)
      if (judged.outcome.ok) yield keyNotRead(`${problem.title} ${problem.detail}`)
    }
    if (!judged.outcome.ok && given.certificates.length > 0) {
      given = { ...given, certificates: [] }
      judged = await judge(known)
    }
    const arrived = judged.outcome.ok && judged.outcome.value.messages.some(({ chosen, at }) => chosen && at !== null)
    if (known === null && !arrived && moment.from === correctedClock) judged = await judge(moment)

    yield* judged.findings
    if (judged.outcome.ok) {
      const { observation, ...result } = judged.outcome.value
      facts.tell('response', result)
      // A key that could not be read has a finding of its own, which the judge alone would not make.
      if (observation && given.decryptionKey === input.decryptionKey)
        context.observe({ probe: 'response', observation })
    } else yield notRead(`${judged.outcome.problem.title} ${judged.outcome.problem.detail}`)
  },
}

async function inspect(
  input: InspectResponseInput,
  { inspector, host }: ProbeContext,
): Promise<{ findings: Finding[]; outcome: Outcome<InspectionResult<'response.inspect'>> }> {
  const findings: Finding[] = []
  const run = inspector.inspect('response.inspect', { ...input, withObservation: true }, host.signal)
  for (;;) {
    const step = await run.next()
    if (step.done) return { findings, outcome: step.value }
    findings.push(step.value)
  }
}

type Wish = Omit<InspectResponseInput, 'document' | 'now'>

async function wishFrom(input: DiagnosisInput, facts: Facts): Promise<Wish> {
  const [metadata, held, answer] = await Promise.all([
    facts.when('metadata'),
    facts.when('held'),
    facts.when('authorize'),
  ])
  const request = answer?.answer.kind === 'saml' ? answer.answer.request : null
  const asked = (value: string | null | undefined): Expectation | null =>
    value && answer ? { value, from: answer.from } : null
  return {
    metadata: metadata?.document ?? null,
    certificates: [...input.certificates, ...(held?.certificates ?? []).map(certificateOf)],
    acs: input.acs ?? asked(request?.acsUrl),
    audience: input.audience ?? asked(request?.spEntityId),
    requestId: input.requestId ?? recordedRequest(input),
    skewMs: input.skewSeconds * 1000,
    decryptionKey: input.decryptionKey,
    message: input.message,
  }
}

/** The request that the recorded response has to answer. */
function recordedRequest({ response, signIn }: DiagnosisInput): Expectation | null {
  const request = response === null && signIn?.request?.kind === 'saml' ? signIn.request.request : null
  return request?.id ? { value: request.id, from: `the AuthnRequest of ${signIn?.from}` } : null
}

const certificateOf = ({ pem, id }: IdpCertificate) => ({ text: pem, from: `WorkOS’s certificate ${id}` })

const keyNotRead = (why: string): Finding => ({
  id: 'response.encryption',
  status: 'skipped',
  summary: `${why} What is encrypted was not opened; the rest was judged.`,
  evidence: [],
})

const notRead = (why: string): Finding => ({
  id: 'response.decoding',
  status: 'skipped',
  summary: `The response could not be read. ${why}`.trim(),
  evidence: [],
})
