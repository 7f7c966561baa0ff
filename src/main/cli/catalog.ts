import type { Command } from 'commander'
import { summaries } from '../../shared/catalog/derived'
import { type CatalogFilter, passes } from '../../shared/catalog/filter'
import type { IntegrationSummary } from '../../shared/catalog/summary'
import { type IntegrationType, integrationTypes, type Purpose, purposes } from '../../shared/catalog/terms'
import { table } from './layout'
import { type CommandOptions, paint, printable, runCommand, UnusableInput } from './output'

interface ListOptions extends CommandOptions {
  type?: string
  purpose?: string
  search?: string
}

/** Adds `catalog list` and `catalog show`. */
export function addCatalog(program: Command): void {
  const catalog = program
    .command('catalog')
    .description('The integrations of WorkOS, with a guide for each; works offline.')
  catalog
    .command('list')
    .description('Lists the integrations.')
    .option('--type <type>', `only one type: ${integrationTypes.join(', ')}`)
    .option('--purpose <purpose>', `only one purpose: ${purposes.join(', ')}`)
    .option('--search <text>', 'find by name, field label, symptom or error code; slips of the finger are forgiven')
    .option('--json', 'print one JSON object')
    .action((options: ListOptions) => list(options))
  catalog
    .command('show')
    .description('Shows one guide in full.')
    .argument('<slug>', 'the first column of catalog list')
    .option('--json', 'print one JSON object')
    .action((slug: string, options: CommandOptions) => show(slug, options))
}

async function list(options: ListOptions): Promise<void> {
  const filter = {
    types: oneOf<IntegrationType>('type', options.type, integrationTypes),
    purposes: oneOf<Purpose>('purpose', options.purpose, purposes),
  }
  await runCommand(
    'catalog list',
    options.search ?? null,
    options,
    async () => {
      const { entries, readAs } = await matching(options.search ?? '', filter)
      return { result: { integrations: entries, readAs } }
    },
    ({ result: { integrations, readAs } }) => listText(integrations, options.search ?? '', readAs),
  )
}

/** Search and guides are loaded only when something is searched for. */
async function matching(
  text: string,
  filter: CatalogFilter,
): Promise<{ entries: IntegrationSummary[]; readAs: string | null }> {
  if (text.trim() === '') return { entries: summaries.filter((entry) => passes(entry, filter)), readAs: null }
  const [{ createCatalogSearch }, { searchEntry }, { loadGuides }, { catalogEntry }] = await Promise.all([
    import('../../shared/catalog/search'),
    import('../../shared/catalog/search-entry'),
    import('../../shared/catalog/guides'),
    import('../../shared/catalog/index'),
  ])
  const guides = await loadGuides()
  const { hits, readAs } = createCatalogSearch([...guides.values()].map(searchEntry)).find(text, filter)
  return { entries: hits.flatMap(({ slug }) => catalogEntry(slug) ?? []), readAs }
}

/** The word of a closed list that was meant, whatever its capitals; none given: no restriction. */
function oneOf<T extends string>(option: string, given: string | undefined, words: readonly T[]): T[] {
  if (given === undefined) return []
  const found = words.find((word) => word.toLowerCase() === given.toLowerCase())
  if (found === undefined)
    throw new UnusableInput(`--${option} takes one of ${words.join(', ')}, not ${quoted(given)}.`)
  return [found]
}

function listText(entries: readonly IntegrationSummary[], search: string, readAs: string | null): string {
  if (entries.length === 0) return 'No integration matches. Search with fewer words, or without --type and --purpose.'
  const rows = entries.map(({ slug, name, type, purposes: served, confidence, checkedOn }) => [
    slug,
    name,
    type,
    served.join(', '),
    confidence,
    checkedOn,
  ])
  const count = entries.length === 1 ? '1 integration' : `${entries.length} integrations`
  return [
    ...(readAs === null ? [] : [`Nothing is called ${quoted(search)}; searched for "${readAs}".`, '']),
    table(['SLUG', 'PROVIDER', 'TYPE', 'PURPOSE', 'GUIDE', 'CHECKED ON'], rows, (cell) => paint('bold', cell)),
    '',
    `${count}. One in full: signpost catalog show SLUG`,
  ].join('\n')
}

async function show(slug: string, options: CommandOptions): Promise<void> {
  const { loadGuide } = await import('../../shared/catalog/guides')
  const integration = await loadGuide(slug)
  if (!integration) throw new UnusableInput(await unknownSlug(slug))
  const { guideText } = await import('./guide-text')
  await runCommand(
    'catalog show',
    slug,
    options,
    () => ({ result: { integration } }),
    () => guideText(integration),
  )
}

async function unknownSlug(slug: string): Promise<string> {
  const { createCatalogSearch } = await import('../../shared/catalog/search')
  const nearest = createCatalogSearch(summaries).find(slug).hits.slice(0, 5)
  const advice =
    nearest.length > 0
      ? `Nearest: ${nearest.map((hit) => hit.slug).join(', ')}.`
      : 'List them with: signpost catalog list'
  return `The catalog has no integration ${quoted(slug)}. ${advice}`
}

/** What was typed, fit for one line. */
function quoted(text: string): string {
  return printable(JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text))
}
