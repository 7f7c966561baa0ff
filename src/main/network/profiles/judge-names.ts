import { compareValues } from '../../../shared/compare'
import type { Finding } from '../../../shared/finding'
import type { Entity } from '../../../shared/runs/metadata'
import type { Product } from './product'

const id = 'network.content'
const document = 'the metadata'

/**
 * Judges the names a product publishes in its metadata against the host it was found on: its entity ID, where it sends sign-ins,
 * and its back channel. They part when the product was installed under another name, or does not know of the proxy in front.
 */
export function judgeNames(product: Product, origin: URL, realm: string, entity: Entity): Finding[] {
  return [
    ...judgeEntityId(product, origin, realm, entity),
    ...judgeSignOn(product, origin, entity),
    ...judgeBackChannel(product, origin, entity),
  ]
}

function judgeEntityId(product: Product, { host }: URL, realm: string, { entityId }: Entity): Finding[] {
  const usual = product.entityIds(host, realm)
  const [expected] = usual
  if (entityId === null || expected === undefined) return []
  if (usual.includes(entityId)) {
    return [
      {
        id,
        status: 'pass',
        summary: `The entity ID is the one ${product.name} has on this host.`,
        evidence: [{ label: 'Entity ID', value: entityId, from: document }],
      },
    ]
  }
  return [
    {
      id,
      status: 'info',
      summary: `The entity ID is not the one ${product.name} would have under this name. That is no fault by itself, it is an identifier: WorkOS needs the one in the metadata, character by character.`,
      evidence: [],
      compared: compareValues(
        'entity ID',
        { value: expected, from: `${product.name} on ${host}` },
        { value: entityId, from: document },
      ),
    },
  ]
}

function judgeSignOn(product: Product, origin: URL, { sso }: Entity): Finding[] {
  const places = new Map(
    sso.flatMap(({ location }) => (URL.canParse(location) ? [[new URL(location).origin, location] as const] : [])),
  )
  return [...places].flatMap(([there, location]): Finding[] => {
    if (there === origin.origin) return []
    const { hostname, protocol } = new URL(there)
    const sameHost = hostname === origin.hostname
    const evidence = [
      { label: 'Sign-on address', value: location, from: document },
      { label: 'Looked at', value: origin.origin, from: 'this check' },
    ]
    const why = !sameHost
      ? `the host ${hostname}, not to ${origin.hostname}, where it was looked for. That is right if people are meant to sign in there`
      : `${there}, not to ${origin.origin}: ${product.name} does not know of the ${protocol === 'http:' ? 'TLS' : 'port'} in front of it`
    return [
      {
        id,
        status: sameHost ? 'warn' : 'info',
        summary: `The metadata leads sign-ins to ${why}.`,
        evidence,
        fix: product.names,
      },
    ]
  })
}

function judgeBackChannel(product: Product, origin: URL, { backChannel = [] }: Entity): Finding[] {
  const places = [
    ...new Set(backChannel.flatMap(({ location }) => (URL.canParse(location) ? [new URL(location).host] : []))),
  ]
  if (places.length === 0) return []
  const others = places.filter((place) => place.replace(/:\d+$/, '') !== origin.hostname)
  const named =
    others.length === 0
      ? ''
      : ` ${others.join(' and ')} ${others.length === 1 ? 'is not' : 'are not'} the host looked at.`
  return [
    {
      id,
      status: 'info',
      summary: `The metadata names a back channel at ${places.join(', ')}.${named} WorkOS does not use it, so it need not be reachable from outside.`,
      evidence: backChannel.map(({ location }) => ({ label: 'Back channel (SOAP)', value: location, from: document })),
      ...(others.length === 0 ? {} : { fix: product.names }),
    },
  ]
}
