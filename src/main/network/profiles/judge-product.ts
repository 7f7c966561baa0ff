import type { Evidence, Finding } from '../../../shared/finding'
import { type ProfileId, profileIds } from '../../../shared/guidance/causes/products'
import { holdsMetadata, markIn } from './endpoint-state'
import type { EndpointObservation } from './observation'
import { profileProducts } from './products'

const id = 'network.content'

/** Says which product answers, by what it leaves in its headers and pages; a warning when it is another one than was meant. */
export function judgeProduct(product: ProfileId, endpoints: readonly EndpointObservation[]): Finding {
  const answers = endpoints.flatMap(({ tried }) => tried).filter(({ http }) => http.hops.some(({ status }) => status))
  const wanted = profileProducts[product].name
  const traces = (of: ProfileId): Evidence[] =>
    answers.flatMap(({ url, http }) => {
      const value = markIn(profileProducts[of].marks, http)
      return value === null ? [] : [{ label: 'Gives it away', value, from: url, at: http.at }]
    })
  const own = traces(product)
  if (own.length > 0) return { id, status: 'pass', summary: `${wanted} answers here.`, evidence: own.slice(0, 3) }
  const other = profileIds.find((one) => one !== product && traces(one).length > 0)
  if (other !== undefined) {
    const { name } = profileProducts[other]
    return {
      id,
      status: 'warn',
      summary: `What answers here looks like ${name}, not ${wanted}.`,
      evidence: traces(other).slice(0, 3),
      fix: { action: `Look again with the profile of ${name}.`, owner: 'idp-admin' },
    }
  }
  if (answers.length === 0)
    return {
      id,
      status: 'skipped',
      summary: `Whether this is ${wanted} cannot be told: nothing answers.`,
      evidence: [],
    }
  const published = endpoints.some(
    ({ role, tried }) => role === 'metadata' && tried.some(({ http }) => holdsMetadata(http.head)),
  )
  const summary = published
    ? `Metadata lies where ${wanted} has it; nothing else gives the product away.`
    : `Nothing that answers here gives ${wanted} away.`
  return { id, status: 'info', summary, evidence: [] }
}
