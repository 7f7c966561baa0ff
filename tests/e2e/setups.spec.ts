import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { ElectronApplication, Page } from '@playwright/test'
import { Agent, fetch as fetchFrom } from 'undici'
import { expect, test } from './electron-app'
import { type RunningLab, startLabProgram } from './lab'

const key = 'Qk3vT8mZrWb2nXc7LpYd5HsJf'
const acsUrl = `https://auth.workos.com/sso/saml/acs/${key}`
const entityId = `https://auth.workos.com/${key}`

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const step = (page: Page, text: RegExp) =>
  page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: text })
const part = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the set-up' }).getByRole('link', { name })
const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true })
const box = (page: Page, name: string) => card(page, name).getByRole('textbox')

let lab: RunningLab
let folder: string
test.beforeAll(async () => {
  lab = await startLabProgram()
  folder = await mkdtemp(join(tmpdir(), 'signpost-setups-'))
})
test.afterAll(async () => {
  await lab.close()
  await rm(folder, { recursive: true, force: true })
})

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

async function openSetups(page: Page): Promise<void> {
  await expect(heading(page)).toBeVisible()
  await page.keyboard.press('Control+2')
  await expect(heading(page)).toHaveText('Set-ups')
}

async function create(page: Page, organization: string, search: string, provider: string): Promise<void> {
  await openSetups(page)
  await page.getByRole('link', { name: 'New set-up' }).click()
  await page.getByLabel('Customer organization').fill(organization)
  await page.getByLabel('Integration', { exact: true }).fill(search)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Start the set-up' }).click()
  await expect(heading(page)).toContainText(`${organization} · ${provider}`)
}

/** Pastes as a person does: through the system's clipboard. */
async function paste(app: ElectronApplication, page: Page, name: string, text: string): Promise<void> {
  await app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text)
  await box(page, name).focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Control+V')
}

/** Answers the next file dialogs with this path; `null` cancels them. */
async function answerDialogs(app: ElectronApplication, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    const answer = { canceled: chosen === null, filePath: chosen ?? '', filePaths: chosen === null ? [] : [chosen] }
    dialog.showOpenDialog = async () => answer
    dialog.showSaveDialog = async () => answer
  }, path)
}

