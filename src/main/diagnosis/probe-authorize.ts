import type { Finding } from '../../shared/finding'
import { askAuthorize } from '../workos/authorize'
import { judgeWorkos } from '../workos/check/judge'
import { judgeClientId, parseBaseUrl } from '../workos/credentials'
import type { DiagnosisProbe } from './engine'
import type { DiagnosisInput, WorkosInput } from './input'

/** Where WorkOS would send a sign-in, and with which values: what a response has to fit. */
export const authorizeProbe: DiagnosisProbe<DiagnosisInput> = {
  name: 'authorize',
  looksAt: 'where WorkOS sends sign-ins',
  standsFor: 'workos.connection',
  reports: ['workos.organization', 'workos.domain', 'workos.connection', 'workos.connection-state'],
  gives: ['authorize', 'door'],
  uses: [],
  needs: ({ workos }) => workos?.authorize != null && selectorOf(workos) !== null,
  async *run({ workos }, facts, { host, observe }) {
    const selector = workos && selectorOf(workos)
    if (!workos?.authorize || !selector) return
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
    facts.tell('authorize', answer.value)
    if (location !== null && answer.value.kind === 'saml') facts.tell('door', { url: location, answer: answer.value })
    const observation = {
      of: 'authorize',
      at: new Date(host.now()).toISOString(),
      selector,
      answer: answer.value,
    } as const
    observe({ probe: 'authorize', observation })
    yield* judgeWorkos(observation)
  },
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
