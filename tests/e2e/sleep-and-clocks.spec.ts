import type { ElectronApplication, Page } from '@playwright/test'
import { z } from 'zod'
import { expect, test } from './electron-app'
import { type RunningLab, startLabProgram } from './lab'
import { callBridge, connectionOf, tellLab } from './sign-in-driver'

let lab: RunningLab
test.beforeAll(async () => {
  lab = await startLabProgram()
})
test.afterAll(() => lab.close())

const hours = 3_600_000

/** The machine falls asleep. */
const sleep = (app: ElectronApplication) => app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'))

/** The clock of the machine is set: that of the program, and that of the page. */
async function setClock(app: ElectronApplication, window: Page, byMs: number): Promise<void> {
  const move = (ms: number) => {
    const before = Date.now
    Date.now = () => before() + ms
  }
  await window.evaluate(move, byMs)
  await app.evaluate((_, ms) => {
    const before = Date.now
    Date.now = () => before() + ms
  }, byMs)
}

/** It wakes up, and its clock is another. */
async function wake(app: ElectronApplication, window: Page, byMs: number): Promise<void> {
  await setClock(app, window, byMs)
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'))
}

const requestsTo = async (path: string) =>
  z.object({ count: z.number() }).parse(await tellLab(lab, 'requests', { path })).count
const asked = (path: string, atLeast: number) =>
  expect.poll(() => requestsTo(path), { intervals: [50] }).toBeGreaterThanOrEqual(atLeast)

test('a laptop that sleeps in the middle of a list and of a poll, with a clock that jumps, comes back to one clear state', async ({
  launch,
}) => {
  const { app, window, pageErrors } = await launch({ env: lab.env })
  await tellLab(lab, 'seed-connections', { count: 500 })
  await tellLab(lab, 'fail', { kind: 'slow', delayMs: 200, path: '/connections', times: 'always' })
  await tellLab(lab, 'reset-requests', {})
  await window.evaluate(() => {
    location.hash = '#/workbench/workos/lab-staging/connections'
  })

  // Asleep after the second page was asked for; on waking, the network is not there yet.
  await asked('/connections', 2)
  await sleep(app)
  const allThatWasAsked = async () =>
    window.getByText(`${30 + 100 * ((await requestsTo('/connections')) - 1)} connections, worst first`).isVisible()
  await expect.poll(allThatWasAsked).toBe(true)
  await tellLab(lab, 'clear-faults', {})
  await tellLab(lab, 'fail', { kind: 'cut', path: '/connections', times: 4 })
  await wake(app, window, 9 * hours)
  await expect(window.getByText('513 connections, worst first')).toBeVisible()
  await expect(window.getByRole('alert')).toBeHidden()

  // The clock is set back in the middle of the next reading.
  await tellLab(lab, 'reset-requests', {})
  await tellLab(lab, 'fail', { kind: 'slow', delayMs: 200, path: '/connections', times: 'always' })
  await window.getByRole('button', { name: 'Refresh' }).click()
  await asked('/connections', 2)
  await sleep(app)
  await wake(app, window, -11 * hours)
  await tellLab(lab, 'clear-faults', {})
  await expect(window.getByText(/^Reading again/)).toBeHidden()
  await expect(window.getByText('513 connections, worst first')).toBeVisible()
  await expect(window.getByRole('alert')).toBeHidden()

  // A set-up that watches its connection: asleep nothing is asked, and on waking it is asked at once.
  const { id: connectionId } = await connectionOf(lab, 'Acme Ltd')
  const setup = z
    .object({ id: z.string() })
    .parse(await callBridge(window, 'setups.create', { slug: 'microsoft-ad-fs-saml', organization: 'Acme Ltd' }))
  const link = { environmentId: 'lab-staging', organizationId: null, connectionId, directoryId: null }
  await callBridge(window, 'setups.edit', { id: setup.id, edit: { do: 'link', link } })
  await window.evaluate((path) => {
    location.hash = path
  }, `#/setups/${setup.id}/workos`)
  const states = window.getByRole('list', { name: 'States of the connection' })
  const here = (name: string) =>
    expect(states.getByRole('listitem').filter({ hasText: name })).toHaveAttribute('aria-current', 'step')
  const resting = window.getByText('watch paused while the window is hidden').first()
  await here('Validating')
  await expect(window.getByText(/next read in [5-8] s/).first()).toBeVisible()
  await setClock(app, window, -3 * hours)
  await expect(window.getByText(/next read in [2-4] s/).first()).toBeVisible()
  await sleep(app)
  await expect(resting).toBeVisible()
  await tellLab(lab, 'set-connection-state', { id: connectionId, state: 'active' })
  await wake(app, window, 30 * 24 * hours)
  await here('Active')

  // A window that is not seen asks nothing, though the machine wakes up.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
  await expect(resting).toBeVisible()
  await sleep(app)
  await tellLab(lab, 'reset-requests', {})
  await wake(app, window, -hours)
  await expect(resting).toBeVisible()
  expect(await requestsTo(`/connections/${connectionId}`)).toBe(0)

  // Meanwhile the key has expired: said once, and not asked again with it.
  await tellLab(lab, 'set-api-key', { key: lab.workos.staging.apiKey, standing: 'revoked' })
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show())
  await expect(window.getByRole('alert').first()).toContainText('WorkOS refuses the API key.')
  await expect(window.getByText('watch stopped').first()).toBeVisible()
  expect(await requestsTo(`/connections/${connectionId}`)).toBe(1)
  await here('Active')

  // With a key that holds, the next look is a fresh one.
  await tellLab(lab, 'set-api-key', { key: lab.workos.staging.apiKey, standing: 'valid' })
  await sleep(app)
  await wake(app, window, 0)
  await expect(window.getByRole('alert')).toHaveCount(0)
  await expect(window.getByText(/next read in \d s/).first()).toBeVisible()
  expect(pageErrors).toEqual([])
})
