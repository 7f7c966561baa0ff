import { readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { clean } from '../../shared/guidance/recognise/clean'
import type { Outcome } from '../../shared/problem'
import type { DocumentSource } from '../../shared/runs/document'
import { type NodeHostOptions, nodeHost } from '../host/node-host'
import { forkInspector } from '../inspection/node-process'
import { superviseInspector } from '../inspection/supervisor'
import type { NamedDocument, RunContext } from '../runs/run'

/** The inspector's entry lies beside the command line's own. */
const entry = () => join(dirname(fileURLToPath(import.meta.url)), 'inspector.js')

/** What a command needs to inspect documents: its own host, and an inspector that ends with the command. */
export type InspectionContext = Pick<RunContext, 'host' | 'inspector' | 'document'>

/** Runs a command's work with an inspector, and ends the inspector's process whatever happens. */
export async function withInspector<T>(
  options: NodeHostOptions,
  work: (context: InspectionContext) => Promise<T>,
): Promise<T> {
  const inspector = superviseInspector(
    () => forkInspector(entry()),
    (bug) => process.stderr.write(`signpost: ${bug.split('\n')[0]}\n`),
  )
  try {
    return await work({ host: nodeHost(options), inspector, document: named })
  } finally {
    inspector.close()
  }
}

/** What a command's argument names: an address, standard input, or a file, which the source's ticket is the path of. */
export function documentArgument(argument: string): DocumentSource {
  if (isAddress(argument)) return { kind: 'url', url: unwrapped(argument) }
  if (argument === '-') return { kind: 'file', ticket: '-', name: 'standard input' }
  return { kind: 'file', ticket: resolve(argument), name: basename(argument) }
}

/** Whatever its scheme: an address of another kind than http is judged as one, and not looked for on the disk. */
export const isAddress = (argument: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(unwrapped(argument))

/** Without the blanks and quotation marks that came along with a copied address. */
const unwrapped = (argument: string) => clean(argument, 'exact', []).text

function named(source: DocumentSource): Outcome<NamedDocument> {
  if (source.kind === 'url') return { ok: true, value: source }
  if (source.kind === 'text')
    return { ok: true, value: { kind: 'bytes', bytes: Buffer.from(source.text), name: 'text' } }
  const { ticket, name } = source
  if (ticket !== '-') return { ok: true, value: { kind: 'path', path: ticket, name } }
  try {
    return { ok: true, value: { kind: 'bytes', bytes: readFileSync(0), name } }
  } catch {
    return {
      ok: false,
      problem: {
        code: 'input.unreadable',
        title: 'Standard input cannot be read.',
        detail: 'Nothing is piped into the command.',
        remedy: 'Pipe a document into it, or name a file.',
      },
    }
  }
}
