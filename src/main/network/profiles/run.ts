import type { Finding } from '../../../shared/finding'
import { failed, type Outcome, succeeded } from '../../../shared/problem'
import type { Entity } from '../../../shared/runs/metadata'
import type { NetworkProfileResult, ProfileEndpoint, Timings } from '../../../shared/runs/network'
import type { RunContext, Runner } from '../../runs/run'
import { inspectDocument } from '../inspect-document'
import type { ReachWay } from '../reach'
import { defaultLimitMs, wayOf } from '../run'
import { mostTelling } from './endpoint-state'
import { judgeRollOver } from './judge-adfs'
import { endpointState } from './judge-endpoint'
import { judgeNames } from './judge-names'
import type { EndpointObservation } from './observation'
import { profileProducts } from './products'
import { findProfile, type ProfileFound, type ProfileTold, type ProfileWish, reachProfile } from './reach-profile'
import { usualRealm } from './target'

/** Looks at a product on its host for the page. */
export const profileNetwork: Runner<'network.profile'> = async function* (input, context) {
  const way = { ...wayOf(context), limitMs: input.timeoutMs ?? defaultLimitMs }
  const wish = { product: input.product, host: input.host, realm: input.realm ?? usualRealm }
  const endpoints: ProfileEndpoint[] = []
  let timings: Timings = { dns: null, tcp: null, proxy: null, tls: null, http: null, total: 0 }
  const tell = () => context.progress?.(() => ({ timings, endpoints: [...endpoints] }))
  return yield* inspectProfile(wish, way, context, {
    timings: (known) => {
      timings = known
      tell()
    },
    endpoint: (observation) => {
      endpoints.push(endpointResult(observation))
      tell()
    },
  })
}

/** Looks at a product on its host, and at what the metadata found there says. */
export async function* inspectProfile(
  wish: ProfileWish,
  way: ReachWay,
  { host, inspector }: Pick<RunContext, 'host' | 'inspector'>,
  told: ProfileTold = {},
): AsyncGenerator<Finding, Outcome<NetworkProfileResult>> {
  const found = await findProfile(wish, way, host)
  if (found === null) return failed(noHost(wish.host))
  const { endpoints, metadata } = yield* reachProfile(found, way, host, told)
  if (metadata.document !== null) {
    const { entities, signer } = yield* inspectDocument(metadata.document, { host, inspector })
    const providers = entities.filter(({ roles }) => roles.includes('IDPSSODescriptor'))
    const [only, ...others] = providers
    if (only && others.length === 0) yield* judgePublished(found, only, signer, host.now())
  }
  return succeeded({ product: wish.product, endpoints: endpoints.map(endpointResult), metadata: metadata.result })
}

/**
 * What a product's metadata says beyond being metadata: its names, and of AD FS the certificate that comes next. `signer`: SHA-256 of
 * the certificate that the metadata is signed with. `now`: milliseconds since 1970.
 */
export function judgePublished(
  { product, target }: Pick<ProfileFound, 'product' | 'target'>,
  entity: Entity,
  signer: string | null,
  now: number,
): Finding[] {
  const signing = entity.certificates.filter(({ use }) => use !== 'encryption')
  const rollOver = product === 'adfs' ? judgeRollOver(signing, signer, now) : null
  return [
    ...judgeNames(profileProducts[product], target.origin, target.realm, entity),
    ...(rollOver === null ? [] : [rollOver]),
  ]
}

function endpointResult(observation: EndpointObservation): ProfileEndpoint {
  const { product, role, name, tried } = observation
  const place = mostTelling(profileProducts[product], role, tried)
  return {
    role,
    name,
    state: endpointState(observation),
    url: place?.url ?? null,
    httpStatus: place?.http.hops.at(-1)?.status ?? null,
  }
}

const noHost = (text: string) => ({
  code: 'network.host',
  title: `${text.slice(0, 200)} is no host.`,
  detail: 'It is read as a name, a name with a port, or an https address.',
  remedy: 'Give the name of the host, for example adfs.example.com.',
})
