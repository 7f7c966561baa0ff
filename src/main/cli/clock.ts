import { type Command, InvalidArgumentError } from 'commander'
import type { Finding } from '../../shared/finding'
import { parseServer } from '../clock/gather-ntp'
import { limitsFor } from '../clock/limits'
import { checkClocks } from '../clock/probe'
import { nodeHost } from '../node-host'
import { type CommandOptions, runCommand, UnusableInput } from './output'

interface CheckOptions extends CommandOptions {
  ntp: string[]
  url: string[]
  skew: number
}

/** `signpost clock check`: this machine against time servers and web servers. */
export function addClock(program: Command): void {
  const clock = program.command('clock').description('Which machine’s clock is off, by how much, and does it matter')
  clock
    .command('check')
    .description('Compare clocks: time servers (SNTP) and the Date header of web servers')
    .option('--ntp <host[:port]>', 'a time server; may be given several times', collectServer, [])
    .option('--url <url>', 'a web server whose Date header is read; may be given several times', collectUrl, [])
    .option('--skew <seconds>', 'how far clocks may be apart', parseSkew, 180)
    .option('--json', 'print one JSON object')
    .action((options: CheckOptions) => {
      if (options.ntp.length + options.url.length === 0) {
        throw new UnusableInput('Nothing to compare with. Name a time server with --ntp, or an address with --url.')
      }
      const subject = [...options.ntp, ...options.url].join(', ')
      return runCommand('clock check', subject, options, async () => {
        const run = checkClocks(
          { servers: options.ntp, urls: options.url, messages: [] },
          limitsFor(options.skew),
          nodeHost(),
        )
        const findings: Finding[] = []
        let step = await run.next()
        while (!step.done) {
          findings.push(step.value)
          step = await run.next()
        }
        return { findings, result: { sources: step.value } }
      })
    })
}

function collectServer(text: string, before: string[]): string[] {
  if (parseServer(text) === null) throw new InvalidArgumentError('Not a host name or address with an optional port.')
  return [...before, text]
}

function collectUrl(text: string, before: string[]): string[] {
  if (!/^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : ''))
    throw new InvalidArgumentError('Not an http or https address.')
  return [...before, text]
}

function parseSkew(text: string): number {
  const seconds = Number(text)
  if (!Number.isFinite(seconds) || seconds < 1 || seconds > 86_400)
    throw new InvalidArgumentError('Not a number of seconds from 1 to 86400.')
  return seconds
}