test('an AD FS set-up is walked from its first value to Active, with a restart on the way', async ({ launch }) => {
  test.slow()
  const first = await launch({ env: lab.env })
  const { app, window } = first
  await openSetups(window)
  await expect(window.getByRole('heading', { name: 'No set-up yet' })).toBeVisible()
  await create(window, 'Acme Ltd', 'adfs', 'Microsoft AD FS')

  // Five steps by keyboard, then the step that asks for what WorkOS gives.
  for (let at = 1; at <= 5; at++) {
    await expect(window.getByText(`Step ${at} of`)).toBeVisible()
    await window.keyboard.press('Control+Enter')
  }
  await expect(step(window, /^Step 6, here/)).toHaveAttribute('aria-current', 'step')
  await expect(window.getByText('5 of 29 steps')).toBeVisible()

  // The wrong value in the wrong box is told by name, and moved to the field it belongs to.
  await paste(app, window, 'ACS URL', entityId)
  await expect(card(window, 'ACS URL')).toContainText('This is an SP Entity ID of WorkOS, not the ACS URL.')
  await expect(card(window, 'ACS URL')).toContainText('Relying party identifiers')
  await card(window, 'ACS URL').getByRole('button', { name: 'Move it to SP Entity ID' }).click()
  await expect(box(window, 'SP Entity ID')).toHaveValue(entityId)
  await expect(box(window, 'ACS URL')).toHaveValue('')

  // What copying added is taken off with one press.
  await paste(app, window, 'ACS URL', ` ${acsUrl}\u200b`)
  await expect(card(window, 'ACS URL')).toContainText('a zero-width space removed, which cannot be seen')
  await card(window, 'ACS URL').getByRole('button', { name: 'Use the cleaned value' }).click()
  await expect(box(window, 'ACS URL')).toHaveValue(acsUrl)
  await expect(card(window, 'ACS URL')).toContainText('This is an ACS URL of WorkOS.')

  // The IdP's metadata: first a page that is none, then the real thing, then the same as a file.
  await step(window, /Find the metadata address/).click()
  const reader = window.getByRole('region', { name: 'Metadata of the identity provider' })
  await paste(app, window, 'IdP metadata URL', `${lab.https.origin}/sign-in`)
  await reader.getByRole('button', { name: 'Inspect the address' }).click()
  await expect(reader.getByText('Not usable as it is')).toBeVisible()
  await expect(heading(window), 'only the pane scrolls, never the window').toBeInViewport()
  await expect(box(window, 'IdP metadata URL')).toHaveValue(`${lab.https.origin}/sign-in`)
  await paste(app, window, 'IdP metadata URL', lab.https.metadata)
  await expect(card(window, 'IdP metadata URL')).toContainText('This is a metadata address of an identity provider.')
  await reader.getByRole('button', { name: 'Inspect the address' }).click()
  await expect(reader.getByText('Not usable as it is')).toBeHidden()
  await reader.getByRole('button', { name: 'Take all over' }).click()
  await expect(reader.getByText('in the set-up')).toHaveCount(3)

  const good = join(folder, 'adfs.xml')
  const agent = new Agent({ connect: { ca: await readFile(lab.caPath, 'utf8') } })
  await writeFile(good, await (await fetchFrom(lab.https.metadata, { dispatcher: agent })).text())
  await answerDialogs(app, good)
  await reader.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(reader.getByText('Not usable as it is')).toBeHidden()
  await expect(reader.getByText('adfs.xml').first()).toBeVisible()
  await expect(reader.getByText('in the set-up')).toHaveCount(3)

  const answer = join(folder, 'FederationMetadata.xml')
  await writeFile(answer, '<html><body>Please sign in</body></html>')
  await answerDialogs(app, answer)
  await reader.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(reader.getByText('Not usable as it is')).toBeVisible()
  await expect(reader.getByText('Failed').first()).toBeVisible()

  // The WorkOS side, watched until the state changes.
  await part(window, 'WorkOS side').click()
  await window.getByRole('button', { name: 'Choose…' }).first().click()
  await window.getByRole('textbox', { name: 'Filter: Organization' }).fill('acme')
  await window.getByRole('button', { name: /Acme Ltd.*org_/ }).click()
  await window.getByRole('button', { name: /Acme Ltd.*conn_/ }).click()
  const states = window.getByRole('list', { name: 'States of the connection' })
  await expect(states.getByRole('listitem').filter({ hasText: 'Validating' })).toHaveAttribute('aria-current', 'step')
  await expect(window.getByText('A connection turns active only after its first successful sign-in.')).toBeVisible()
  await expect(window.getByText(/next read in/).first()).toBeVisible()

  await part(window, 'Steps').click()
  await expect(step(window, /^Step 21, here/)).toHaveAttribute('aria-current', 'step')
  await first.app.close()

  // Reopened: the same step, the same values, still tied; and the state turns while the window looks on.
  const second = await launch({ userData: first.userData, env: lab.env })
  await openSetups(second.window)
  await expect(second.window.getByRole('listitem').filter({ hasText: 'Acme Ltd · Microsoft AD FS' })).toContainText(
    'Validating',
  )
  await second.window.getByRole('link', { name: /Acme Ltd · Microsoft AD FS/ }).click()
  await expect(step(second.window, /^Step 21, here/)).toHaveAttribute('aria-current', 'step')
  await expect(box(second.window, 'IdP metadata URL')).toHaveValue(lab.https.metadata)
  await part(second.window, 'WorkOS side').click()
  const again = second.window.getByRole('list', { name: 'States of the connection' })
  await expect(again.getByRole('listitem').filter({ hasText: 'Validating' })).toHaveAttribute('aria-current', 'step')

  const connection = (await tellLab('find-connection', { environment: 'staging', organization: 'Acme Ltd' })) as {
    id: string
  }
  await tellLab('set-connection-state', { id: connection.id, state: 'active' })
  await expect(again.getByRole('listitem').filter({ hasText: 'Active' })).toHaveAttribute('aria-current', 'step', {
    timeout: 40_000,
  })

  await part(second.window, 'Verification').click()
  await expect(second.window.getByText('2 of 6 verified.')).toBeVisible()
  const groups = second.window.getByRole('listitem').filter({ hasText: 'Groups mapped' })
  await expect(groups).toContainText('Sign in with a user who is in a group')
  await groups.getByRole('checkbox').click()
  await expect(groups).toContainText('Confirmed by hand')
  await expect(second.window.getByText('3 of 6 verified.')).toBeVisible()

  await part(second.window, 'Journal').click()
  await expect(second.window.getByText('The connection was seen as Active')).toBeVisible()
  expect([...first.pageErrors, ...second.pageErrors]).toEqual([])
})

