import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { portalIntents } from '../../src/shared/workos'
import { expect, test } from './electron-app'
import { type RunningLab, startLabProgram } from './lab'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const rows = (page: Page) => page.getByRole('grid').getByRole('row')
const record = (page: Page, name: RegExp | string) => rows(page).filter({ hasText: name })

let lab: RunningLab
test.beforeAll(async () => {
  lab = await startLabProgram()
})
test.beforeEach(() => tellLab('reset', {}))
test.afterAll(async () => {
  await lab.close()
})

const withId = z.object({ id: z.string() })

/** Tells the lab what is to happen at WorkOS. */
async function tellLab(operation: string, body: unknown): Promise<unknown> {
  const answer = await fetch(`${lab.workos.control}/${operation}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.status, operation).toBe(200)
  return answer.json()
}

/** Opens the lists of the environment in use by the badge at the edge of the window. */
async function openLists(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/ · Signpost$/)
  await page.getByTitle('WorkOS environment').click()
  await page.getByRole('menuitem', { name: 'Connections, directories, organizations' }).click()
  await expect(heading(page)).toHaveText('Practice lab')
}

/** Every string the page's JavaScript holds. */
async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return chunks.join('')
}

async function filesBelow(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const contents = await Promise.all(files.map((file) => readFile(file).catch(() => Buffer.alloc(0))))
  return Buffer.concat(contents).toString('latin1')
}

test('ten thousand connections stream in, are filtered and sorted meanwhile, and production never slips in', async ({
  launch,
}) => {
  test.slow()
  await tellLab('seed-connections', { environment: 'staging', count: 10_000 })
  await tellLab('fail', { kind: 'slow', delayMs: 15, path: '/connections', times: 'always' })
  const { window, pageErrors } = await launch({ env: lab.env })
  await openLists(window)

  // Rows are there, and can be worked with, long before the last page.
  await expect(record(window, 'Customer').first()).toBeVisible()
  const filter = window.getByRole('combobox', { name: 'Filter the list' })
  await filter.fill('customer-09')
  await window.getByRole('columnheader', { name: 'Provider' }).getByRole('button').click()
  await expect(window.getByText('Reading from WorkOS…')).toBeVisible()
  await expect(record(window, /Customer 09\d\d\d/).first()).toBeVisible()
  await expect(window.getByText(/^1,000 of 10,013 connections/)).toBeVisible({ timeout: 40_000 })
  await expect(window.getByRole('button', { name: 'Refresh' })).toBeVisible()

  // A few dozen rows exist for the thousand that fit; keys go to any of them.
  expect(await rows(window).count()).toBeLessThan(60)
  await window.getByRole('button', { name: 'Worst first' }).click()
  await window.keyboard.press('Escape')
  await filter.fill('customer-09971')
  await filter.press('ArrowDown')
  await filter.press('Enter')
  await expect(heading(window)).toHaveText('Customer 09971')
  await expect(region(window, 'What WorkOS says').getByText('The connection is in the state “Draft”.')).toBeVisible()
  await window.getByRole('link', { name: 'Connections' }).click()
  await expect(filter).toHaveValue('customer-09971')
  await window.getByRole('button', { name: 'Clear filters' }).click()

  // The other environment, by the badge: the same list of it, in word and colour, with nothing of this one.
  await window.getByTitle('WorkOS environment').click()
  await window.getByRole('menuitem', { name: /Production/ }).click()
  await expect(heading(window)).toHaveText('Practice lab, production')
  await expect(window.getByText('3 connections, worst first')).toBeVisible()
  await expect(record(window, 'Customer')).toHaveCount(0)
  await window.goBack()
  await expect(heading(window)).toHaveText('Practice lab')
  await expect(window.getByTitle('WorkOS environment')).toContainText('Staging')
  await expect(window.getByText('10,013 connections, worst first')).toBeVisible()
  expect(await tellLab('requests', { path: '/connections' })).toMatchObject({ count: expect.any(Number) })
  expect(pageErrors).toEqual([])
})

test('a key revoked in the middle of a list: what came stays, everything says so, and the next key starts afresh', async ({
  launch,
}) => {
  await tellLab('seed-connections', { environment: 'staging', count: 500 })
  await tellLab('fail', { kind: 'unauthorized', skip: 4, times: 'always' })
  const { window, userData } = await launch({ env: lab.env })
  await openLists(window)
  const alert = window.getByRole('alert')
  await expect(alert).toContainText('WorkOS refuses the API key.')
  await expect(alert).toContainText(/What is below is not all: \d+ connections\./)
  await expect(record(window, 'Customer').first()).toBeVisible()

  await window.getByRole('link', { name: 'WorkOS environments' }).click()
  const staging = window.getByRole('article', { name: 'Practice lab', exact: true })
  await expect(staging).toContainText('Refused by WorkOS')
  await expect(window.getByRole('article', { name: 'Practice lab, production' })).toContainText('Not used yet')

  // A key of the other environment by mistake: nothing of the first remains.
  await tellLab('clear-faults', {})
  await window.keyboard.press('Control+,')
  const card = window.getByRole('article', { name: 'Practice lab', exact: true })
  await card.getByRole('button', { name: 'Replace' }).click()
  await card.getByLabel('API key').fill(lab.workos.production.apiKey)
  await card.getByRole('button', { name: 'Keep the key' }).click()
  await expect(card.getByRole('button', { name: 'Replace' })).toBeVisible()
  await openLists(window)
  await expect(window.getByText('3 connections, worst first')).toBeVisible()
  await expect(record(window, 'Customer')).toHaveCount(0)

  // Forgotten: no list, and what to do.
  await window.keyboard.press('Control+,')
  await card.getByRole('button', { name: /^Actions for/ }).click()
  await window.getByRole('menuitem', { name: 'Forget the API key' }).click()
  await expect(card.getByLabel('API key')).toBeVisible()
  await openLists(window)
  await expect(window.getByRole('alert')).toContainText('This environment has no API key.')
  await expect(window.getByRole('link', { name: 'Open Settings' })).toBeVisible()

  // Neither key is in any file.
  const files = await filesBelow(userData)
  for (const { apiKey } of [lab.workos.staging, lab.workos.production]) {
    expect(files.includes(apiKey)).toBe(false)
    expect(files.includes(Buffer.from(apiKey).toString('base64').replace(/=+$/, ''))).toBe(false)
  }
})

test('a connection: why sign-ins fail, what WorkOS sends, its set-up, a portal link nobody sees, deletion by name', async ({
  launch,
}) => {
  test.slow()
  const { app, window, userData, pageErrors } = await launch({ env: lab.env })
  await openLists(window)
  await window.getByRole('combobox', { name: 'Filter the list' }).fill('acme')
  await record(window, 'Acme Ltd').click()
  await expect(heading(window)).toHaveText('Acme Ltd')
  await expect(region(window, 'Events').getByText('saml_audience_mismatch').first()).toBeVisible()
  await expect(region(window, 'IdP signing certificates')).toContainText('This environment does not show them')
  await expect(region(window, 'Connection')).toContainText('Make a test sign-in.')
  await expect(window.getByRole('button', { name: 'Test sign-in' })).toHaveCount(1)

  // A set-up of it, tied to it, takes the values WorkOS really uses.
  await window.getByRole('button', { name: 'Make a set-up of it' }).click()
  await expect(heading(window)).toContainText('Acme Ltd · Microsoft AD FS')
  await window.goBack()
  await expect(window.getByRole('link', { name: 'Open its set-up' })).toBeVisible()
  const sends = region(window, 'What WorkOS sends')
  await sends.getByRole('button', { name: 'Ask WorkOS' }).click()
  await expect(sends.getByText(/\/sso\/saml\/acs\//)).toBeVisible()
  await sends.getByRole('button', { name: 'Take over into the set-up' }).click()
  await expect(sends.getByText('the same as in the set-up')).toHaveCount(2)

  // The link to the Admin Portal goes to the clipboard by way of main.
  await window.getByRole('button', { name: 'Actions for this connection' }).click()
  await window.getByRole('menuitem', { name: 'Admin Portal link…' }).click()
  const dialog = window.getByRole('dialog')
  const tokens: string[] = []
  for (const intent of portalIntents) {
    await dialog.getByLabel('What it opens').selectOption(intent)
    await dialog.getByRole('button', { name: /^Make (the|a new) link$/ }).click()
    await dialog.getByRole('button', { name: 'Copy the link' }).click()
    await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible()
    await expect(dialog.getByRole('timer')).toContainText(/opens for another (5:00|4:5\d)/)
    const link = await app.evaluate(({ clipboard }) => clipboard.readText())
    expect(await (await fetch(link)).text()).toContain(`${intent} for Acme Ltd`)
    tokens.push(new URL(link).searchParams.get('token') ?? '')
  }
  expect(new Set(tokens).size).toBe(portalIntents.length)
  expect(Math.min(...tokens.map(({ length }) => length))).toBeGreaterThan(20)
  const [heap, files] = [await heapOf(window), await filesBelow(userData)]
  expect(heap.includes('saml_audience_mismatch')).toBe(true)
  for (const secret of [...tokens, lab.workos.staging.apiKey]) {
    expect(heap.includes(secret), 'in the page').toBe(false)
    expect(files.includes(secret), 'in a file').toBe(false)
  }
  await window.keyboard.press('Escape')

  // Deletion: only under its name as WorkOS has it.
  await window.getByRole('button', { name: 'Actions for this connection' }).click()
  await window.getByRole('menuitem', { name: 'Delete the connection…' }).click()
  const confirm = window.getByRole('alertdialog')
  await confirm.getByRole('textbox').fill('acme ltd')
  await expect(confirm.getByRole('button', { name: 'Delete for good' })).toBeDisabled()
  await confirm.getByRole('textbox').fill('Acme Ltd')
  await confirm.getByRole('button', { name: 'Delete for good' }).click()
  await expect(heading(window)).toHaveText('Practice lab')
  await window.getByRole('combobox', { name: 'Filter the list' }).fill('')
  await expect(window.getByText('12 connections, worst first')).toBeVisible()

  // A list that cannot be read again stays, and says that it is an earlier one.
  await tellLab('fail', { kind: 'unauthorized', times: 'always' })
  await window.getByRole('button', { name: 'Refresh' }).click()
  await expect(window.getByRole('alert')).toContainText('was read before and may be out of date: 12 connections.')
  expect(pageErrors).toEqual([])
})

test('an organization is created, gets a domain with its TXT record, and is deleted by name', async ({ launch }) => {
  const { window } = await launch({ env: lab.env })
  await openLists(window)
  await window.getByRole('link', { name: 'Organizations' }).click()
  await window.getByRole('button', { name: 'New organization' }).click()
  const dialog = window.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Lumen Optics')
  await dialog.getByLabel('Domains').fill('https://lumen.invalid')
  await dialog.getByRole('button', { name: 'Create in staging' }).click()
  await expect(dialog.getByText('is not a domain')).toBeVisible()
  await dialog.getByLabel('Domains').fill('lumen.invalid')
  await dialog.getByRole('button', { name: 'Create in staging' }).click()
  await expect(heading(window)).toHaveText('Lumen Optics')

  const first = window.getByRole('article', { name: 'lumen.invalid', exact: true })
  await expect(first.getByText(/^signpost-lab-domain-verification-.*=/)).toBeVisible()
  await window.getByLabel('Add a domain').fill('optics.invalid')
  await window.getByRole('button', { name: 'Add to staging' }).click()
  const second = window.getByRole('article', { name: 'optics.invalid', exact: true })
  await expect(second.getByText('Pending')).toBeVisible()
  await second.getByRole('button', { name: 'Look it up in DNS' }).click()
  await expect(second.getByText('workos.domain')).toBeVisible({ timeout: 20_000 })
  await expect(second.getByText('The TXT record is published')).toBeHidden()

  await window.getByRole('button', { name: 'Actions for this organization' }).click()
  await window.getByRole('menuitem', { name: 'Delete the organization…' }).click()
  await window.getByRole('alertdialog').getByRole('textbox').fill('Lumen Optics')
  await window.getByRole('alertdialog').getByRole('button', { name: 'Delete for good' }).click()
  await expect(window.getByText('12 organizations, worst first')).toBeVisible()
  await expect(record(window, 'Lumen Optics')).toHaveCount(0)
})

test('a directory: who lacks what, what changed since the last look, its endpoint and its token', async ({
  launch,
}) => {
  const { id } = withId.parse(await tellLab('find-directory', { environment: 'staging', organization: 'Acme Ltd' }))
  const { token } = z.object({ token: z.string() }).parse(await tellLab('create-directory-token', { directory: id }))
  const { window } = await launch({ env: lab.env })
  await openLists(window)
  await window.getByRole('link', { name: 'Directories' }).click()
  await record(window, 'Acme Ltd').click()

  const users = region(window, 'Users')
  await expect(users.getByText('14 read')).toBeVisible()
  await users.getByRole('button', { name: /^Without e-mail/ }).click()
  await expect(users.getByText('No email')).toBeVisible()
  await users.getByRole('button', { name: /^All/ }).click()
  await tellLab('add-directory-user', {
    directory: id,
    user: {
      ...{ email: 'new.hire@acme.example', firstName: 'New', lastName: 'Hire' },
      rawAttributes: { costCenter: '4711' },
    },
  })
  await users.getByRole('button', { name: 'Look again' }).click()
  await expect(users.getByText('Since the last look: 1 arrived, 0 gone, 0 changed')).toBeVisible()
  await users.getByRole('button', { name: 'New Hire' }).first().click()
  await expect(window.getByRole('dialog')).toContainText('new.hire@acme.example')
  await expect(window.getByRole('dialog')).toContainText('costCenter"4711"')
  await window.keyboard.press('Escape')
  const groups = region(window, 'Groups')
  await tellLab('add-directory-group', { directory: id, name: 'Contractors' })
  await groups.getByRole('button', { name: 'Look again' }).click()
  await expect(groups.getByText('Since the last look: 1 arrived, 0 gone, 0 changed')).toBeVisible()
  await groups.getByRole('button', { name: 'Engineering' }).click()
  await expect(window.getByRole('dialog')).toContainText('displayName"Engineering"')
  await window.keyboard.press('Escape')

  const endpoint = region(window, 'SCIM endpoint')
  const right = (await endpoint.getByText(/\/scim\/v2\.0\//).textContent()) ?? ''
  await endpoint.getByRole('textbox').fill(`${right}/`)
  await expect(endpoint.getByText('ends with a slash that is not expected')).toBeVisible()
  await endpoint.getByRole('textbox').fill(right)
  await expect(endpoint.getByText('The same, character by character.')).toBeVisible()

  const bearer = region(window, 'Bearer token')
  await bearer.getByLabel(/^The token/).fill(token)
  await bearer.getByRole('button', { name: 'Compare' }).click()
  await expect(bearer.getByText('This token ends like the directory’s current one.')).toBeVisible()
  await tellLab('revoke-directory-token', { directory: id, token })
  await bearer.getByLabel(/^The token/).fill(token)
  await bearer.getByRole('button', { name: 'Compare' }).click()
  await expect(bearer.getByText(/This token was revoked/)).toBeVisible()
  expect((await heapOf(window)).includes(token)).toBe(false)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the WorkOS environments hold to WCAG 2.2 AA in ${colorScheme}`, async ({ launch }) => {
    test.slow()
    const { window } = await launch({ env: lab.env })
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(window.locator('[data-is-root-theme=true]')).toHaveClass(new RegExp(`\\b${colorScheme}\\b`))
    const judge = async (what: string) => {
      const { violations } = await new AxeBuilder({ page: window })
        .setLegacyMode()
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze()
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
      )
      expect(found, what).toEqual([])
    }
    await openLists(window)
    await expect(window.getByText('13 connections, worst first')).toBeVisible()
    await judge('connections')
    await window.getByLabel('Group by organization').click()
    await judge('connections by organization')
    await record(window, /Cobalt Health/)
      .last()
      .click()
    await expect(region(window, 'Events')).toBeVisible()
    await judge('a connection')
    await window.getByRole('button', { name: 'Actions for this connection' }).click()
    await window.getByRole('menuitem', { name: 'Delete the connection…' }).click()
    await judge('deletion')
    await window.keyboard.press('Escape')
    await window.getByRole('link', { name: 'Cobalt Health' }).click()
    await expect(region(window, 'Directories')).toBeVisible()
    await judge('an organization')
    await region(window, 'Directories').getByRole('link').click()
    await expect(region(window, 'Users').getByText('6 read')).toBeVisible()
    await judge('a directory')
    await window.getByRole('link', { name: 'Directories' }).click()
    await window.getByRole('link', { name: 'WorkOS environments' }).click()
    await expect(heading(window)).toHaveText('WorkOS environments')
    await judge('the environments')
  })
}
