import type { Evidence, Finding, Fix } from '../../../shared/finding'
import { placeOnTheNet } from '../addresses'
import { clipped, finding, inLine } from '../finding'
import { bindingName, browserBindings } from '../names'
import type { EndpointFacts, EntityFacts } from '../observation'
import { identityProviderRoles } from '../roles'

const redirectNeeded: Fix = {
  action:
    'Switch the HTTP-Redirect binding on at the identity provider and download the metadata again (JumpCloud: Declare Redirect Endpoint).',
  owner: 'idp-admin',
  source: 'https://workos.com/docs/sso/saml-security',
}

/** Judges the addresses sign-in goes to: one finding for each HTTP-Redirect and HTTP-POST endpoint, one if neither is there. */
export function judgeEndpoints(entity: EntityFacts, document: string, label: string): Finding[] {
  const endpoints = identityProviderRoles(entity).flatMap((role) => role.sso)
  const redirect = endpoints.filter(({ binding }) => binding?.trim() === browserBindings.redirect)
  const post = endpoints.filter(({ binding }) => binding?.trim() === browserBindings.post)
  if (redirect.length === 0 && post.length === 0) return [noEndpoint(endpoints, entity, document, label)]
  const usable = [...redirect, ...post].filter((endpoint) => defectOf(endpoint)?.status !== 'fail')
  return [
    ...redirect.map((endpoint) => judgeEndpoint(endpoint, document, label, usable.length > 0)),
    ...post.map((endpoint, index) =>
      redirect.length === 0 && index === 0
        ? postOnly(endpoint, document, label)
        : judgeEndpoint(endpoint, document, label, usable.length > 0),
    ),
  ]
}

function noEndpoint(
  endpoints: readonly EndpointFacts[],
  entity: EntityFacts,
  document: string,
  label: string,
): Finding {
  const place = endpoints[0]?.place ?? entity.roles[0]?.place ?? entity.place
  const offered = [
    ...new Set(endpoints.map(({ binding }) => (binding === null ? 'no binding named' : bindingName(binding.trim())))),
  ]
  const summary =
    endpoints.length === 0
      ? 'The identity provider names no address to sign in at (no SingleSignOnService).'
      : `The identity provider offers sign-on only by ${clipped(offered.join(', '))}; WorkOS begins a sign-in by HTTP-Redirect.`
  return finding('sso-endpoint', 'fail', `${label}${summary}`, {
    evidence: endpoints.map((endpoint) => endpointEvidence(endpoint, document)),
    place,
    fix: redirectNeeded,
  })
}

function endpointEvidence({ binding, location, place }: EndpointFacts, document: string): Evidence {
  return {
    label: binding === null ? 'no Binding' : bindingName(binding.trim()),
    value: clipped(location ?? 'no Location', 500),
    from: inLine(document, place),
  }
}

function postOnly(endpoint: EndpointFacts, document: string, label: string): Finding {
  const defect = defectOf(endpoint)
  if (defect?.status === 'fail') return defective(endpoint, defect, document, label, 'fail')
  return finding(
    'sso-endpoint',
    'warn',
    `${label}Sign-on is offered by HTTP-POST only. WorkOS begins a sign-in by HTTP-Redirect; that works only if the same address accepts it too.${defect ? ` ${defect.sentence}` : ''}`,
    { evidence: [endpointEvidence(endpoint, document)], place: endpoint.place, fix: redirectNeeded },
  )
}

function judgeEndpoint(endpoint: EndpointFacts, document: string, label: string, anotherWorks: boolean): Finding {
  const defect = defectOf(endpoint)
  if (defect) {
    const status = defect.status === 'fail' && anotherWorks ? 'warn' : defect.status
    return defective(endpoint, defect, document, label, status)
  }
  const name = bindingName(endpoint.binding?.trim() ?? '')
  return finding('sso-endpoint', 'pass', `${label}Sign-on by ${name} at ${clipped(endpoint.location ?? '')}.`, {
    evidence: [endpointEvidence(endpoint, document)],
    place: endpoint.place,
  })
}

function defective(
  endpoint: EndpointFacts,
  defect: Defect,
  document: string,
  label: string,
  status: 'fail' | 'warn',
): Finding {
  const name = bindingName(endpoint.binding?.trim() ?? '')
  return finding('sso-endpoint', status, `${label}The address for sign-on by ${name} ${defect.sentence}`, {
    evidence: [endpointEvidence(endpoint, document)],
    place: endpoint.place,
    fix: { action: defect.action, owner: 'idp-admin' },
  })
}

interface Defect {
  status: 'fail' | 'warn'
  sentence: string
  action: string
}

function defectOf({ location }: EndpointFacts): Defect | null {
  const correct = 'Correct the address the identity provider publishes and download the metadata again.'
  if (location === null || location.trim() === '') {
    return { status: 'fail', sentence: 'is missing.', action: correct }
  }
  const trimmed = location.trim()
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) {
    return { status: 'fail', sentence: 'is not an http or https URL.', action: correct }
  }
  if (trimmed !== location || /[\s\p{Cc}\p{Cf}]/u.test(trimmed)) {
    return { status: 'warn', sentence: 'holds blanks or invisible characters.', action: correct }
  }
  const { protocol, hostname } = new URL(trimmed)
  const where = placeOnTheNet(hostname)
  if (where === 'this-machine') {
    return {
      status: 'warn',
      sentence: `is on ${hostname}, which every browser takes for the machine it runs on.`,
      action:
        'Set the public host name of the identity provider (behind a proxy: its external base URL) and download the metadata again.',
    }
  }
  if (protocol === 'http:') {
    return {
      status: 'warn',
      sentence: 'is http: the sign-in can be read and changed on the way.',
      action: 'Publish the sign-on address over https.',
    }
  }
  if (where === 'private') {
    return {
      status: 'warn',
      sentence: `is on ${hostname}, which exists inside a private network only: people elsewhere cannot sign in.`,
      action: 'Publish the identity provider under a public name if people sign in from outside.',
    }
  }
  return null
}
