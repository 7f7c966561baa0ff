import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type Brought, broughtSchema } from '../../shared/brought'
import type { Finding } from '../../shared/finding'
import { type ProfileId, profileIds } from '../../shared/guidance/causes/products'
import type { DiagnoseResult } from '../../shared/runs/diagnose'
import type { DocumentSource } from '../../shared/runs/document'
import { asciiOf } from '../certificates/file'
import { parseServer } from '../clock/time-server'
import { diagnose, noCircumstances } from '../diagnosis/diagnose'
import { probeLimitMs } from '../diagnosis/engine'
import { fitToKeep } from '../diagnosis/fit-to-keep'
import { carriesRequest, type DiagnosisInput, type WorkosInput } from '../diagnosis/input'
import { metadataAddresses } from '../diagnosis/metadata-addresses'
import { mistakenFor } from '../mistaken'
import { usualRealm } from '../network/profiles/target'
import { discreet, hideCredentials } from '../network/read-url'
import { openBundle } from '../report/bundle'
import { judgeApiKey } from '../workos/credentials'
import { diagnosisText } from './diagnose-text'
import { documentArgument, isAddress, withInspector } from './inspector'
import { parseMoment, parseSkew } from './moment'
import { hostOptions, type WayOptions, wayOf, withWay } from './network'
import { type ClientOptions, oauthInputOf, withClient } from './oauth-client'
import { runCommand, UnusableInput, unusable } from './output'
import { recogniseFile } from './recognise-file'
import { certificatesIn } from './response'
import { apiKeyAsked, filledSecretIn, secretIn, tokenAsked } from './secret'

interface DiagnoseOptions extends WayOptions, Omit<ClientOptions, 'host'> {
  providerHost?: string
  metadata?: string
  entity?: string
  response?: string
  message?: number
  certificate: string[]
  decryptionKey?: string
  acs?: string
  audience?: string
  requestId?: string
  now?: number
  skew: number
  url: string[]
  ntp: string[]
  scim?: string
  tokenEnv?: string
  rehearse?: boolean
  connection?: string
  organization?: string
  directory?: string
  apiKeyEnv: string
  baseUrl: string
  workosClientId?: string
  signInRedirectUri?: string
  profile?: ProfileId
  host?: string
  symptom?: string
  findings: string[]
}

/** `signpost diagnose`: everything that can be looked at, and a verdict on each of the 23 causes. */
export function addDiagnose(program: Command): void {
  const command = program
    .command('diagnose')
    .description('Find the cause: look at everything that is given, and say of each of the 23 causes what is proven')
    .argument(
      '[files or addresses...]',
      'metadata, a response, a HAR, a certificate, evidence of another command, an address: what each is, is recognised',
    )
  about(command)
  metadataAndResponse(command)
  withWay(command)
    .option('--url <url>', 'an address to look at layer by layer; may be given several times', collect, [])
    .option('--ntp <host[:port]>', 'a time server; may be given several times', collectServer, [])
  provisioning(command)
  withClient(command)
    .option('--callback <url>', 'the address a failed sign-in ended at')
    .option('--provider-host <host>', 'where the provider is, where that differs from customer to customer')
  workos(command)
  command.action((given: string[], options: DiagnoseOptions) => run(given, options))
}

function about(command: Command): void {
  command
    .option('--symptom <text>', 'an error code, a message, or what you see in your own words')
    .addOption(new Option('--profile <product>', 'the product of the identity provider').choices(profileIds))
    .option('--host <name>', 'the host of that product: its metadata is looked for where the product publishes it')
    .option(
      '--findings <file.json>',
      'what another command found (its output with --json) counts as well; may be given several times',
      collect,
      [],
    )
}

