import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Finding } from '../../../src/shared/finding'
import type { DiagnoseResult } from '../../../src/shared/runs/diagnose'
import type { CauseId, Verdict } from '../../../src/shared/verdict'
import { adfsMetadata } from '../../lab/documents/adfs'
import { browserEndpoints } from '../../lab/documents/metadata'
import type { FaultName } from '../../lab/idp/faults'
import { issue } from '../../lab/idp/issue'
import { labKey, type SigningKey } from '../../lab/idp/keys'
import type { Message } from '../../lab/idp/message'
import { type OidcLab, startOidcProvider } from '../../lab/oauth/oidc-provider'
import { type ScimmyLab, startScimmy } from '../../lab/scim/scimmy'
import { addDomain } from '../../lab/workos/resources/organization-domains'
import { startWorkos, type WorkosLab } from '../../lab/workos/server'
import type { ConnectionType } from '../../lab/workos/vocabulary'
import { bundleCommandLine, type CommandLine } from '../command-line'

/** The command line against a whole practice world: a WorkOS environment, an AD FS, a SCIM service, an OpenID provider. */
export interface Practice {
  workos: WorkosLab
  scim: ScimmyLab
  oidc: OidcLab
  signpost: CommandLine
  /** A customer of its own, in order in every respect, so that tests can run side by side. */
  customer(type?: ConnectionType): Customer
  /** Writes a file that ends with the practice. */
  file(name: string, content: string | Uint8Array): Promise<string>
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Diagnosed>
  close(): Promise<void>
}

export interface Customer {
  connectionId: string
  organizationId: string
  directoryId: string
  domainId: string
  key: SigningKey
  /** The options that let WorkOS be asked everything about it. */
  about: readonly string[]
  acsUrl: string
  spEntityId: string
  metadata(keys?: readonly SigningKey[], rewrite?: (text: string) => string): Promise<string>
  /** A fresh response of its AD FS, as the browser posts it. */
  response(wish?: ResponseWish): Promise<string>
  /** WorkOS goes by this certificate, and by no other. */
  holds(...keys: readonly SigningKey[]): void
}

export interface ResponseWish {
  fault?: FaultName
  key?: SigningKey
  at?: Date
  change?: (message: Message) => Partial<Message>
}

export interface Diagnosed {
  code: number | null
  stderr: string
  json: string
  findings: Finding[]
  verdicts: Verdict[]
  result: Omit<DiagnoseResult, 'verdicts'> & { seen: unknown }
  confirmed: CauseId[]
  likely: CauseId[]
  of(cause: CauseId): Verdict
}

const entityId = 'http://adfs.example.test/adfs/services/trust'
const ssoUrl = 'https://adfs.example.test/adfs/ls/'
const redirectUri = 'http://127.0.0.1:7357/callback'

export async function startPractice(): Promise<Practice> {
  const [workos, scim, oidc, signpost, folder, key] = await Promise.all([
    startWorkos(),
    startScimmy(),
    startOidcProvider(),
    bundleCommandLine(),
    mkdtemp(join(tmpdir(), 'signpost-diagnosis-')),
    labKey('practice-adfs'),
  ])
  workos.scenario.setFeature('staging', 'saml-certificates', true)
  workos.scenario.addRedirectUri('staging', redirectUri)
  let files = 0
  const file = async (name: string, content: string | Uint8Array) => {
    files += 1
    const path = join(folder, `${files}-${name}`)
    await writeFile(path, content)
    return path
  }
  let customers = 0
  return {
    workos,
    scim,
    oidc,
    signpost,
    file,
    customer: (type = 'ADFSSAML') => {
      customers += 1
      return addCustomer(workos, `Customer ${customers}`, type, key, file)
    },
    run: (args, env = {}) => diagnose(signpost, workos, scim, args, env),
    close: async () => {
      const servers = [workos.close(), scim.close(), oidc.close()]
      await Promise.all([...servers, signpost.remove(), rm(folder, { recursive: true, force: true })])
    },
  }
}

