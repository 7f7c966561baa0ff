import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nodeHost } from '../../../src/main/host/node-host'
import type { RunContext } from '../../../src/main/runs/run'
import { SetupStore } from '../../../src/main/shell/store/setups'
import { WatchBookStore } from '../../../src/main/shell/store/watch-book'
import { WatchDesk } from '../../../src/main/shell/watch-desk'
import { sweepWatched } from '../../../src/main/watch/sweep'
import { failed, type Outcome, succeeded } from '../../../src/shared/problem'
import { watchSweepProgress, watchSweepResult } from '../../../src/shared/runs/watch'
import type { Setup } from '../../../src/shared/setup'
import { type SweepPart, type Swept, sweepParts } from '../../../src/shared/watch/overview'
import type { PagePath } from '../../lab/https-pages'
import { nearInspector } from '../../lab/sign-in'
import { type Lab, startLab } from '../../lab/start'

let lab: Lab
let folder: string
let desk: WatchDesk
let setups: SetupStore

beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())
beforeEach(async () => {
  lab.workos.scenario.reset()
  folder = await mkdtemp(join(tmpdir(), 'signpost-sweep-'))
  const clock = () => new Date()
  setups = await SetupStore.open(join(folder, 'setups'), clock, () => {})
  const book = await WatchBookStore.open(folder, clock(), () => {})
  desk = new WatchDesk(
    setups,
    book,
    clock,
    () => {},
    () => false,
  )
  return () => rm(folder, { recursive: true, force: true })
})

async function setupAt(page: PagePath, more: Partial<Setup> = {}): Promise<string> {
  const created = await setups.create('okta-saml', page, page)
  if (!created.ok) throw new Error(created.problem.title)
  const { id } = created.value
  await setups.edit(id, { do: 'set-value', name: 'idp_metadata_url', text: lab.https.url(page), origin: 'typed' })
  if (more.link) await setups.edit(id, { do: 'link', link: more.link })
  return id
}

interface Ended {
  outcome: Outcome<Swept>
  told: unknown[]
}

async function sweep(
  parts: SweepPart[],
  {
    signal,
    setupIds = null,
    onProgress = () => {},
  }: { signal?: AbortSignal; setupIds?: string[] | null; onProgress?: () => void } = {},
): Promise<Ended> {
  const told: unknown[] = []
  const context: RunContext & { progress: (make: () => unknown) => void } = {
    host: nodeHost({ ca: lab.caPath, ...(signal ? { signal } : {}) }),
    inspector: nearInspector,
    document: (source) =>
      source.kind === 'url' ? succeeded(source) : failed({ code: 'x', title: 'no files here', detail: '', remedy: '' }),
    environment: () => failed({ code: 'x', title: '', detail: '', remedy: '' }),
    secret: async () => failed({ code: 'x', title: '', detail: '', remedy: '' }),
    credentials: async (environmentId) =>
      environmentId === 'e1'
        ? succeeded({
            environmentId,
            environmentName: 'Staging',
            environmentKind: 'staging',
            apiKey: lab.workos.staging.apiKey,
            clientId: lab.workos.staging.clientId,
            baseUrl: lab.workos.origin,
          })
        : failed({
            code: 'workos.key-missing',
            title: 'This environment has no API key.',
            detail: 'None.',
            remedy: '',
          }),
    watched: desk,
    progress: (make) => {
      told.push(watchSweepProgress.parse(make()))
      onProgress()
    },
  }
  const run = sweepWatched({ setupIds, parts }, context)
  for (;;) {
    const step = await run.next()
    if (!step.done) continue
    if (step.value.ok) watchSweepResult.parse(JSON.parse(JSON.stringify(step.value.value)))
    return { outcome: step.value, told }
  }
}

const itemsOf = ({ outcome }: Ended) => (outcome.ok ? outcome.value.items : [])
const standingOf = async (id: string) => (await desk.overview()).metadata.find(({ setup }) => setup.id === id)
const linkTo = (ids: Partial<NonNullable<Setup['link']>>) => ({
  environmentId: 'e1',
  organizationId: null,
  connectionId: null,
  directoryId: null,
  ...ids,
})

