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
      yardstick: () => saml.validatePostResponseAsync({ SAMLResponse: one.base64 }),
    }
    const took = { judged: [], hundred: [], yardstick: [] }
    for (let round = -3; round < rounds; round++) {
      for (const [name, work] of Object.entries(ways)) {
        const before = performance.now()
        for (let index = 0; index < batch; index++) await work()
        if (round >= 0) took[name].push(performance.now() - before)
      }
    }
    const judged = median(took.judged)
    return [
      { what: 'a response judged in full', against: 'node-saml', ratio: judged / median(took.yardstick), bar: 1 / 3 },
      { what: 'the same against 100 certificates', against: 'one', ratio: median(took.hundred) / judged, bar: 2 },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
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