/** A customer as one should be: domain verified, connection active through its AD FS, users with names. */
function addCustomer(
  { scenario, staging }: WorkosLab,
  name: string,
  type: ConnectionType,
  key: SigningKey,
  file: Practice['file'],
): Customer {
  const environment = scenario.environment('staging')
  const { id: organizationId } = scenario.addOrganization('staging', name)
  const { id: domainId } = addDomain(environment, organizationId, 'acme.example', 'verified')
  const wish = { name, organizationId }
  const { id: connectionId } = scenario.addConnection('staging', { ...wish, type, state: 'validating' })
  const { id: directoryId } = scenario.addDirectory('staging', { ...wish, type: 'azure scim v2.0', state: 'linked' })
  for (const person of ['alice', 'bob'])
    scenario.addDirectoryUser(directoryId, { email: `${person}@acme.example`, firstName: person, lastName: 'Doe' })
  const holds = (...keys: readonly SigningKey[]) => {
    for (const one of environment.certificates.all())
      if (one.connectionId === connectionId) environment.certificates.remove(one.id)
    const signingCertificates = keys.map(({ certificateBase64 }) => certificateBase64)
    scenario.configureSaml(connectionId, { idpEntityId: entityId, ssoUrl, signingCertificates })
  }
  holds(key)
  scenario.recordSignIn(connectionId, { status: 'succeeded', email: 'alice@acme.example' })
  const { acsUrl, spEntityId } = scenario.addressesOf(connectionId)
  return {
    connectionId,
    organizationId,
    directoryId,
    domainId,
    key,
    acsUrl,
    spEntityId,
    about: [
      ...['--connection', connectionId, '--organization', organizationId, '--directory', directoryId],
      ...['--workos-client-id', staging.clientId, '--sign-in-redirect-uri', redirectUri],
    ],
    holds,
    metadata: (keys = [key], rewrite = (text) => text) => {
      const signingCertificates = keys.map(({ certificateBase64 }) => certificateBase64)
      return file(
        'metadata.xml',
        rewrite(adfsMetadata({ entityId, signingCertificates, sso: browserEndpoints(ssoUrl) })),
      )
    },
    response: async ({ fault, key: signer = key, at = new Date(), change = () => ({}) } = {}) => {
      const { base64 } = await issue('adfs', {
        acs: acsUrl,
        audience: spEntityId,
        at,
        key: signer,
        ...(fault ? { fault } : {}),
        change: (plan) => {
          const message = { ...plan.message, ...change(plan.message) }
          const { nameId, user } = message
          return {
            ...plan,
            message: {
              ...message,
              nameId: nameId?.includes('@') ? 'alice@acme.example' : nameId,
              user: user.email ? { ...user, email: ['alice@acme.example'] } : user,
            },
          }
        },
      })
      return file('response.txt', `SAMLResponse=${encodeURIComponent(base64)}`)
    },
  }
}

async function diagnose(
  signpost: CommandLine,
  workos: WorkosLab,
  scim: ScimmyLab,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Diagnosed> {
  const { code, stdout, stderr } = await signpost.run(['diagnose', ...args, '--base-url', workos.origin, '--json'], {
    WORKOS_API_KEY: workos.staging.apiKey,
    SCIM_TOKEN: scim.token,
    ...env,
  })
  if (stdout === '') throw new Error(`diagnose ended with ${code}: ${stderr}`)
  const { findings, verdicts, result }: Pick<Diagnosed, 'findings' | 'verdicts' | 'result'> = JSON.parse(stdout)
  return {
    code,
    stderr,
    json: stdout,
    findings,
    verdicts,
    result,
    confirmed: verdicts.filter(({ state }) => state === 'confirmed').map(({ cause }) => cause),
    likely: verdicts.filter(({ likely }) => likely).map(({ cause }) => cause),
    of: (cause) => {
      const found = verdicts.find((one) => one.cause === cause)
      if (!found) throw new Error(`no verdict on ${cause}`)
      return found
    },
  }
}