describe('metadata', () => {
  const pages: ReadonlyArray<readonly [PagePath, state: 'same' | 'failing', trouble: RegExp | null]> = [
    ['/FederationMetadata/2007-06/FederationMetadata.xml', 'same', null],
    ['/expired.xml', 'same', null],
    ['/gzip.xml', 'same', null],
    ['/redirect', 'same', null],
    ['/sign-in', 'failing', /sign-in page/],
    ['/missing', 'failing', /404/],
    ['/unavailable', 'failing', /503/],
    ['/empty', 'failing', /empty/i],
    ['/truncated.xml', 'failing', /./],
    ['/redirect-loop', 'failing', /./],
    ['/cut', 'failing', /./],
    ['/bomb', 'failing', /./],
    ['/sp.xml', 'failing', /./],
    ['/aggregate.xml', 'failing', /several identity providers/],
  ]
  test('every page of the lab comes to what it is, and none holds up the others', async () => {
    const ids = await Promise.all(pages.map(([page]) => setupAt(page)))
    const { outcome, told } = await sweep(['metadata'])
    expect(outcome).toMatchObject({ ok: true, value: { finished: true } })
    expect(told.at(-1)).toMatchObject({ done: pages.length, total: pages.length })
    const standings = await Promise.all(ids.map(standingOf))
    pages.forEach(([page, state, trouble], index) => {
      expect(standings[index]?.state, page).toBe(state)
      if (trouble === null) expect(standings[index]?.trouble, page).toBeNull()
      else expect(standings[index]?.trouble, page).toMatch(trouble)
    })
    // What this machine cannot read, WorkOS may: no fault of the set-up. What has expired is one, also where nothing changed.
    const faults = itemsOf({ outcome, told }).filter(({ status }) => status === 'fail')
    expect(faults).toMatchObject([
      { organization: '/expired.xml', summary: expect.stringMatching(/expired 30 days ago/) },
    ])
  })

  test('of an aggregate the one that was read before, by its entity ID', async () => {
    const id = await setupAt('/aggregate.xml')
    const entityId = 'http://www.okta.com/exk1lab'
    await setups.edit(id, {
      do: 'sight-metadata',
      metadata: { from: 'a file', entityId, validUntil: null, certificates: [] },
    })
    await sweep(['metadata'])
    expect(await standingOf(id)).toMatchObject({ state: 'changed', trouble: null })
    expect(desk.book().metadata[id]?.seen).toMatchObject({ entityId })
    // Gone from it: said so, and not another one taken in its place.
    await setups.edit(id, {
      do: 'sight-metadata',
      metadata: { from: 'a file', entityId: 'urn:gone', validUntil: null, certificates: [] },
    })
    await sweep(['metadata'])
    expect((await standingOf(id))?.trouble).toMatch(/no longer holds urn:gone/)
  })

  test('changed, told in the journal once, accepted, and the same from then on', async () => {
    const page = '/okta/metadata'
    const id = await setupAt(page)
    await sweep(['metadata'])
    expect(await standingOf(id)).toMatchObject({ state: 'same', findings: [] })
    lab.https.serve(page, (request, response) => {
      response.writeHead(302, { Location: lab.https.url('/idp/shibboleth') }).end()
      request.resume()
    })
    const changed = await sweep(['metadata'])
    await sweep(['metadata'])
    expect(itemsOf(changed)[0]).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('The metadata changed.'),
    })
    const found = setups.get(id)
    expect(found.ok && found.value.journal.filter(({ text }) => text.startsWith('The metadata changed.'))).toHaveLength(
      1,
    )
    await desk.acceptMetadata(id)
    expect(await standingOf(id)).toMatchObject({ state: 'same', findings: [], workos: null })
    expect(itemsOf(await sweep(['metadata']))[0]).toMatchObject({ status: 'pass' })
  })

  test('set-ups that share an address are asked once', async () => {
    const page = '/entra/federationmetadata.xml'
    const before = lab.https.requests(page)
    await Promise.all(Array.from({ length: 12 }, () => setupAt(page)))
    await sweep(['metadata'])
    expect(lab.https.requests(page) - before).toBe(1)
    expect((await desk.overview()).metadata.map(({ state }) => state)).toEqual(Array(12).fill('same'))
  })

  test('cancelled in the middle: what was seen is kept, nothing hangs', async () => {
    const good = await setupAt('/FederationMetadata/2007-06/FederationMetadata.xml')
    const stalled = await setupAt('/stalled')
    const end = new AbortController()
    const started = Date.now()
    const { outcome } = await sweep(['metadata'], {
      signal: end.signal,
      onProgress: () => {
        if (desk.book().metadata[good]) end.abort()
      },
    })
    expect(Date.now() - started).toBeLessThan(10_000)
    expect(outcome).toMatchObject({ ok: true, value: { finished: false } })
    expect(await standingOf(good)).toMatchObject({ state: 'same' })
    expect(await standingOf(stalled)).toMatchObject({ state: 'unread', trouble: null })
  })
})

