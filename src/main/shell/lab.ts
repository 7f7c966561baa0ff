import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { app, type Session } from 'electron'
import { z } from 'zod'
import type { Trust } from './sign-in/guest'
import type { PreferenceStore } from './store/preferences'
import type { Vault } from './store/vault'

/** What `npm start -- --lab` tells of the practice lab, as JSON in the variable SIGNPOST_LAB. */
const labSchema = z.object({
  workos: z.object({
    origin: z.string().regex(/^http:\/\/127\.0\.0\.1:\d+$/),
    staging: z.object({ apiKey: z.string(), clientId: z.string() }),
    production: z.object({ apiKey: z.string(), clientId: z.string() }),
  }),
  caPath: z.string(),
})

const kinds = ['staging', 'production'] as const

/**
 * Connects to the practice lab: its two environments appear in Settings, and its own authority is trusted for addresses on
 * 127.0.0.1, for this session only. Never in an installed program. Null when no lab was entered; else what makes a session trust it.
 */
export async function enterLab(
  told: string | undefined,
  preferences: PreferenceStore,
  vault: Vault,
  outside: Session,
): Promise<Trust | null> {
  if (told === undefined || app.isPackaged) return null
  const { workos, caPath } = labSchema.parse(JSON.parse(told))

  const environments = kinds.map((kind) => ({
    id: `lab-${kind}`,
    name: kind === 'staging' ? 'Practice lab' : 'Practice lab, production',
    kind,
    clientId: workos[kind].clientId,
    baseUrl: workos.origin,
  }))
  await preferences.change((before) => ({
    ...before,
    environments: [...before.environments.filter((one) => !one.id.startsWith('lab-')), ...environments],
    settings: { ...before.settings, environmentId: 'lab-staging' },
  }))
  for (const kind of kinds) await vault.set(`environment:lab-${kind}:api-key`, workos[kind].apiKey)
  const caPem = await readFile(caPath, 'utf8')
  const trust: Trust = (session) => trustForLoopback(session, caPem)
  trust(outside)
  return trust
}

function trustForLoopback(session: Session, caPem: string): void {
  const authority = new X509Certificate(caPem)
  session.setCertificateVerifyProc(({ hostname, certificate, verificationResult }, decide) => {
    if (verificationResult === 'net::OK') return decide(0)
    const loopback = hostname === '127.0.0.1' || hostname === 'localhost'
    const leaf = new X509Certificate(certificate.data)
    const good = loopback && leaf.verify(authority.publicKey) && Date.parse(leaf.validTo) > Date.now()
    // -3: what Chromium itself made of it.
    decide(good ? 0 : -3)
  })
}
