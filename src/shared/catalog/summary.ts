import { protocolOf, purposesOf } from './purposes'
import type { Integration } from './schema'
import type { Category, Confidence, IntegrationType, Protocol, Purpose } from './terms'

/** What a list shows of a row, without loading the guide. */
export interface IntegrationSummary {
  slug: string
  provider: string
  name: string
  type: IntegrationType
  docUrl: string
  aliases: readonly string[]
  category: Category
  purposes: readonly Purpose[]
  protocol: Protocol
  connectionType: string | null
  directoryType: string | null
  confidence: Confidence
  checkedOn: string
}

export function summaryOf(row: Integration): IntegrationSummary {
  const { slug, provider, name, type, docUrl, aliases, category, workos, confidence, checkedOn } = row
  return {
    slug,
    provider,
    name,
    type,
    docUrl,
    aliases,
    category,
    purposes: purposesOf(row),
    protocol: protocolOf(row),
    connectionType: workos.connectionType,
    directoryType: workos.directoryType,
    confidence,
    checkedOn,
  }
}

/** The hosts of every https address in the rows, each once; addresses with placeholders have no host to name. */
export function linkHostsOf(rows: readonly Integration[]): string[] {
  const addresses = rows.flatMap(({ docUrl, consoleUrl, sources, steps }) => [
    docUrl,
    ...(consoleUrl ? [consoleUrl] : []),
    ...sources,
    ...steps.flatMap((step) => step.do.match(/https:\/\/[^\s,;()<>“”"]+/g) ?? []),
  ])
  const hosts = addresses.flatMap(
    (address) => /^https:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?=[/?#.…]|$)/i.exec(address)?.[1] ?? [],
  )
  return [...new Set(hosts.map((host) => host.toLowerCase()))].sort()
}