describe('the state at WorkOS', () => {
  test('is read and kept, with the certificates where the environment shows them', async () => {
    const { scenario } = lab.workos
    scenario.setFeature('staging', 'saml-certificates', true)
    const { id: connectionId } = scenario.connectionOf('staging', 'Acme Ltd')
    const id = await setupAt('/FederationMetadata/2007-06/FederationMetadata.xml', { link: linkTo({ connectionId }) })
    const items = itemsOf(await sweep(['metadata', 'workos']))
    expect(items.find(({ part }) => part === 'workos')?.summary).toContain('Validating')
    const found = setups.get(id)
    expect(found.ok && found.value.sightings).toMatchObject([{ of: 'connection', state: 'validating' }])
    const { rows } = await desk.overview()
    expect(rows.map(({ heldByWorkos }) => heldByWorkos)).toEqual([true])
  })

  test('a connection without certificates hides those of no other', async () => {
    const { scenario } = lab.workos
    scenario.setFeature('staging', 'saml-certificates', true)
    const oidc = scenario.connectionOf('staging', 'Fjord Bank')
    expect(oidc.type).toBe('OktaOIDC')
    const first = await setupAt('/okta/metadata', { link: linkTo({ connectionId: oidc.id }) })
    await sweep(['workos'], { setupIds: [first] })
    const { id: connectionId } = scenario.connectionOf('staging', 'Acme Ltd')
    await setupAt('/okta/metadata', { link: linkTo({ connectionId }) })
    await sweep(['workos'])
    expect(Object.keys(desk.book().held)).toEqual([connectionId])
  })

  test('without them, what its events ask to renew', async () => {
    const { id: connectionId } = lab.workos.scenario.connectionOf('staging', 'Evergreen University')
    await setupAt('/okta/metadata', { link: linkTo({ connectionId }) })
    await sweep(['workos'])
    expect((await desk.overview()).rows).toMatchObject([
      { what: 'The signing certificate that WorkOS asks to renew', band: 'under-30' },
    ])
  })

  test('refused, gone or without a key: each says so, only what is gone is a fault', async () => {
    const { scenario } = lab.workos
    const { id: connectionId } = scenario.connectionOf('staging', 'Acme Ltd')
    await setupAt('/okta/metadata', { link: linkTo({ connectionId: 'conn_01GONE00000000000000000000' }) })
    await setupAt('/okta/metadata', { link: linkTo({ environmentId: 'e2', connectionId }) })
    expect(itemsOf(await sweep(['workos'])).map(({ status, summary }) => [status, summary])).toEqual([
      ['fail', expect.stringMatching(/conn_01GONE/)],
      ['skipped', 'This environment has no API key. None.'],
    ])
    scenario.setApiKey('staging', lab.workos.staging.apiKey, 'revoked')
    expect(itemsOf(await sweep(['workos'])).map(({ status }) => status)).toEqual(['skipped', 'skipped'])
  })
})

test('the web server’s certificate and its clock become a row and a clock', async () => {
  await setupAt('/FederationMetadata/2007-06/FederationMetadata.xml')
  await sweep(['server', 'clock'])
  const { rows, clocks } = await desk.overview()
  expect(rows).toMatchObject([{ kind: 'server-certificate', what: new URL(lab.https.origin).host, band: 'later' }])
  expect(clocks).toMatchObject([{ source: lab.https.origin, kind: 'http-date' }])
  expect(Math.abs(clocks[0]?.offsetMs ?? Number.NaN)).toBeLessThan(2000)
})

test('a look at one set-up, or at the metadata alone, leaves the last check of all as it was', async () => {
  const id = await setupAt('/FederationMetadata/2007-06/FederationMetadata.xml')
  await setupAt('/missing')
  await sweep([...sweepParts])
  const before = desk.book().swept
  await sweep([...sweepParts], { setupIds: [id] })
  await sweep(['metadata'])
  expect(desk.book().swept).toBe(before)
  expect(before?.items.map(({ part }) => part).sort()).toEqual([
    'clock',
    'clock',
    'metadata',
    'metadata',
    'server',
    'server',
  ])
})

test('nothing to check ends at once', async () => {
  expect(await sweep([...sweepParts])).toMatchObject({
    outcome: { ok: true, value: { finished: true, items: [] } },
  })
})