function metadataAndResponse(command: Command): void {
  command
    .option('--metadata <file|url|->', 'metadata of the identity provider')
    .option('--entity <id>', 'the entity meant, where the metadata holds several')
    .option('--response <file|->', 'a SAML response: XML, base64, a form body, a HAR or a SAML-tracer export')
    .option('--message <number>', 'which of several responses, counted from 1', parseNumber)
    .option(
      '--certificate <file>',
      'a signing certificate of the identity provider; may be given several times',
      collect,
      [],
    )
    .option('--decryption-key <file>', 'the private key to open encrypted parts with, PEM')
    .option('--acs <url>', 'the ACS URL of the connection')
    .option('--audience <id>', 'the SP entity ID of the connection')
    .option('--request-id <id>', 'the ID of the AuthnRequest that was sent')
    .option('--now <iso>', 'when the response arrived; everything is judged as of this moment', parseMoment)
    .option('--skew <seconds>', 'how far clocks may be apart', parseSkew, 180)
}

function provisioning(command: Command): void {
  command
    .addOption(new Option('--scim <url>', 'the SCIM endpoint'))
    .addOption(new Option('--scim-url <url>').hideHelp())
    .option('--token-env <name>', 'the environment variable that holds its bearer token; without it little can be told')
    .option('--rehearse', 'create, change, deactivate and remove one marked user there')
}

function workos(command: Command): void {
  command
    .option('--connection <id>', 'the WorkOS connection')
    .option('--organization <id>', 'the WorkOS organization')
    .option('--directory <id>', 'the WorkOS directory')
    .option('--api-key-env <name>', 'the environment variable that holds the WorkOS API key', 'WORKOS_API_KEY')
    .option('--base-url <url>', 'the address of the WorkOS API', 'https://api.workos.com')
    .option(
      '--workos-client-id <id>',
      'with the next: ask WorkOS where it sends a sign-in, which starts a session there',
    )
    .option('--sign-in-redirect-uri <uri>', 'a redirect URI registered in the environment')
}

async function run(given: readonly string[], options: DiagnoseOptions): Promise<void> {
  const input = inputFrom(given, options)
  const symptom = options.symptom?.trim() || null
  if (!somethingGiven(input) && symptom === null) {
    throw new UnusableInput(
      'There is nothing to look at. Give what you have: a metadata file or address, a certificate, a response, an organization, a SCIM endpoint, an error text (--symptom).',
    )
  }
  await runCommand(
    'diagnose',
    subjectOf(input, symptom),
    options,
    () =>
      withInspector(hostOptions(options), async (context) => {
        const circumstances = { ...noCircumstances, symptom }
        const steps = diagnose(input, circumstances, context, { limitMs: probeLimitMs, onBug: reportBug })
        for (;;) {
          const step = await steps.next()
          if (!step.done) continue
          const { findings, result, observations } = step.value
          const { verdicts, ...rest } = result
          return { findings, verdicts, result: { ...rest, seen: fitToKeep(observations, input) } }
        }
      }),
    ({ findings, verdicts, result }: Printed) => diagnosisText(findings, { ...result, verdicts }),
    false,
  )
}

interface Printed {
  findings: Finding[]
  verdicts: DiagnoseResult['verdicts']
  /** With what was seen, so that it can be judged again elsewhere. */
  result: Omit<DiagnoseResult, 'verdicts'> & { seen: object }
}

const reportBug = (error: unknown, probe: string) =>
  process.stderr.write(`signpost: looking at ${probe} ended in an error: ${String(error).split('\n')[0]}\n`)

function somethingGiven(input: DiagnosisInput): boolean {
  return (
    input.metadata !== null ||
    input.response !== null ||
    input.certificates.length > 0 ||
    input.urls.length > 0 ||
    input.timeServers.length > 0 ||
    input.scim !== null ||
    input.oauth !== null ||
    input.brought.length > 0 ||
    input.workos !== null
  )
}

