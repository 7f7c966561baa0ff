import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { stateMeaning } from '../../shared/guidance/workos/states'
import { typeLabel } from '../../shared/guidance/workos/types'
import type { GivenCertificate } from '../../shared/runs/workos'
import type { Connection, Directory, Organization } from '../../shared/workos'
import { nodeHost } from '../host/node-host'
import { checkWith } from '../workos/check/run'
import { createWorkosClient, type WorkosClient } from '../workos/client'
import { connectionList } from '../workos/connections'
import { defaultBaseUrl } from '../workos/credentials'
import { directoryList } from '../workos/directories'
import { organizationList } from '../workos/organizations'
import { type List, readAll } from '../workos/paging'
import { fingerprintOf } from '../workos/records'
import { table } from './layout'
import { type CommandOptions, collect, paint, printable, runCommand, UnusableInput, unusable } from './output'
import { apiKeyAsked, secretIn } from './secret'

interface WorkosOptions extends CommandOptions {
  apiKeyEnv: string
  baseUrl: string
  proxy?: string
  ca?: string
}

interface ListOptions extends WorkosOptions {
  organization?: string
  search?: string
}

interface CheckOptions extends WorkosOptions {
  organization?: string
  connection?: string
  directory?: string
  certificate: string[]
}

/** `signpost workos …`: the lists of an environment, and what WorkOS says of one of its records. */
export function addWorkos(program: Command): void {
  const workos = program.command('workos').description('What the WorkOS API says of an environment')

  addList(workos, 'connections', 'List every connection', {
    list: ({ organization, search }) => connectionList({ organizationId: organization, search }),
    header: ['ID', 'State', 'Type', 'Organization', 'Name'],
    row: (one: Connection) => [
      one.id,
      stateMeaning('connection', one.state).label,
      typeLabel(one.type),
      one.organizationId ?? 'none',
      one.name,
    ],
  })
  addList(workos, 'directories', 'List every directory', {
    list: ({ organization, search }) => directoryList({ organizationId: organization, search }),
    header: ['ID', 'State', 'Type', 'Users', 'Organization', 'Name'],
    row: (one: Directory) => [
      one.id,
      stateMeaning('directory', one.state).label,
      typeLabel(one.type),
      one.users === null ? 'not told' : String(one.users.active + one.users.inactive),
      one.organizationId ?? 'none',
      one.name,
    ],
  })
  addList(workos, 'organizations', 'List every organization', {
    list: ({ search }) => organizationList({ search }),
    header: ['ID', 'Domains', 'Name'],
    row: (one: Organization) => [
      one.id,
      one.domains.map(({ domain, state }) => `${domain} (${state})`).join(', ') || 'none',
      one.name,
    ],
  })

  withConnection(workos.command('check'))
    .description('Check an organization, a connection or a directory, and the API key')
    .option('--organization <id>', 'the organization; found by itself from a connection or directory')
    .option('--connection <id>', 'the connection')
    .option('--directory <id>', 'the directory')
    .option(
      '--certificate <file>',
      'a PEM certificate of the identity provider that WorkOS should know; may be given several times',
      (file: string, before: string[]) => [...before, file],
      [],
    )
    .action((options: CheckOptions) => {
      const { organization, connection, directory } = options
      return runCommand('workos check', connection ?? directory ?? organization ?? null, options, () =>
        collect(
          checkWith({
            client: openClient(options),
            ...(organization === undefined ? {} : { organizationId: organization }),
            ...(connection === undefined ? {} : { connectionId: connection }),
            ...(directory === undefined ? {} : { directoryId: directory }),
            certificates: options.certificate.map(readCertificate),
          }),
        ),
      )
    })
}

interface ListCommand<T> {
  list: (options: ListOptions) => List<T>
  header: readonly string[]
  row: (item: T) => readonly string[]
}

function addList<T>(workos: Command, name: string, summary: string, { list, header, row }: ListCommand<T>): void {
  const command = withConnection(workos.command(name))
    .description(summary)
    .option('--search <text>', 'only those whose name matches')
  if (name !== 'organizations') command.option('--organization <id>', 'only those of one organization')
  command.action((options: ListOptions) =>
    runCommand(
      `workos ${name}`,
      options.organization ?? null,
      options,
      async () => {
        const { items, unreadable, problem } = await readAll(openClient(options), list(options))
        if (problem) throw unusable(problem)
        return { result: { items, unreadable } }
      },
      ({ result }) => listText(name, header, result.items.map(row), result.unreadable),
    ),
  )
}

function withConnection(command: Command): Command {
  return command
    .option('--api-key-env <name>', 'the environment variable that holds the API key', 'WORKOS_API_KEY')
    .option('--base-url <url>', 'the address of the API', defaultBaseUrl)
    .option('--proxy <url>', 'the proxy to use (default: HTTPS_PROXY, HTTP_PROXY, NO_PROXY)')
    .option('--ca <file>', 'PEM file of certificate authorities to trust besides the public ones')
    .option('--json', 'print one JSON object')
}

function openClient({ apiKeyEnv, baseUrl, proxy, ca }: WorkosOptions): WorkosClient {
  const apiKey = secretIn(apiKeyEnv, apiKeyAsked)
  if (proxy !== undefined && !URL.canParse(proxy)) throw new UnusableInput('The address of the proxy cannot be read.')
  if (ca !== undefined) readText(ca)
  const host = nodeHost({ ...(proxy === undefined ? {} : { proxy }), ...(ca === undefined ? {} : { ca }) })
  const client = createWorkosClient({ apiKey, clientId: '', baseUrl }, host)
  if (!client.ok) throw unusable(client.problem)
  return client.value
}

function readCertificate(file: string): GivenCertificate {
  const sha256 = fingerprintOf(readText(file))
  if (sha256 === null) throw new UnusableInput(`${file} does not hold one PEM certificate.`)
  return { sha256, from: file }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new UnusableInput(`The file ${file} cannot be read (${code}).`)
  }
}

function listText(
  name: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  unreadable: number,
): string {
  const parts = [
    rows.length === 0
      ? `There are no ${name}.`
      : table(
          header,
          rows.map((row) => row.map(onOneLine)),
          (cell) => paint('bold', cell),
        ),
    ...(rows.length === 0 ? [] : [`${rows.length} ${rows.length === 1 ? singular(name) : name}.`]),
    ...(unreadable === 0 ? [] : [`${unreadable} more came without an ID and could not be read.`]),
  ]
  return parts.join('\n\n')
}

/** A name with a line break in it must not look like a row of its own. */
const onOneLine = (cell: string) => printable(cell.replace(/[\n\t]+/g, ' '))

const singular = (name: string) => (name === 'directories' ? 'directory' : name.replace(/s$/, ''))