test('a set-up is renamed, copied, deleted and brought back', async ({ launch }) => {
  const { window, pageErrors } = await launch()
  await create(window, 'Borealis GmbH', 'okta scim', 'Okta SCIM')
  await openSetups(window)
  const row = (name: string) => window.getByRole('listitem').filter({ hasText: name })

  const act = async (name: string, command: string) => {
    await window.getByRole('button', { name: `Actions for ${name}`, exact: true }).click()
    await window.getByRole('menuitem', { name: command }).click()
  }
  await act('Borealis GmbH · Okta SCIM', 'Rename…')
  await window.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Provisioning')
  await window.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await expect(row('Provisioning')).toBeVisible()

  await act('Provisioning', 'Duplicate')
  await expect(row('Provisioning (copy)')).toBeVisible()

  await act('Provisioning (copy)', 'Delete')
  await expect(row('Provisioning (copy)')).toHaveCount(0)
  await window.getByRole('button', { name: 'Undo' }).click()
  await expect(row('Provisioning (copy)')).toBeVisible()

  await window.getByRole('textbox', { name: 'Filter the set-ups' }).fill('copy')
  await expect(window.getByText('1 of 2')).toBeVisible()
  expect(pageErrors).toEqual([])
})

test('a set-up goes out as a file without its secret, and comes back in', async ({ launch }) => {
  const { app, window, pageErrors } = await launch()
  await create(window, 'Borealis GmbH', 'okta scim', 'Okta SCIM')
  await part(window, 'Values').click()
  await paste(app, window, 'SCIM endpoint', `https://api.workos.com/scim/v2.0/${key}`)
  const token = card(window, 'SCIM bearer token')
  await token.getByLabel('SCIM bearer token', { exact: true }).fill('Bearer se_canary0123456789')
  await expect(token).toContainText('“Bearer” in front removed')
  await token.getByRole('button', { name: 'Keep it, cleaned' }).click()
  await expect(token).toContainText('6789')
  await expect(token.getByRole('button', { name: 'Replace' })).toBeVisible()

  // When it ends is noted beside it, and goes along.
  await token.getByRole('button', { name: 'Note when it ends…' }).click()
  await window.getByRole('dialog').getByRole('checkbox', { name: 'It does not expire' }).click()
  await window.getByRole('dialog').getByRole('button', { name: 'Note it' }).click()
  await expect(token).toContainText('Does not expire (noted by you).')

  const file = join(folder, 'borealis.json')
  await answerDialogs(app, file)
  await window.getByRole('button', { name: 'Actions for this set-up' }).click()
  await window.getByRole('menuitem', { name: 'Export…' }).click()
  await expect(window.getByText(/was exported, without secrets/)).toBeVisible()
  const exported = await readFile(file, 'utf8')
  expect(exported).toContain(key)
  expect(exported).not.toContain('canary')
  expect(JSON.parse(exported).notes).toMatchObject([{ value: 'scim_bearer_token', end: { kind: 'never' } }])

  await openSetups(window)
  await window.getByRole('button', { name: 'Import…' }).click()
  await expect(heading(window)).toHaveText('Borealis GmbH · Okta SCIM')
  await part(window, 'Values').click()
  await expect(box(window, 'SCIM endpoint')).toHaveValue(`https://api.workos.com/scim/v2.0/${key}`)
  await expect(token.getByRole('button', { name: 'Keep it' })).toBeVisible()

  await writeFile(file, 'not a set-up')
  await openSetups(window)
  await window.getByRole('button', { name: 'Import…' }).click()
  await expect(window.getByRole('alert')).toContainText('borealis.json is not a set-up of Signpost.')
  await expect(window.getByText('2 set-ups')).toBeVisible()
  expect(pageErrors).toEqual([])
})

