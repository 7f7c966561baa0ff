import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { Certificate, Entity, MetadataCompareResult } from '../../shared/runs/metadata'
import { asciiOf } from '../certificates/file'
import { compareDocuments, inspectDocument } from '../metadata/run'
import { documentArgument, withInspector } from './inspector'
import { JsonList } from './json-list'
import { parseMoment, parseSkew } from './moment'
import { type CommandOptions, type CommandOutput, collect, paint, printable, runCommand, UnusableInput } from './output'

interface InspectOptions extends CommandOptions {
  entity?: string
  certificate?: string
  now?: number
  skew: number
}

/** `signpost metadata`: inspect one document, or compare two. */
export function addMetadata(program: Command): void {
  const metadata = program.command('metadata').description('Judge SAML metadata, or compare two states of it')
  metadata
    .command('inspect')
    .description('Judge the metadata of an identity provider: a file, an address, or - for standard input')
    .argument('<file|url|->', 'the metadata')
    .option('--entity <id>', 'judge this entity of an aggregate')
    .option('--certificate <file>', 'check the metadata’s signature with this certificate')
    .option('--now <iso>', 'judge as of this moment instead of now', parseMoment)
    .option('--skew <seconds>', 'how far clocks may be apart', parseSkew, 180)
    .option('--json', 'print one JSON object')
    .action((document: string, options: InspectOptions) =>
      runCommand('metadata inspect', document, options, () => inspect(document, options), printed),
    )
  metadata
    .command('compare')
    .description(
      'Say what changed between two states of an entity’s metadata, and whether WorkOS must be given the new one',
    )
    .argument('<old>', 'the former metadata: a file or an address')
    .argument('<new>', 'the current metadata: a file or an address')
    .option('--entity <id>', 'compare this entity of aggregates')
    .option('--now <iso>', 'judge as of this moment instead of now', parseMoment)
    .option('--skew <seconds>', 'how far clocks may be apart', parseSkew, 180)
    .option('--json', 'print one JSON object')
    .action((before: string, after: string, options: InspectOptions) =>
      runCommand(
        'metadata compare',
        `${before}, ${after}`,
        options,
        () => compare(before, after, options),
        printComparison,
      ),
    )
}

/** What was inspected. All entities are for a script, which gets them however many there are; a person gets the first ones. */
interface Inspected extends CommandOutput {
  result: { entities: JsonList<Entity> }
  first: Entity[]
  count: number
}

/** Entities stand this deep in what `--json` prints. */
const entityIndent = 6

async function inspect(document: string, { entity, certificate, now, skew, json }: InspectOptions): Promise<Inspected> {
  const entities = new JsonList<Entity>(entityIndent)
  const first: Entity[] = []
  let count = 0
  const take = (one: Entity) => {
    count++
    if (json) entities.add(one)
    else if (first.length < printedEntities) first.push(one)
  }
  const given = certificate === undefined ? null : readText(certificate)
  const { findings, result } = await withInspector(clock(now), (context) =>
    collect(
      inspectDocument(documentArgument(document), context, {
        entityId: entity ?? null,
        certificate: given,
        entities: 'all',
        skewMs: skew * 1000,
        onEntities: (some) => some.forEach(take),
      }),
    ),
  )
  result.entities.forEach(take)
  return { findings, result: { entities }, first, count }
}

async function compare(before: string, after: string, { entity, now, skew }: InspectOptions) {
  return withInspector(clock(now), (context) =>
    collect(compareDocuments(documentArgument(before), documentArgument(after), context, entity ?? null, skew * 1000)),
  )
}

const clock = (now: number | undefined) => (now === undefined ? {} : { now: () => now })

function readText(path: string): string {
  try {
    return asciiOf(readFileSync(path))
  } catch {
    throw new UnusableInput(`The file ${path} cannot be read. Check its name, and that reading it is allowed.`)
  }
}

/** Beyond this many entities a terminal is told how many there are; `--json` lists them all. */
const printedEntities = 20

function printed({ first, count }: Inspected): string {
  if (count > printedEntities) {
    return `${count} entities. Add --entity ID to judge one of them, or --json to list them all.`
  }
  return first.map(entityText).join('\n\n')
}

function entityText({ entityId, roles, sso, certificates, validUntil }: Entity): string {
  const rows: Array<readonly [string, string]> = [
    ['Entity', entityId ?? 'without id'],
    ['Roles', roles.join(', ') || 'none'],
    ...sso.map(({ binding, location }) => [binding.replace(/^.*:/, ''), location] as const),
    ...certificates.map((certificate) => ['Certificate', certificateText(certificate)] as const),
    ...(validUntil === null ? [] : [['Valid until', validUntil] as const]),
  ]
  return rows.map(([name, value]) => `${paint('dim', name.padEnd(14))}${printable(value)}`).join('\n')
}

function certificateText({ use, subject, key, notBefore, notAfter, sha256 }: Certificate): string {
  const period = `${notBefore.slice(0, 10)} to ${notAfter.slice(0, 10)}`
  return `${use}, ${subject}, ${key}, ${period}, SHA-256 ${sha256}`
}

function printComparison({ result }: { result: MetadataCompareResult }): string {
  const { needed, reasons } = result.workos
  const verdicts = {
    now: 'WorkOS must be given the new metadata now.',
    'before-rollover': 'WorkOS must be given the new metadata before the identity provider changes over.',
    no: 'WorkOS need not be given the new metadata.',
  }
  return [paint('bold', verdicts[needed]), ...reasons].join('\n')
}
