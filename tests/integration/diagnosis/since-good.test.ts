import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runDiagnosis } from '../../../src/main/diagnosis/run'
import { nodeHost } from '../../../src/main/host/node-host'
import { DiagnosisStore } from '../../../src/main/shell/store/diagnoses'
import type { DiagnosisSummary, KeptDiagnosis } from '../../../src/shared/diagnosis'
import { type Change, changesBetween } from '../../../src/shared/guidance/diagnosis-changes'
import { type DiagnoseInput, diagnoseInput } from '../../../src/shared/runs/diagnose'
import { honestAnswer, startLyingServer } from '../../lab/clock/lying-server'
import { adfsMetadata } from '../../lab/documents/adfs'
import { browserEndpoints } from '../../lab/documents/metadata'
import { issue, labWish } from '../../lab/idp/issue'
import { labKey, makeKey, type SigningKey } from '../../lab/idp/keys'
import { context } from '../../unit/diagnosis/without-a-process'

const setupId = 'setup-since-good'
let folder: string
let runs: number
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-since-good-'))
  runs = 0
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Diagnoses for the set-up as the window does: everything found is kept, and the program is started anew for the next. */
async function diagnosed(input: DiagnoseInput, startedAt: number): Promise<DiagnosisSummary> {
  const store = new DiagnosisStore(folder, () => new Date(startedAt), '1.0.0')
  const given = diagnoseInput.parse({ ...input, setupId })
  const id = `run-${++runs}-since-good`
  const keeper = store.keep(id, given)
  const signal = AbortSignal.timeout(20_000)
  const steps = runDiagnosis(given, { ...context(startedAt), host: nodeHost({ signal, now: () => startedAt }) })
  for (;;) {
    const step = await steps.next()
    if (!step.done) await keeper.found([step.value])
    else {
      if (!step.value.ok) throw new Error(step.value.problem.title)
      await keeper.ended('done', step.value.value, step.value.value)
      break
    }
  }
  const [latest] = (await store.list(setupId)).items
  if (latest?.id !== id) throw new Error('the diagnosis is not the latest of its set-up')
  return latest
}

/** What the history of the set-up says has changed since it was last good. */
async function sinceGood(): Promise<{ latest: DiagnosisSummary; changes: Change[] }> {
  const store = new DiagnosisStore(folder, () => new Date(), '1.0.0')
  const { items } = await store.list(setupId)
  const [latest, lastGood] = [items[0], items.find(({ good }) => good)]
  if (!latest || !lastGood) throw new Error('the history has no last good state')
  const read = async (id: string): Promise<KeptDiagnosis> => {
    const kept = await store.get(id)
    if (!kept.ok) throw new Error(kept.problem.title)
    return kept.value
  }
  return { latest, changes: changesBetween(await read(lastGood.id), await read(latest.id)) }
}

const metadataOf = (...keys: SigningKey[]) =>
  adfsMetadata({
    entityId: 'http://adfs.example.test/adfs/services/trust',
    signingCertificates: keys.map(({ certificateBase64 }) => certificateBase64),
    sso: browserEndpoints('https://adfs.example.test/adfs/ls/'),
  })

const day = 86_400_000
const then = labWish.at.getTime()

async function signIn(
  key: SigningKey,
  metadata: string,
  at: number,
  change: { acs?: string } = {},
): Promise<DiagnoseInput> {
  const { base64 } = await issue('adfs', { key, at: new Date(at), ...change })
  return {
    metadata: { kind: 'text', text: metadata },
    response: { kind: 'text', text: base64 },
    acs: labWish.acs,
    audience: labWish.audience,
    now: new Date(at).toISOString(),
  }
}

test('a certificate that was added, while the old one that signs has ended', async () => {
  const old = await makeKey({ notBefore: new Date(then - 300 * day), notAfter: new Date(then + 2 * day) })
  const next = await makeKey({
    subject: 'ADFS Signing - rolled over',
    notBefore: new Date(then),
    notAfter: new Date(then + 700 * day),
  })
  expect(await diagnosed(await signIn(old, metadataOf(old), then), then)).toMatchObject({ good: true })
  const later = then + 10 * day
  await diagnosed(await signIn(old, metadataOf(old, next), later), later)
  const { latest, changes } = await sinceGood()
  expect(latest).toMatchObject({ good: false, first: { cause: 'validating.certificate-expired', state: 'likely' } })
  expect(changes).toContainEqual({
    what: 'Certificate added',
    sentence: expect.stringContaining('in the metadata: CN=ADFS Signing - rolled over, valid until'),
    before: null,
    after: next.sha256,
  })
})

test('a certificate that signs now, and that nobody was given', async () => {
  const [old, next] = await Promise.all([labKey('since-good'), makeKey({})])
  expect(await diagnosed(await signIn(old, metadataOf(old), then), then)).toMatchObject({ good: true })
  await diagnosed(await signIn(next, metadataOf(old), then + day), then + day)
  const { latest, changes } = await sinceGood()
  expect(latest).toMatchObject({ good: false, first: { cause: 'saml.signature-invalid', state: 'confirmed' } })
  expect(changes).toContainEqual({
    what: 'Certificate added',
    sentence: expect.stringContaining('There is a new certificate of the response'),
    before: null,
    after: next.sha256,
  })
})

test.each([
  ['by the identity provider', `${labWish.acs}/old`, labWish.acs, 'Recipient and Destination of the response'],
  ['in the set-up', labWish.acs, `${labWish.acs}2`, 'the value given'],
])('an ACS URL that was changed %s', async (_, sent, given, from) => {
  const key = await labKey('since-good')
  expect(await diagnosed(await signIn(key, metadataOf(key), then), then)).toMatchObject({ good: true })
  const later = then + day
  await diagnosed({ ...(await signIn(key, metadataOf(key), later, { acs: sent })), acs: given }, later)
  const { latest, changes } = await sinceGood()
  expect(latest).toMatchObject({ good: false, first: { state: 'confirmed' } })
  expect(['validating.acs-url-typo', 'saml.recipient-mismatch']).toContain(latest.first?.cause)
  expect(changes).toContainEqual({
    what: 'ACS URL changed',
    sentence: `It is another one in ${from}.`,
    before: labWish.acs,
    after: sent === labWish.acs ? given : sent,
  })
})

test('a clock that moved, so that responses come before their time', async () => {
  const key = await labKey('since-good')
  let shiftMs = 0
  const server = await startLyingServer((request) => honestAnswer(request, shiftMs))
  try {
    const input = async (at: number, arrived: number) => ({
      ...(await signIn(key, metadataOf(key), at)),
      now: new Date(arrived).toISOString(),
      timeServers: [server.address],
    })
    const first = Date.now()
    expect(await diagnosed(await input(first, first), first)).toMatchObject({ good: true })
    // This machine falls ten minutes behind; the identity provider does not.
    shiftMs = 10 * 60_000
    const second = Date.now()
    await diagnosed(await input(second + shiftMs, second), second)
  } finally {
    await server.close()
  }
  const { latest, changes } = await sinceGood()
  expect(latest).toMatchObject({ good: false, first: { cause: 'saml.response-expired', state: 'confirmed' } })
  const moved = changes.find(({ what }) => what === 'Clock moved')
  expect(moved?.sentence).toMatch(/^The clock of 127\.0\.0\.1:\d+ stands (599|60\d) s otherwise against this machine’s/)
  expect([moved?.before, moved?.after]).toEqual([
    expect.stringMatching(/^[−+][01] s$/),
    expect.stringMatching(/^\+(599|60\d) s$/),
  ])
})
