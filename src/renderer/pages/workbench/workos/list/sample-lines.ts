import { type Line, LineMaker } from './lines'

/** More rows than this stand in sight in few windows. */
const most = 14

/**
 * Made-up lines, laid out unseen while the first real ones are awaited. Most are as a first answer has them, before the
 * organizations are known, so that their rows only have to be filled in; the first looks otherwise in every column.
 */
export const sampleLines = (): readonly Line[] => (made ??= make())

let made: readonly Line[] | undefined

function make(): Line[] {
  const at = '2026-01-01T00:00:00.000Z'
  const known = { id: 'sample', name: 'Sample', externalId: null, moreDomains: 0, createdAt: at, updatedAt: at }
  const organization = { ...known, domains: [{ domain: 'sample.example', state: 'failed' }] }
  const rows = Array.from({ length: most }, (_, index) => ({
    id: `sample-${index}`,
    name: 'Sample',
    type: index === 0 ? 'Pending' : 'OktaSAML',
    state: index === 0 ? 'draft' : 'active',
    organizationId: index === 0 ? organization.id : `sample-${index}`,
    domains: ['sample.example'],
    createdAt: at,
    updatedAt: at,
  }))
  return new LineMaker().connections(rows, new Map([[organization.id, organization]]))
}