test('a secret that is pasted into an open field is not written to disk', async ({ launch }) => {
  const { app, window, userData } = await launch()
  await create(window, 'Acme Ltd', 'google oidc', 'Google Workspace')
  await part(window, 'Values').click()
  await paste(app, window, 'Client ID', 'GOCSPX-canarycanarycanarycanary12')
  await expect(card(window, 'Client ID')).toContainText('Not saved: a secret must not stand here')
  await card(window, 'Client ID').getByRole('button', { name: 'Move it to Client secret' }).click()
  await expect(card(window, 'Client secret')).toContainText('ry12')
  await app.close()
  for (const file of readdirSync(userData, { recursive: true, withFileTypes: true }))
    if (file.isFile()) expect(readFileSync(join(file.parentPath, file.name), 'latin1')).not.toContain('GOCSPX-canary')
})

test('a paste of fifty megabytes is refused with its size, and what stood there stays', async ({ launch }) => {
  const { window } = await launch()
  await create(window, 'Acme Ltd', 'adfs', 'Microsoft AD FS')
  await part(window, 'Values').click()
  await box(window, 'IdP metadata URL').fill(lab.https.metadata)
  await box(window, 'IdP metadata URL').evaluate((element) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '<a>'.repeat(17_000_000))
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(card(window, 'IdP metadata URL')).toContainText('51 000 000 characters')
  await expect(box(window, 'IdP metadata URL')).toHaveValue(lab.https.metadata)
  await window.keyboard.press('Control+1')
  await expect(heading(window)).toHaveText('Catalog')
})

test('a save that fails keeps what was typed, and is made good', async ({ launch }) => {
  const { window, userData } = await launch()
  await create(window, 'Acme Ltd', 'adfs', 'Microsoft AD FS')
  await part(window, 'Values').click()
  await rename(join(userData, 'setups'), join(userData, 'elsewhere'))
  await writeFile(join(userData, 'setups'), '')
  await box(window, 'ACS URL').fill(acsUrl)
  await expect(card(window, 'ACS URL').getByRole('alert')).toBeVisible()
  await expect(box(window, 'ACS URL')).toHaveValue(acsUrl)

  // Left and come back to: still there, still not saved.
  await part(window, 'Journal').click()
  await part(window, 'Values').click()
  await expect(box(window, 'ACS URL')).toHaveValue(acsUrl)
  await rm(join(userData, 'setups'))
  await rename(join(userData, 'elsewhere'), join(userData, 'setups'))
  await card(window, 'ACS URL').getByRole('button', { name: 'Try again' }).click()
  await expect(card(window, 'ACS URL')).toContainText('Saved')
})

test('what was typed an instant before the window closed is there when it opens again', async ({ launch }) => {
  const first = await launch()
  await create(first.window, 'Acme Ltd', 'adfs', 'Microsoft AD FS')
  await part(first.window, 'Values').click()
  await box(first.window, 'ACS URL').fill(acsUrl)
  await first.app.close()
  const second = await launch({ userData: first.userData })
  await openSetups(second.window)
  await second.window.getByRole('link', { name: /Acme Ltd · Microsoft AD FS/ }).click()
  await part(second.window, 'Values').click()
  await expect(box(second.window, 'ACS URL')).toHaveValue(acsUrl)
})

test('a damaged file is set aside and reported, and the rest is intact', async ({ launch }) => {
  const first = await launch()
  await create(first.window, 'Acme Ltd', 'adfs', 'Microsoft AD FS')
  await create(first.window, 'Borealis GmbH', 'okta scim', 'Okta SCIM')
  await first.app.close()
  const setups = join(first.userData, 'setups')
  const files = readdirSync(setups).filter((name) => name.endsWith('.json'))
  const victim = files.find((name) => readFileSync(join(setups, name), 'utf8').includes('okta-scim')) ?? ''
  await writeFile(join(setups, victim), '{"schema":1,"id":')

  const second = await launch({ userData: first.userData })
  await openSetups(second.window)
  await expect(second.window.getByText('One file could not be read')).toBeVisible()
  await expect(second.window.getByText(/Set aside as/)).toBeVisible()
  await expect(second.window.getByRole('link', { name: /Acme Ltd · Microsoft AD FS/ })).toBeVisible()
})

