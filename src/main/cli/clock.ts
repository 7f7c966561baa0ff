import { type Command, InvalidArgumentError } from 'commander'
import type { Finding } from '../../shared/finding'
import { limitsFor } from '../clock/limits'
import type { MessageObservation } from '../clock/observation'
import { checkClocks } from '../clock/probe'
import { readMessage } from '../clock/read-message'
import { parseServer } from '../clock/time-server'
import type { Host } from '../host/host'
import { type NodeHostOptions, nodeHost } from '../host/node-host'
import { hideCredentials } from '../network/read-url'
import { documentArgument, withInspector } from './inspector'
import { parseMoment, parseSkew } from './moment'
import { hostOptions } from './network'
import { type CommandOptions, runCommand, UnusableInput, unusable } from './output'

interface CheckOptions extends CommandOptions {
  ntp: string[]
  url: string[]
  response?: string
  now?: number
  skew: number
  proxy?: string
  ca?: string
}

/** `signpost clock check`: this machine against time servers, web servers and the times in a captured response. */
export function addClock(program: Command): void {
  const clock = program.command('clock').description('Which machine’s clock is off, by how much, and does it matter')
  clock
    .command('check')
    .description(
      'Compare clocks: time servers (SNTP), the Date header of web servers, the times in a captured response',
    )
    .option('--ntp <host[:port]>', 'a time server; may be given several times', collectServer, [])
    .option('--url <url>', 'a web server whose Date header is read; may be given several times', collectUrl, [])
    .option('--response <file|->', 'a captured response: XML, base64, a form body, a HAR or a SAML-tracer export')
    .option('--now <iso>', 'when that response arrived, where the capture does not tell', parseMoment)
    .option('--skew <seconds>', 'how far clocks may be apart', parseSkew, 180)
    .option('--proxy <url>', 'read web servers through this proxy instead of the one the environment names')
    .option('--ca <file>', 'trust the authorities in this PEM file besides the public ones')
    .option('--json', 'print one JSON object')
    .action((options: CheckOptions) => {
      const { ntp, url, response } = options
      if (ntp.length + url.length === 0 && response === undefined) {
        throw new UnusableInput(
          'Nothing to compare with. Name a time server with --ntp, an address with --url, or a captured response with --response.',
        )
      }
      const subject = [...ntp, ...url.map(hideCredentials), ...(response === undefined ? [] : [response])].join(', ')
      return runCommand('clock check', subject, options, () => check(options))
    })
}

async function check(options: CheckOptions) {
  const { proxy, ca, response, now } = options
  const host = hostFrom(hostOptions({ proxy, ca }))
  const messages = response === undefined ? [] : [await readResponse(response, now ?? null)]
  const run = checkClocks({ servers: options.ntp, urls: options.url, messages }, limitsFor(options.skew), host)
  const findings: Finding[] = []
  for (;;) {
    const step = await run.next()
    if (step.done) return { findings, result: { sources: step.value } }
    findings.push(step.value)
  }
}

function hostFrom(options: NodeHostOptions): Host {
  try {
    return nodeHost(options)
  } catch {
    throw new UnusableInput(`The file ${options.ca} cannot be read.`)
  }
}

async function readResponse(file: string, arrivedMs: number | null): Promise<MessageObservation> {
  const read = await withInspector({}, (context) => readMessage(documentArgument(file), arrivedMs, context))
  if (!read.ok) throw unusable(read.problem)
  return read.value
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
