import { writeFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { Command } from 'commander'
import { judgedAnew } from '../diagnosis/judged-anew'
import type { Bundle } from '../report/bundle'
import { reportAsHtml } from '../report/html'
import { reportAsMarkdown } from '../report/markdown'
import { reportOf } from '../report/model'
import { readBundle } from '../report/read-bundle'
import { redact } from '../report/redact'
import { documentArgument, withInspector } from './inspector'
import { exitCodes, UnusableInput, unusable } from './output'

interface ReportOptions {
  out?: string
  unredacted?: boolean
}

/** How each kind of file is written. */
const formats: Readonly<Record<string, (bundle: Bundle) => string>> = {
  '.html': (bundle) => reportAsHtml(reportOf(bundle)),
  '.htm': (bundle) => reportAsHtml(reportOf(bundle)),
  '.md': (bundle) => reportAsMarkdown(reportOf(bundle)),
  '.json': (bundle) => `${JSON.stringify(bundle, null, 2)}\n`,
}

/** `signpost report`: what a command found, as a file to hand on. */
export function addReport(program: Command): void {
  program
    .command('report')
    .description('Make a report of what a command printed with --json: secrets gone, people under pseudonyms')
    .argument('<file.json|->', 'the output of a command, for example of “diagnose --json”')
    .requiredOption('--out <file>', 'where to write it: a name that ends in .html, .md or .json')
    .option('--unredacted', 'leave personal data in it; secrets go all the same')
    .action(async (file: string, options: ReportOptions) => {
      const out = options.out ?? ''
      const write = formats[extname(out).toLowerCase()]
      if (!write) throw new UnusableInput(`${out} ends in none of .html, .md and .json.`)
      const bundle = await withInspector({}, ({ inspector, document }) => {
        const named = document(documentArgument(file))
        if (!named.ok) throw unusable(named.problem)
        if (named.value.kind === 'url')
          throw new UnusableInput(`${file} is an address. Save what is there as a file first.`)
        return readBundle(inspector, named.value)
      })
      if (!bundle.ok) throw unusable(bundle.problem)
      const safe = redact(judgedAnew(bundle.value).bundle, {
        at: new Date().toISOString(),
        people: options.unredacted !== true,
      })
      save(out, write(safe))
      process.exitCode = exitCodes.nothingFailed
      process.stdout.write(`${out}\n`)
    })
}

function save(file: string, content: string): void {
  try {
    writeFileSync(file, content, { mode: 0o600 })
  } catch (error) {
    throw new UnusableInput(`The file ${file} cannot be written (${codeOf(error)}).`)
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown error')
