import { statSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { type Command, InvalidArgumentError } from 'commander'
import { version } from '../../../package.json'
import type { Setup } from '../../shared/setup'
import { largestBundle, type SetupBundle, setupBundleSchema } from '../../shared/setup-bundle'
import { emptyBook, type WatchBook } from '../../shared/watch/book'
import { calendarOf } from '../../shared/watch/calendar'
import { metadataAddress } from '../watch/addresses'
import { watchFindings } from '../watch/findings'
import { withMetadata } from '../watch/keep'
import { lookAtMetadata } from '../watch/look-at-metadata'
import { metadataStandings } from '../watch/overview'
import { pool } from '../watch/pool'
import { judgeRows } from '../watch/rows'
import { type InspectionContext, withInspector } from './inspector'
import { parseMoment } from './moment'
import { type CommandOptions, runCommand, UnusableInput } from './output'

interface WatchOptions extends CommandOptions {
  within: number
  offline?: boolean
  calendar?: string
  ca?: string
  proxy?: string
  now?: number
}

/** `signpost watch`: what ends, and what changed, of set-ups that were exported. */
export function addWatch(program: Command): void {
  program
    .command('watch')
    .description(
      'Say of exported set-ups which certificates end, and what changed in the metadata since it was last in order',
    )
    .argument('<file...>', 'set-ups as Export in Signpost writes them')
    .option('--within <days>', 'what ends in less than so many days has failed', parseDays, 30)
    .option('--offline', 'judge the dates only, and fetch nothing')
    .option('--calendar <file>', 'write the dates as a calendar file (.ics)')
    .option('--ca <file>', 'certificate authorities to trust besides, as PEM')
    .option('--proxy <url>', 'the proxy for every request')
    .option('--now <iso>', 'judge as of this moment instead of now', parseMoment)
    .option('--json', 'print one JSON object')
    .action((files: string[], options: WatchOptions) =>
      runCommand('watch', files.join(', '), options, () => watch(files, options), printed),
    )
}

const lookedAtOnce = 4

async function watch(files: readonly string[], { within, offline, calendar, ca, proxy, now }: WatchOptions) {
  const bundles = await Promise.all(files.map(readBundle))
  const setups = bundles.map(({ setup }) => setup)
  const noted = {
    ...emptyBook,
    notes: bundles.flatMap(({ setup, notes = [] }) => notes.map((note) => ({ ...note, setupId: setup.id }))),
  }
  const reach = { ...(ca === undefined ? {} : { ca }), ...(proxy === undefined ? {} : { proxy }) }
  const book = offline ? noted : await withInspector(reach, (context) => lookAtAll(setups, noted, context))
  const moment = now ?? Date.now()
  const { rows, fixes } = judgeRows(setups, book, moment, Intl.DateTimeFormat().resolvedOptions().timeZone)
  const metadata = offline ? [] : metadataStandings(setups, book)
  if (calendar !== undefined) await saveCalendar(calendar, calendarOf(rows, fixes, moment, version).text)
  return { findings: watchFindings(rows, fixes, metadata, within), result: { rows, metadata } }
}

async function lookAtAll(setups: readonly Setup[], noted: WatchBook, context: InspectionContext): Promise<WatchBook> {
  let book = noted
  await pool(setups, lookedAtOnce, context.host.signal, async (setup) => {
    const url = metadataAddress(setup)
    if (url === null) return
    const look = await lookAtMetadata(url, setup.metadata?.entityId ?? null, context)
    if (look === null) return
    // On a machine whose clock is behind, the look still comes after what it is compared with.
    const at = new Date(Math.max(context.host.now(), Date.parse(setup.metadata?.at ?? '') || 0)).toISOString()
    book = withMetadata(book, setup.id, url, look, at)
  })
  return book
}

async function readBundle(path: string): Promise<SetupBundle> {
  const refuse = (why: string) => new UnusableInput(`${path} is not a set-up of Signpost: ${why}`)
  let text: string
  try {
    if (statSync(path).size > largestBundle) throw refuse('it is larger than any set-up.')
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof UnusableInput) throw error
    throw new UnusableInput(`The file ${path} cannot be read. Check its name, and that reading it is allowed.`)
  }
  const judged = setupBundleSchema.safeParse(parsed(text))
  if (judged.success) return judged.data
  const issue = judged.error.issues[0]
  throw refuse(`${issue?.path.join('.') || 'its content'} does not fit. Write it with Export in Signpost.`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function saveCalendar(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text)
  } catch {
    throw new UnusableInput(
      `The calendar cannot be written to ${path}. Check that its folder is there and can be written.`,
    )
  }
}

function printed({ findings }: { findings: readonly { status: string }[] }): string {
  if (findings.length === 0) return 'Nothing in these set-ups ends, and none has a metadata address.'
  const count = (wanted: string) => findings.filter(({ status }) => status === wanted).length
  if (count('fail') > 0) return `${count('fail')} of ${findings.length} need something to be done.`
  return count('warn') > 0 ? `${count('warn')} of ${findings.length} to look at.` : 'Nothing needs to be done now.'
}

/** `--within`: whole days. */
function parseDays(text: string): number {
  const days = Number(text)
  if (!/^\d{1,5}$/.test(text.trim()) || !Number.isInteger(days)) throw new InvalidArgumentError('Not a number of days.')
  return days
}
