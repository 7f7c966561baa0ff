import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { inTurn, median } from './median.mjs'
import { startDelay } from './network/delay.mjs'

const roundTripMs = 150
const entityId = 'http://adfs.bench.example/adfs/services/trust'
const ssoUrl = 'https://adfs.bench.example/adfs/ls/'

/** A full diagnosis of everything that can be given, against the slowest of its probes by itself. Every server is far away. */
export async function measure({ root }) {
  const folder = await mkdtemp(join(root, 'node_modules/.bench-diagnosis-'))
  const close = [() => rm(folder, { recursive: true, force: true })]
  try {
    await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        ssr: join(root, 'bench/diagnosis/parts.mjs'),
        outDir: folder,
        emptyOutDir: true,
        target: 'node20',
        copyPublicDir: false,
        rolldownOptions: { output: { entryFileNames: 'parts.mjs' } },
      },
    })
    const parts = await import(pathToFileURL(join(folder, 'parts.mjs')).href)
    const input = await world(parts, close)
    const ready = parts.diagnosisProbes.filter((probe) => probe.needs(input))
    const alone = async () => {
      const times = []
      for (const probe of ready) times.push(await look(parts, [probe], input))
      return Math.max(...times)
    }
    const whole = () => look(parts, parts.diagnosisProbes, input)
    await whole()
    const [all, slowest] = await inTurn(3, whole, alone)
    return [
      {
        what: `a diagnosis of ${ready.length} probes`,
        against: 'its slowest probe by itself',
        ratio: median(all) / median(slowest),
        bar: 1.2,
      },
    ]
  } finally {
    for (const end of close.reverse()) await end()
  }
}

async function world(parts, close) {
  const far = async (port) => {
    const relay = await startDelay(port, roundTripMs)
    close.push(() => relay.close())
    return `http://127.0.0.1:${relay.port}`
  }
  const portOf = (address) => Number(new URL(address).port)
  const [workos, scim, key] = await Promise.all([
    parts.startWorkos(),
    parts.startFaultyScim(),
    parts.labKey('bench-adfs'),
  ])
  close.push(
    () => workos.close(),
    () => scim.close(),
  )
  const { scenario, staging } = workos
  const redirectUri = 'http://127.0.0.1:7357/callback'
  scenario.setFeature('staging', 'saml-certificates', true)
  scenario.addRedirectUri('staging', redirectUri)
  const { id: organizationId } = scenario.addOrganization('staging', 'Bench')
  const wish = { name: 'Bench', organizationId }
  const { id: connectionId } = scenario.addConnection('staging', { ...wish, type: 'ADFSSAML', state: 'validating' })
  const { id: directoryId } = scenario.addDirectory('staging', { ...wish, type: 'azure scim v2.0', state: 'linked' })
  const signingCertificates = [key.certificateBase64]
  scenario.configureSaml(connectionId, { idpEntityId: entityId, ssoUrl, signingCertificates })
  const { acsUrl: acs, spEntityId: audience } = scenario.addressesOf(connectionId)
  const { base64 } = await parts.issue('adfs', { acs, audience, at: new Date(), key })

  const document = parts.adfsMetadata({ entityId, signingCertificates, sso: parts.browserEndpoints(ssoUrl) })
  const host = createServer((_, reply) => reply.end(document)).listen(0, '127.0.0.1')
  await once(host, 'listening')
  close.push(() => {
    host.closeAllConnections()
    host.close()
  })

  const baseUrl = await far(portOf(workos.origin))
  const scimBase = new URL(scim.base)
  return {
    ...parts.nothingGiven,
    metadata: { kind: 'url', url: `${await far(host.address().port)}/metadata` },
    response: { kind: 'text', text: base64 },
    way: {
      proxyFor: () => ({ proxy: null, chosenBy: 'the benchmark' }),
      extraAuthorities: [],
      servers: { inside: null, outside: [] },
      limitMs: 10_000,
    },
    scim: { url: `${await far(portOf(scim.base))}${scimBase.pathname}`, token: scim.token, rehearsal: 'full' },
    workos: {
      credentials: { apiKey: staging.apiKey, clientId: staging.clientId, baseUrl },
      baseUrl,
      environment: null,
      organizationId,
      connectionId,
      directoryId,
      authorize: { clientId: staging.clientId, redirectUri },
    },
  }
}

/** How long it takes, milliseconds. */
async function look(parts, probes, input) {
  const context = {
    host: parts.nodeHost({}),
    inspector: {
      inspect: (kind, document, signal) => parts.inspectionJobs[kind](document, signal, () => undefined),
      close: () => undefined,
    },
    document: (source) => ({
      ok: true,
      value: source.kind === 'text' ? { kind: 'bytes', bytes: Buffer.from(source.text), name: 'the response' } : source,
    }),
  }
  const started = performance.now()
  const run = parts.runEngine(probes, input, context, { limitMs: 60_000 })
  for (;;) {
    const step = await run.next()
    if (step.done) return performance.now() - started
    if (step.value.kind === 'ended' && step.value.end !== 'done')
      throw new Error(`${step.value.probe} ${step.value.end}`)
  }
}
