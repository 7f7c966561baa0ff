import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { SAML } from '@node-saml/node-saml'
import { build } from 'vite'
import { median } from './median.mjs'

const rounds = 15
const batch = 60

/** A typical signed response judged in full, against @node-saml/node-saml validating the same one in the same process. */
export async function measure({ root }) {
  const folder = mkdtempSync(join(root, 'node_modules/.response-verify-'))
  try {
    const { judge, labWish, typicalResponse } = await bundled(root, folder)
    const now = Date.now()
    const one = await typicalResponse(now, 1, true)
    const hundred = await typicalResponse(now, 100, true)
    const unnamed = { one: await typicalResponse(now, 1, false), hundred: await typicalResponse(now, 100, false) }
    const saml = new SAML({
      idpCert: one.pem,
      callbackUrl: labWish.acs,
      issuer: labWish.audience,
      audience: labWish.audience,
      wantAuthnResponseSigned: false,
      validateInResponseTo: 'never',
      acceptedClockSkewMs: 180_000,
    })
    const ways = {
      judged: async () => accept(await judge(one.base64, one.candidates, now)),
      hundred: async () => accept(await judge(hundred.base64, hundred.candidates, now)),
      unnamed: async () => accept(await judge(unnamed.one.base64, unnamed.one.candidates, now)),
      hundredUnnamed: async () => accept(await judge(unnamed.hundred.base64, unnamed.hundred.candidates, now)),
      hundredVerifies: verifies(100),
      yardstick: () => saml.validatePostResponseAsync({ SAMLResponse: one.base64 }),
    }
    const took = Object.fromEntries(Object.keys(ways).map((name) => [name, []]))
    for (let round = -3; round < rounds; round++) {
      for (const [name, work] of Object.entries(ways)) {
        const before = performance.now()
        for (let index = 0; index < batch; index++) await work()
        if (round >= 0) took[name].push(performance.now() - before)
      }
    }
    const judged = median(took.judged)
    const search = median(took.hundredUnnamed) - median(took.unnamed)
    return [
      { what: 'a response judged in full', against: 'node-saml', ratio: judged / median(took.yardstick), bar: 1 / 3 },
      { what: 'the same against 100 certificates', against: 'one', ratio: median(took.hundred) / judged, bar: 2 },
      {
        what: 'finding the signer among 100 that nothing in the message points at',
        against: '100 bare verifications',
        ratio: search / median(took.hundredVerifies),
        bar: 1.6,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What trying so many RSA-2048 keys costs at least. */
function verifies(count) {
  const content = Buffer.alloc(1000, 'x')
  const keys = Array.from({ length: 4 }, () => generateKeyPairSync('rsa', { modulusLength: 2048 }))
  const signature = sign('sha256', content, keys[0].privateKey)
  return () => {
    for (let index = 0; index < count; index++) verify('sha256', content, keys[index % 4].publicKey, signature)
  }
}

function accept(findings) {
  const signature = findings.filter(({ id }) => id === 'response.signature')
  if (signature.length === 0 || signature.some(({ status }) => status !== 'pass')) throw new Error('not verified')
}

async function bundled(root, outDir) {
  const entry = fileURLToPath(new URL('response-verify/entry.ts', import.meta.url))
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: { ssr: entry, outDir, emptyOutDir: true, target: 'node20.18', copyPublicDir: false },
  })
  return import(pathToFileURL(join(outDir, 'entry.js')).href)
}