test('a refused key and a silent network each say what, why and what to do', async ({ launch }) => {
  const own = await startLabProgram()
  const { window } = await launch({ env: own.env })
  await create(window, 'Acme Ltd', 'adfs', 'Microsoft AD FS')
  await part(window, 'WorkOS side').click()
  await fetch(`${own.workos.control}/set-api-key`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ environment: 'staging', key: own.workos.staging.apiKey, standing: 'unknown' }),
  })
  await window.getByRole('button', { name: 'Choose…' }).first().click()
  const refused = window.getByRole('alert')
  await expect(refused).toContainText(/key/i)
  await own.close()
  await refused.getByRole('button', { name: 'Try again' }).click()
  await expect(refused).toContainText(/reach|connect|network/i, { timeout: 20_000 })
})

test('the hand-off sheet names every field, asks for what is missing and holds no secret', async ({ launch }) => {
  const { app, window } = await launch()
  await create(window, 'Borealis GmbH', 'okta scim', 'Okta SCIM')
  await part(window, 'Values').click()
  await box(window, 'SCIM endpoint').fill(`https://api.workos.com/scim/v2.0/${key}`)
  await part(window, 'Hand-off sheet').click()
  const sheet = window.getByRole('article', { name: 'Preview of the sheet' })
  await expect(sheet).toContainText('SCIM 2.0 Base URL')
  await expect(sheet.getByRole('row').filter({ hasText: 'OAuth Bearer Token' })).toContainText('sent separately')

  const file = join(folder, 'sheet.md')
  await answerDialogs(app, file)
  await window.getByRole('button', { name: 'Save…' }).click()
  await window.getByRole('menuitem', { name: /Markdown/ }).click()
  await expect(window.getByText('The hand-off sheet was saved.')).toBeVisible()
  expect(await readFile(file, 'utf8')).toContain(`\`https://api.workos.com/scim/v2.0/${key}\``)

  // As a page of its own: a value keeps its signs, and markup in a name stays text.
  await window.getByRole('button', { name: 'Actions for this set-up' }).click()
  await window.getByRole('menuitem', { name: 'Rename…' }).click()
  await window.getByRole('dialog').getByLabel('Customer organization').fill('<img src=x> & Sons')
  await window.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await part(window, 'Values').click()
  await box(window, 'SCIM endpoint').fill('https://api.workos.com/scim/v2.0/<key>')
  await part(window, 'Hand-off sheet').click()
  await expect(window.getByText('Look at this before you send it: SCIM endpoint')).toBeVisible()
  const page = join(folder, 'sheet.html')
  await answerDialogs(app, page)
  await window.getByRole('button', { name: 'Save…' }).click()
  await window.getByRole('menuitem', { name: /Web page/ }).click()
  await expect(window.getByText('The hand-off sheet was saved.').nth(1)).toBeVisible()
  const html = await readFile(page, 'utf8')
  expect(html).toContain('<code>https://api.workos.com/scim/v2.0/&lt;key&gt;</code>')
  expect(html).not.toContain('<img')
})

test('the whole set-up can be worked by keyboard', async ({ launch }) => {
  const { app, window } = await launch()
  await create(window, 'Acme Ltd', 'adfs', 'Microsoft AD FS')
  await window.keyboard.press('Alt+ArrowDown')
  await expect(step(window, /^Step 2, here/)).toHaveAttribute('aria-current', 'step')
  await step(window, /^Step 2, here/).focus()
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('End')
  await window.keyboard.press('Home')
  for (let at = 0; at < 5; at++) await window.keyboard.press('ArrowDown')
  await window.keyboard.press('Enter')
  await expect(step(window, /^Step 6, here/)).toHaveAttribute('aria-current', 'step')

  // A paste outside every box goes to the one it fits.
  await app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), entityId)
  await window.keyboard.press('Control+V')
  await expect(box(window, 'SP Entity ID')).toHaveValue(entityId)
  await expect(box(window, 'SP Entity ID')).toBeFocused()

  await window.keyboard.press('Control+Enter')
  await expect(step(window, /^Step 6, Done/)).toBeVisible()
  await expect(step(window, /^Step 1, here/).or(step(window, /^Step 7, here/))).toHaveAttribute('aria-current', 'step')

  await window.getByRole('button', { name: 'Waits for…' }).click()
  await window.keyboard.type('Network team')
  await window.keyboard.press('Enter')
  await expect(step(window, /Blocked/)).toContainText('waits for Network team')
})

