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
import { type ScimmyLab, startScimmy } from '../../lab/scim/scimmy'
import { startWorkos, type WorkosLab } from '../../lab/workos/server'
import { bundleCommandLine, type CommandLine } from '../command-line'

/** The command line against a whole practice world: a WorkOS environment, an AD FS, a SCIM service. */
export interface Practice {
  workos: WorkosLab
  scim: ScimmyLab
  /** Acme’s connection, organization and directory at WorkOS. */
  connectionId: string
  organizationId: string
  directoryId: string
  key: SigningKey
  /** Everything in order again. */
  reset(): void
  /** Writes a file that ends with the practice. */
  file(name: string, content: string | Uint8Array): Promise<string>
  metadata(keys?: readonly SigningKey[], rewrite?: (text: string) => string): Promise<string>
  /** A fresh response of Acme’s AD FS, as the browser posts it. */
  response(wish?: ResponseWish): Promise<string>
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Diagnosed>
  close(): Promise<void>
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
  findings: Finding[]
  verdicts: Verdict[]
  result: Omit<DiagnoseResult, 'verdicts'>
  confirmed: CauseId[]
  likely: CauseId[]
  of(cause: CauseId): Verdict
}

const entityId = 'http://adfs.example.test/adfs/services/trust'
const ssoUrl = 'https://adfs.example.test/adfs/ls/'

export async function startPractice(): Promise<Practice> {
  const [workos, scim, signpost, folder, key] = await Promise.all([
    startWorkos(),
    startScimmy(),
    bundleCommandLine(),
    mkdtemp(join(tmpdir(), 'signpost-diagnosis-')),
    labKey('practice-adfs'),
  ])
  const { scenario } = workos
  const connection = () => scenario.connectionOf('staging', 'Acme Ltd')
  const ids = {
    connectionId: connection().id,
    organizationId: scenario.organization('staging', 'Acme Ltd').id,
    directoryId: scenario.directoryOf('staging', 'Acme Ltd').id,
  }
  const file = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, name)
    await writeFile(path, content)
    return path
  }
  const practice: Practice = {
    ...ids,
    workos,
    scim,
    key,
    file,
    reset: () => {
      scenario.reset()
      scim.users.clear()
      scim.groups.clear()
      putInOrder(workos, ids, key)
    },
    metadata: (keys = [key], rewrite = (text) => text) =>
      file(
        'metadata.xml',
        rewrite(
          adfsMetadata({
            entityId,
            signingCertificates: keys.map(({ certificateBase64 }) => certificateBase64),
            sso: browserEndpoints(ssoUrl),
          }),
        ),
      ),
    response: async ({ fault, key: signer = key, at = new Date(), change = () => ({}) } = {}) => {
      const { acsUrl, spEntityId } = scenario.addressesOf(ids.connectionId)
      const { base64 } = await issue('adfs', {
        acs: acsUrl,
        audience: spEntityId,
        at,
        key: signer,
        ...(fault ? { fault } : {}),
        change: (plan) => ({
          ...plan,
          message: {
            ...plan.message,
            ...change(plan.message),
            ...(plan.message.nameId?.includes('@') ? { nameId: 'alice@acme.example' } : {}),
            user: plan.message.user.email ? { ...plan.message.user, email: ['alice@acme.example'] } : plan.message.user,
          },
        }),
      })
      return file('response.txt', `SAMLResponse=${encodeURIComponent(base64)}`)
    },
    run: (args, env = {}) => diagnose(signpost, workos, scim, args, env),
    close: async () => {
      await Promise.all([workos.close(), scim.close(), signpost.remove(), rm(folder, { recursive: true, force: true })])
    },
  }
  practice.reset()
  return practice
}

/** Acme as it should be: domain verified, connection active through its AD FS, users with names. */
function putInOrder(
  { scenario }: WorkosLab,
  { connectionId, organizationId, directoryId }: Pick<Practice, 'connectionId' | 'organizationId' | 'directoryId'>,
  key: SigningKey,
): void {
  const environment = scenario.environment('staging')
  for (const domain of environment.domainsOf(organizationId)) scenario.setDomainState(domain.id, 'verified')
  for (const certificate of environment.certificates.all()) environment.certificates.remove(certificate.id)
  scenario.configureSaml(connectionId, { idpEntityId: entityId, ssoUrl, signingCertificates: [key.certificateBase64] })
  scenario.setFeature('staging', 'saml-certificates', true)
  scenario.recordSignIn(connectionId, { status: 'succeeded', email: 'alice@acme.example' })
  scenario.addRedirectUri('staging', redirectUri)
  for (const user of environment.directoryUsers.all()) {
    if (user.directoryId === directoryId)
      scenario.changeDirectoryUser(user.id, { email: user.email ?? 'x@acme.example', firstName: 'A', lastName: 'B' })
  }
}

const redirectUri = 'http://127.0.0.1:7357/callback'

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
  const { findings, verdicts, result }: { findings: Finding[]; verdicts: Verdict[]; result: Diagnosed['result'] } =
    JSON.parse(stdout)
  return {
    code,
    stderr,
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

/** The options that let WorkOS be asked everything about Acme. */
export const aboutAcme = ({ connectionId, organizationId, directoryId, workos }: Practice): string[] => [
  ...['--connection', connectionId, '--organization', organizationId, '--directory', directoryId],
  ...['--workos-client-id', workos.staging.clientId, '--sign-in-redirect-uri', redirectUri],
]