function subjectOf(
  { metadata, response, certificates, urls, scim, oauth, brought, workos: records }: DiagnosisInput,
  symptom: string | null,
) {
  const subjects = [
    metadata === null ? null : 'kind' in metadata ? nameOf(metadata) : (metadata[0]?.url ?? null),
    response === null ? null : nameOf(response),
    ...certificates.map(({ from }) => from),
    ...urls.map((url) => discreet(hideCredentials(url))),
    scim === null ? null : hideCredentials(scim.url.replace(/[?#].*$/s, '')),
    ...brought.map(({ from }) => from),
    oauth === null ? null : (oauth.issuer?.replace(/\/\/[^/?#@]*@/, '//') ?? oauth.provider?.name),
    records?.connectionId,
    records?.organizationId,
    records?.directoryId,
  ]
  return subjects.filter((subject) => subject != null).join(', ') || symptom
}

const nameOf = (source: DocumentSource) =>
  source.kind === 'url' ? hideCredentials(source.url) : source.kind === 'file' ? source.name : 'text'

function inputFrom(given: readonly string[], options: DiagnoseOptions): DiagnosisInput {
  const sorted = sortOut(given)
  const metadata = options.metadata ?? sorted.metadata
  const response = options.response ?? sorted.response
  const expected = (value: string | undefined, from: string) => (value === undefined ? null : { value, from })
  const usual = options.host === undefined ? null : addressesOf(options.profile, options.host)
  for (const file of [metadata, response]) if (file !== undefined && isFile(file)) readBytes(file)
  return {
    metadata: metadata === undefined ? usual : documentArgument(metadata),
    entityId: options.entity ?? null,
    response: response === undefined ? null : documentArgument(response),
    message: options.message === undefined ? null : options.message - 1,
    certificates: [...options.certificate, ...sorted.certificates].flatMap(certificatesIn),
    decryptionKey: options.decryptionKey === undefined ? null : asciiOf(readBytes(options.decryptionKey)),
    acs: expected(options.acs, 'the ACS URL given'),
    audience: expected(options.audience, 'the SP entity ID given'),
    requestId: expected(options.requestId, 'the request ID given'),
    now: options.now ?? null,
    skewSeconds: options.skew,
    urls: [...options.url, ...sorted.urls],
    way: wayOf(options),
    timeServers: options.ntp,
    clockUrls: [],
    scim: scimFrom(options),
    oauth: oauthFrom(options, sorted.issuer),
    workos: workosFrom(options),
    product: options.profile ?? null,
    profile: profileOf(options),
    signIn: null,
    brought: [...options.findings, ...sorted.findings].map(foundIn),
  }
}

function profileOf({ profile, host }: DiagnoseOptions): DiagnosisInput['profile'] {
  return profile === undefined || host === undefined ? null : { product: profile, host, realm: usualRealm }
}

function addressesOf(profile: ProfileId | undefined, host: string) {
  if (profile === undefined) {
    throw new UnusableInput('--host needs --profile: where metadata is published depends on the product.')
  }
  const addresses = metadataAddresses(profile, host)
  if (addresses === null) throw new UnusableInput(`${host} is not the name of a host.`)
  return addresses
}

interface Sorted {
  metadata?: string
  response?: string
  issuer?: string
  certificates: string[]
  findings: string[]
  urls: string[]
}

/** What each argument is: the first address and the first document of a kind take its place. */
function sortOut(given: readonly string[]): Sorted {
  const sorted: Sorted = { certificates: [], findings: [], urls: [] }
  for (const argument of given) {
    const bytes = isFile(argument) ? readBytes(argument) : null
    const kind = bytes === null ? 'address' : recogniseFile(bytes)
    if (kind === 'address') {
      if (discovery.test(argument) && sorted.issuer === undefined) sorted.issuer = argument
      else if (carriesRequest(argument)) sorted.urls.push(argument)
      else if (sorted.metadata === undefined) sorted.metadata = argument
      else sorted.urls.push(argument)
    } else if (kind === 'certificate') sorted.certificates.push(argument)
    else if (kind === 'findings') sorted.findings.push(argument)
    else if (kind === null) throw new UnusableInput(unrecognised(basename(argument), bytes ?? Buffer.alloc(0)))
    else if (sorted[kind] !== undefined) {
      throw new UnusableInput(`There are two documents of the kind “${kind}”. Give one.`)
    } else sorted[kind] = argument
  }
  return sorted
}

function unrecognised(name: string, bytes: Buffer): string {
  const what = bytes.length === 0 ? 'empty' : mistakenFor(bytes.toString('latin1', 0, 8192))
  const known = what === null ? `What ${name} is cannot be recognised.` : `${name} is ${what}.`
  return `${known} If it is meant all the same, say as what: --metadata, --response, --certificate or --decryption-key.`
}

/** The address of a document of OpenID Connect, which is no SAML metadata. */
const discovery = /\/\.well-known\/(openid-configuration|oauth-authorization-server)\/?$/i

const isFile = (argument: string) => argument !== '-' && !isAddress(argument)

function scimFrom({
  scim,
  scimUrl,
  tokenEnv,
  rehearse,
}: DiagnoseOptions & { scimUrl?: string }): DiagnosisInput['scim'] {
  const url = scim ?? scimUrl
  if (url === undefined) return null
  if (url.trim() === '') throw new UnusableInput('The address of the SCIM endpoint is empty.')
  const token = tokenEnv === undefined ? '' : filledSecretIn(tokenEnv, tokenAsked)
  return { url, token, ...(rehearse ? { rehearsal: 'full' as const } : {}) }
}

function oauthFrom({ providerHost, ...options }: DiagnoseOptions, found: string | undefined): DiagnosisInput['oauth'] {
  const { callback, provider } = options
  const issuer = options.issuer ?? found
  if (issuer === undefined && provider === undefined) {
    const lone = [options.clientId, options.clientSecretEnv, options.redirectUri].some((one) => one !== undefined)
    if (lone) throw new UnusableInput('A client belongs to a provider: name it with --issuer or --provider.')
    if (callback === undefined) return null
    if (!URL.canParse(callback)) throw new UnusableInput('The callback is not an address.')
    return { callback }
  }
  return oauthInputOf({
    ...options,
    ...(issuer === undefined ? {} : { issuer }),
    ...(providerHost === undefined ? {} : { host: providerHost }),
  })
}

function workosFrom(options: DiagnoseOptions): WorkosInput | null {
  const { connection, organization, directory, apiKeyEnv, baseUrl, workosClientId, signInRedirectUri } = options
  if (connection === undefined && organization === undefined && directory === undefined) return null
  const authorize =
    workosClientId === undefined || signInRedirectUri === undefined
      ? null
      : { clientId: workosClientId, redirectUri: signInRedirectUri }
  const apiKey = authorize === null ? secretIn(apiKeyEnv, apiKeyAsked) : process.env[apiKeyEnv]
  const malformed = apiKey === undefined ? null : judgeApiKey(apiKey)
  if (malformed !== null) throw unusable(malformed)
  if (!URL.canParse(baseUrl)) throw new UnusableInput('The address of the WorkOS API cannot be read.')
  return {
    credentials: apiKey === undefined ? null : { apiKey, clientId: workosClientId ?? '', baseUrl },
    baseUrl,
    environment: null,
    organizationId: organization ?? null,
    connectionId: connection ?? null,
    directoryId: directory ?? null,
    authorize,
  }
}

/** What another command printed with `--json`: its findings, and which command it was. */
function foundIn(path: string): Brought {
  const bundle = openBundle(readBytes(path).toString('utf8'))
  if (!bundle.ok) throw new UnusableInput(`${path}: ${bundle.problem.detail} ${bundle.problem.remedy}`)
  const { command, startedAt, findings } = bundle.value
  const brought = broughtSchema.safeParse({ from: `signpost ${command}`, at: startedAt, findings })
  if (!brought.success) throw new UnusableInput(`${path}: its findings or their time cannot be read.`)
  return brought.data
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new UnusableInput(`The file ${path} cannot be read (${code}).`)
  }
}

const collect = (text: string, before: string[]) => [...before, text]

function collectServer(text: string, before: string[]): string[] {
  if (parseServer(text) === null) throw new InvalidArgumentError('Not a host name or address with an optional port.')
  return [...before, text]
}

function parseNumber(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('The number of a message is a whole number from 1 on.')
  return number
}