test('every row of the catalog opens as a set-up, in every part, without an error', async ({ launch }) => {
  test.setTimeout(240_000)
  const { window, pageErrors } = await launch()
  await openSetups(window)
  const slugs = readdirSync('src/shared/catalog/integrations').map((file) => file.replace('.json', ''))
  for (const slug of slugs) {
    const id = await window.evaluate(async (row) => {
      const calls = (
        globalThis as unknown as {
          signpost: { calls: Record<string, (input: unknown) => Promise<{ ok: boolean; value: { id: string } }>> }
        }
      ).signpost.calls
      return (await calls['setups.create']?.({ slug: row, organization: 'Acme' }))?.value.id ?? ''
    }, slug)
    for (const view of ['', '/values', '/attributes', '/handoff', '/verify']) {
      await window.evaluate((hash) => {
        location.hash = hash
      }, `/setups/${id}${view}`)
      await expect(heading(window), slug).toContainText('Acme ·')
    }
    expect(pageErrors, slug).toEqual([])
  }
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the set-ups hold to WCAG 2.2 AA in ${colorScheme}`, async ({ launch }) => {
    test.slow()
    const { app, window } = await launch({ env: lab.env })
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(window.locator('[data-is-root-theme=true]')).toHaveClass(new RegExp(`\\b${colorScheme}\\b`))
    const judge = async (what: string) => {
      await window.mouse.move(0, 0)
      const { violations } = await new AxeBuilder({ page: window })
        .setLegacyMode()
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze()
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
      )
      expect(found, what).toEqual([])
    }
    await openSetups(window)
    await judge('the empty list')
    await window.getByRole('link', { name: 'New set-up' }).click()
    await judge('a new set-up')
    await create(window, 'Acme Ltd', 'adfs', 'Microsoft AD FS')
    await judge('the first step')
    await step(window, /Under Service Provider Details/).click()
    await paste(app, window, 'ACS URL', entityId)
    await paste(app, window, 'SP Entity ID', `${acsUrl}/`)
    await paste(app, window, 'SP Metadata', 'C:\\Users\\anna\\metadata.xml')
    await expect(card(window, 'SP Metadata')).toContainText('the path of a file')
    await judge('refused and misplaced values')
    await step(window, /Find the metadata address/).click()
    await paste(app, window, 'IdP metadata URL', lab.https.metadata)
    await window.getByRole('button', { name: 'Inspect the address' }).click()
    await expect(window.getByText(/checks passed/).first()).toBeVisible()
    await judge('inspected metadata')
    await window.getByRole('button', { name: 'Waits for…' }).click()
    await judge('whom a step waits for')
    await window.getByRole('button', { name: 'Network team' }).click()
    await expect(step(window, /Blocked/)).toBeVisible()
    await judge('a step that waits')
    for (const name of ['Values', 'Attributes', 'WorkOS side', 'Verification', 'Hand-off sheet', 'Journal']) {
      await part(window, name).click()
      await judge(name)
    }
    await part(window, 'WorkOS side').click()
    await window.getByRole('button', { name: 'Choose…' }).first().click()
    await window.getByRole('button', { name: /Acme Ltd.*org_/ }).click()
    await judge('a list of connections')
    await window.getByRole('button', { name: /Acme Ltd.*conn_/ }).click()
    await expect(window.getByRole('list', { name: 'States of the connection' })).toBeVisible()
    await judge('the state')
    await part(window, 'Verification').click()
    await expect(window.getByRole('heading', { name: 'What WorkOS says' })).toBeVisible()
    await judge('the verification')
    await openSetups(window)
    await judge('the list')
  })
}
