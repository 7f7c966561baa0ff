import type { Finding } from '../../../../shared/finding'

/** The findings of a look at a product, by what they are about. */
export type ProductFindings = {
  /** The way to its metadata, layer by layer, and what the metadata says. */
  way: readonly Finding[]
  /** Its endpoints, its names and its certificates. */
  product: readonly Finding[]
}

/** The way to the metadata is told first and ends with what came there; whatever the network is found to show after that is the product's. */
export function sortFindings(findings: readonly Finding[]): ProductFindings {
  const end = findings.findIndex(({ id }) => id === 'network.content')
  const isWay = (finding: Finding, index: number) => end < 0 || index <= end || finding.id.startsWith('metadata.')
  return {
    way: findings.filter(isWay),
    product: findings.filter((finding, index) => !isWay(finding, index)),
  }
}
