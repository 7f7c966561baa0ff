import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type Command, createOption } from 'commander'
import type { ResponseInspectResult } from '../../shared/runs/response'
import { asciiOf, certificatesInFile } from '../certificates/file'
import { defaultSkewSeconds, inspectResponseDocument } from '../runs/response'
import { documentArgument, withInspector } from './inspector'
import { inLine } from './layout'
import { parseMoment, parseSkew } from './moment'
import { type CommandOptions, collect, paint, printable, runCommand, UnusableInput } from './output'

interface InspectOptions extends CommandOptions {
  metadata?: string
  certificate: string[]
  acs?: string
  audience?: string
  requestId?: string
  now?: number
  skew: number
  decryptionKey?: string
  message?: number
}

/** `signpost response inspect`: judge one SAML response. */
export function addResponse(program: Command): void {
  const response = program.command('response').description('Judge SAML responses')
  response
    .command('inspect')
    .description('Judge a SAML response: XML, base64, a form body, a HAR or a SAML-tracer export; - for standard input')
    .argument('<file|->', 'the response')
    .option('--metadata <file|url>', 'metadata of the identity provider it should come from')
    .option(
      '--certificate <file>',
      'a signing certificate of the identity provider; may be given several times',
      collectFile,
      [],
    )
    .option('--acs <url>', 'the ACS URL of the connection')
    .option('--audience <id>', 'the SP entity ID of the connection')
    .option('--request-id <id>', 'the ID of the AuthnRequest it should answer')
    .option('--now <iso>', 'judge as of this moment instead of now', parseMoment)
    .option('--skew <seconds>', 'how far clocks may be apart', parseSkew, defaultSkewSeconds)
    .option('--decryption-key <file>', 'the private key to open encrypted parts with, PEM')
    .addOption(
      createOption('--message <number>', 'which of several responses to judge, counted from 1').argParser(parseNumber),
    )
    .option('--json', 'print one JSON object')
    .action((document: string, options: InspectOptions) =>
      runCommand('response inspect', document, options, () => inspect(document, options), printResult),
    )
}

async function inspect(document: string, options: InspectOptions) {
  const certificates = options.certificate.flatMap(certificatesIn)
  const decryptionKey = options.decryptionKey === undefined ? null : asciiOf(read(options.decryptionKey))
  const { findings, result } = await withInspector({}, (context) =>
    collect(
      inspectResponseDocument(
        documentArgument(document),
        {
          metadata: options.metadata === undefined ? null : documentArgument(options.metadata),
          certificates,
          acs: options.acs ?? null,
          audience: options.audience ?? null,
          requestId: options.requestId ?? null,
          now: options.now ?? null,
          skewSeconds: options.skew,
          decryptionKey,
          message: options.message === undefined ? null : options.message - 1,
        },
        context,
      ),
    ),
  )
  // The message's text is for the window; a script has the file.
  const { shown: _, ...rest } = result
  return { findings, result: rest }
}

/** The certificates of a file. */
export const certificatesIn = (path: string) => certificatesInFile(read(path), basename(path))

function read(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    throw new UnusableInput(`The file ${path} cannot be read. Check its name, and that reading it is allowed.`)
  }
}

const collectFile = (path: string, before: string[]) => [...before, path]

function parseNumber(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1)
    throw new UnusableInput('The number of a message is a whole number from 1 on.')
  return number
}

function printResult({ result }: { result: Omit<ResponseInspectResult, 'shown'> }): string {
  const { assertion, firstFailure } = result
  const first = firstFailure === null ? [] : [paint('bold', `A sign-in meets ${firstFailure} first.`)]
  if (assertion === null) return first.join('\n')
  const rows: Array<readonly [string, string | null]> = [
    ['Issuer', assertion.issuer],
    ['NameID', assertion.nameId],
    ['Format', assertion.nameIdFormat],
    ['Audience', inLine(assertion.audiences) || null],
    ['Recipient', assertion.recipient],
    ['Valid', `${assertion.notBefore ?? 'any time'} to ${assertion.notOnOrAfter ?? 'any time'}`],
    ...Object.entries(assertion.attributes).map(([name, values]) => [name, inLine(values)] as const),
  ]
  const title =
    assertion.trust === 'verified'
      ? 'The assertion, as it was signed'
      : 'The assertion, as the document has it (not verified)'
  const lines = rows.flatMap(([name, value]) =>
    value === null ? [] : [`${paint('dim', printable(name).padEnd(12))}${printable(value)}`],
  )
  return [...first, paint('bold', title), ...lines].join('\n')
}
