import type { Finding } from '../../../shared/finding'
import { askAuthorize, readLocation } from '../../workos/authorize'
import { judgeWorkos } from '../../workos/check/judge'
import { judgeClientId, parseBaseUrl } from '../../workos/credentials'
import type { DiagnosisProbe } from '../engine'
import type { Facts } from '../facts'
import { type DiagnosisInput, signInAddress, type WorkosInput } from '../input'

/** Where WorkOS would send a sign-in, and with which values: what a response has to fit. */
export const authorizeProbe: DiagnosisProbe<DiagnosisInput> = {
  name: 'authorize',
  looksAt: 'where WorkOS sends sign-ins',
  standsFor: 'workos.connection',
  reports: ['workos.organization', 'workos.domain', 'workos.connection', 'workos.connection-state'],
  gives: ['authorize', 'door'],
  uses: [],
  needs: (input) => wishOf(input) !== null || signInAddress(input) !== null,
  async *run(input, facts, { host, observe }) {
    const wish = wishOf(input)
    if (wish === null) {
      readAddress(signInAddress(input), facts)
      return
    }
    const { workos, selector } = wish
    const { clientId, redirectUri } = workos.authorize
    const base = parseBaseUrl(workos.baseUrl)
    const malformed = judgeClientId(clientId)
    if (!base.ok || malformed) {
      const { title, detail } = malformed ?? (base.ok ? { title: '', detail: '' } : base.problem)
      yield notAsked(`${title} ${detail}`)
      return
    }
    let location: string | null = null
    const request = { origin: base.value.origin, clientId, redirectUri, selector }
    const answer = await askAuthorize(host, request, (url) => {
      location = url
    })
    if (!answer.ok) {
      yield notAsked(`${answer.problem.title} ${answer.problem.detail}`)
      return
    }
    facts.tell('authorize', { answer: answer.value, from: 'the AuthnRequest that WorkOS sends' })
    if (location !== null && answer.value.kind === 'saml') facts.tell('door', { url: location, answer: answer.value })
    const at = new Date(host.now()).toISOString()
    const observation = { of: 'authorize', at, selector, answer: answer.value } as const
    observe({ probe: 'authorize', observation })
    yield* judgeWorkos(observation)
  },
}

/** Takes the request out of an address that was copied from a browser. Which service provider made it, it does not say. */
function readAddress(url: string | null, facts: Facts): void {
  const answer = url === null ? null : readLocation(url, '')
  if (url === null || answer?.kind !== 'saml') return
  facts.tell('authorize', { answer, from: 'the AuthnRequest in the address given' })
  facts.tell('door', { url, answer })
}

function wishOf({ workos }: DiagnosisInput) {
  const selector = workos && selectorOf(workos)
  if (!workos?.authorize || !selector) return null
  return { workos: { ...workos, authorize: workos.authorize }, selector }
}

function selectorOf({ connectionId, organizationId }: WorkosInput) {
  if (connectionId !== null) return { connectionId }
  return organizationId === null ? null : { organizationId }
}

const notAsked = (why: string): Finding => ({
  id: 'workos.connection',
  status: 'skipped',
  summary: `Where WorkOS sends sign-ins could not be asked. ${why}`.trim(),
  evidence: [],
})
