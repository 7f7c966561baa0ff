import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { ElectronApplication, Page } from '@playwright/test'
import { z } from 'zod'
import { issue } from '../lab/idp/issue'
import { expect, test } from './electron-app'
import { type RunningLab, startLabProgram } from './lab'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const part = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the diagnosis' }).getByRole('link', { name })
const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true })
const expired = 'The signing certificate of the identity provider has expired'

/** Letters as they are read: without blanks, ligatures and soft hyphens, which paper sets otherwise. */
const squeezed = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s\u00ad\f]/g, '')
    .toLowerCase()

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** The texts of a page, piece by piece, folded ones as well. */
const textsOf = (html: string) =>
  html
    .slice(html.indexOf('<body'))
    .split(/<[^>]*>/)
    .map((text) => text.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => entities[name] ?? whole).trim())
    .filter((text) => text !== '')

let lab: RunningLab
let folder: string
test.beforeAll(async () => {
  lab = await startLabProgram()
  folder = await mkdtemp(join(tmpdir(), 'signpost-diagnose-'))
})
test.afterAll(async () => {
  await lab.close()
  await rm(folder, { recursive: true, force: true })
})

const acme = z.object({ id: z.string(), organizationId: z.string(), acsUrl: z.string(), spEntityId: z.string() })

/** Acme’s connection at WorkOS, as the lab knows it. */
async function acmeConnection() {
  const answer = await fetch(`${lab.workos.control}/find-connection`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ environment: 'staging', organization: 'Acme Ltd' }),
  })
  return acme.parse(await answer.json())
}

/** A set-up of Acme’s AD FS whose metadata lies at this address; made through the bridge, as setups.spec.ts walks it by hand. */
async function makeSetup(page: Page, metadataUrl: string): Promise<string> {
  const connection = await acmeConnection()
  const values = { acs_url: connection.acsUrl, sp_entity_id: connection.spEntityId, idp_metadata_url: metadataUrl }
  const link = {
    environmentId: 'lab-staging',
    organizationId: connection.organizationId,
    connectionId: connection.id,
    directoryId: null,
  }
  return page.evaluate(
    async ({ setupValues, setupLink }) => {
      const { calls } = Reflect.get(globalThis, 'signpost')
      const made = await calls['setups.create']({ slug: 'microsoft-ad-fs-saml', organization: 'Acme Ltd' })
      const { id } = made.value
      for (const [name, text] of Object.entries(setupValues))
        await calls['setups.edit']({ id, edit: { do: 'set-value', name, text, origin: 'typed' } })
      await calls['setups.edit']({ id, edit: { do: 'link', link: setupLink } })
      return id
    },
    { setupValues: values, setupLink: link },
  )
}

/** Answers the next file dialogs with this path. */
async function answerDialogs(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    const answer = { canceled: false, filePath: chosen, filePaths: [chosen] }
    dialog.showOpenDialog = async () => answer
    dialog.showSaveDialog = async () => answer
  }, path)
}

async function openSetup(page: Page, id: string): Promise<void> {
  await page.evaluate((path) => {
    location.hash = path
  }, `/setups/${id}`)
  await expect(heading(page)).toContainText('Acme Ltd')
}

const over = (page: Page) => expect(page.getByRole('button', { name: 'Look again' })).toBeVisible({ timeout: 45_000 })

test('a broken AD FS connection is diagnosed from its set-up to the exported report', async ({ launch }) => {
  test.slow()
  const { app, window, pageErrors } = await launch({ env: lab.env })
  await expect(window).toHaveTitle(/ · Signpost$/)
  const id = await makeSetup(window, `${lab.https.origin}/expired.xml`)
  await openSetup(window, id)
  await window.getByRole('link', { name: 'Diagnose', exact: true }).last().click()
  await expect(window.getByRole('heading', { name: 'Not diagnosed yet' })).toBeVisible()
  await window.getByRole('button', { name: 'Diagnose', exact: true }).first().click()
  await over(window)

  // The root cause stands on top: state, sentence, evidence, next action with its owner.
  const root = card(window, expired)
  await expect(window.getByRole('article').first()).toHaveAccessibleName(expired)
  await expect(root.getByText('Confirmed', { exact: true })).toBeVisible()
  await expect(root).toContainText('Valid until')
  await expect(root).toContainText('IdP administrator')
  await root.getByRole('button', { name: 'Copy command' }).click()
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toContain('Update-AdfsCertificate')
  await root.getByRole('button', { name: /^Message to/ }).click()
  const dialog = window.getByRole('dialog')
  await expect(dialog.getByLabel('Message', { exact: true })).toHaveValue(/AD FS Management > Service > Certificates/)
  await window.keyboard.press('Escape')
  await expect(window.getByRole('img', { name: /1 confirmed/ })).toBeVisible()

  // One branch is looked at again; what was found of the others stays.
  await part(window, 'Tree').click()
  await window.getByRole('treeitem', { name: 'SCIM sync failing' }).click()
  await window.getByRole('button', { name: 'Look at this branch again' }).click()
  await over(window)
  await part(window, 'Result').click()
  await expect(root.getByText('Confirmed', { exact: true })).toBeVisible()

  // From a finding into its tool, filled in; and back from there into the same diagnosis.
  await root.getByRole('link', { name: /^Open in workbench/ }).click()
  await expect(window.getByLabel('Metadata URL')).toHaveValue(`${lab.https.origin}/expired.xml`)
  await window.getByLabel('Metadata URL').fill(lab.https.metadata)
  await window.keyboard.press('Enter')
  await window.getByRole('button', { name: 'Use in diagnosis' }).click()
  await window.getByRole('menuitem', { name: /Acme Ltd/ }).click()
  await expect(window.getByLabel('Metadata', { exact: true })).toHaveValue(lab.https.metadata)
  await window.getByRole('button', { name: 'As in the set-up' }).click()
  await expect(window.getByLabel('Metadata', { exact: true })).toHaveValue(`${lab.https.origin}/expired.xml`)

  // What leaves is seen first, and saved as it was seen.
  await window.getByRole('link', { name: 'Report' }).click()
  const seen = window.frameLocator('iframe')
  await expect(seen.getByRole('heading', { level: 1 })).toHaveText(expired)
  const save = async (format: string, name: string) => {
    const path = join(folder, name)
    await answerDialogs(app, path)
    await window.getByRole('radio', { name: format }).click()
    await window.getByRole('button', { name: 'Save' }).click()
    await expect(window.getByText('The report was saved.').last()).toBeVisible()
    await window.getByRole('button', { name: 'Dismiss' }).last().click()
    return readFile(path)
  }
  const html = (await save('Web page', 'report.html')).toString()
  const markdown = (await save('Markdown', 'report.md')).toString()
  const json = (await save('Evidence', 'evidence.json')).toString()
  const pdf = await save('PDF', 'report.pdf')
  expect(markdown).toContain(expired)
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  const onPaper = squeezed(
    execFileSync('pdftotext', ['-raw', '-enc', 'UTF-8', join(folder, 'report.pdf'), '-']).toString(),
  )
  const onScreen = textsOf(html)
  expect(onScreen.length).toBeGreaterThan(100)
  expect(onScreen.filter((text) => !onPaper.includes(squeezed(text)))).toEqual([])
  const { findings } = z.object({ findings: z.array(z.object({ summary: z.string() })) }).parse(JSON.parse(json))
  const shown = squeezed(onScreen.join(''))
  expect(findings.filter(({ summary }) => !shown.includes(squeezed(summary)))).toEqual([])
  for (const text of [html, markdown, json]) {
    expect(text).toContain('expired.xml')
    expect(text).not.toContain(lab.workos.staging.apiKey)
  }

  // The evidence opens again as somebody else’s, is judged anew, and shows the same.
  await window.keyboard.press('Control+3')
  await answerDialogs(app, join(folder, 'evidence.json'))
  await window.getByRole('button', { name: 'Open evidence' }).click()
  await expect(heading(window)).toHaveText('Diagnosis from elsewhere')
  await expect(card(window, expired).getByText('Confirmed', { exact: true })).toBeVisible()

  // The set-up remembers it.
  await openSetup(window, id)
  await window.getByRole('link', { name: 'Journal' }).click()
  await expect(window.getByText(`Diagnosis: confirmed: ${expired}.`).first()).toBeVisible()
  expect(pageErrors).toEqual([])
})

test('an error text leads to the cause, by way of the one input that settles it', async ({ launch }) => {
  const { window } = await launch()
  await expect(window).toHaveTitle(/ · Signpost$/)
  const connection = {
    acs: 'https://auth.workos.com/sso/saml/acs/Qk3vT8mZrWb2nXc7LpYd5HsJf',
    audience: 'https://auth.workos.com/Qk3vT8mZrWb2nXc7LpYd5HsJf',
  }
  const { base64 } = await issue('adfs', { ...connection, at: new Date(), fault: 'recipient-other' })
  await window.keyboard.press('Control+3')
  await window.getByLabel('What do you see').fill('MSIS3200: No AssertionConsumerService is configured')
  await expect(window.getByRole('list', { name: 'What this is known as' })).toContainText('AD FS: MSIS3200')
  await window.keyboard.press('Control+Enter')
  const hints = window.getByRole('region', { name: 'What you describe points here' })
  await expect(hints).toContainText('The identity provider has a wrong ACS URL')

  await hints.getByRole('button', { name: 'Give a SAML response' }).first().click()
  const dialog = window.getByRole('dialog', { name: 'Give a SAML response' })
  await dialog.getByLabel('SAML response').fill(base64)
  await dialog.getByRole('button', { name: 'Look again' }).click()
  await over(window)
  await window
    .getByRole('region', { name: 'What you describe points here' })
    .getByRole('button', { name: 'Give the ACS URL' })
    .first()
    .click()
  await window.getByRole('dialog').getByLabel('ACS URL that WorkOS shows').fill(connection.acs)
  await window.getByRole('dialog').getByRole('button', { name: 'Look again' }).click()
  const root = card(window, 'The identity provider has a wrong ACS URL')
  await expect(root.getByText('Confirmed', { exact: true })).toBeVisible({ timeout: 45_000 })
  await expect(root.getByRole('row', { name: /^Received/ })).toHaveCount(1)
  await expect(root).toContainText(connection.acs)

  // What was typed is still there, and the same findings stand side by side.
  await part(window, 'Side by side').click()
  await expect(window.getByRole('row', { name: /^ACS URL/ })).toContainText('Differs')
  await part(window, 'Inputs').click()
  await expect(window.getByLabel('Error text or symptom')).toHaveValue(/MSIS3200/)
})

test('killing the program in the middle of a diagnosis loses no finding that was shown', async ({ launch }) => {
  const userData = await mkdtemp(join(tmpdir(), 'signpost-killed-'))
  const first = await launch({ env: lab.env, userData })
  await expect(first.window).toHaveTitle(/ · Signpost$/)
  const id = await makeSetup(first.window, `${lab.https.origin}/slow`)
  const open = async (page: Page, view: string) => {
    await page.evaluate((path) => {
      location.hash = path
    }, `/diagnose/case/${id}${view}`)
  }
  await open(first.window, '')
  await first.window.getByRole('button', { name: 'Diagnose', exact: true }).first().click()
  const count = (page: Page) =>
    part(page, 'Findings')
      .textContent()
      .then((text) => Number(/\d+/.exec(text ?? '')?.[0] ?? 0))
  await expect.poll(() => count(first.window)).toBeGreaterThan(5)
  await expect(first.window.getByRole('button', { name: 'Cancel' })).toBeVisible()
  const shown = await count(first.window)
  const gone = new Promise((resolve) => first.app.process().once('exit', resolve))
  first.app.process().kill('SIGKILL')
  await gone

  const { window } = await launch({ env: lab.env, userData })
  await expect(window).toHaveTitle(/ · Signpost$/)
  await open(window, '/history')
  await window.getByRole('link', { name: /Signpost ended before it did/ }).click()
  await expect(window.getByText('Signpost ended before this diagnosis did')).toBeVisible()
  expect(await count(window)).toBeGreaterThanOrEqual(shown)
  await rm(userData, { recursive: true, force: true })
})

test('a diagnosis that is cancelled keeps what it had found, and the history says how it ended', async ({ launch }) => {
  const { window } = await launch({ env: lab.env })
  await expect(window).toHaveTitle(/ · Signpost$/)
  const id = await makeSetup(window, `${lab.https.origin}/slow`)
  const open = (view: string) =>
    window.evaluate((path) => {
      location.hash = path
    }, `/diagnose/case/${id}${view}`)
  await open('')
  await window.getByRole('button', { name: 'Diagnose', exact: true }).first().click()
  await expect(part(window, 'Findings')).toHaveText(/Findings\s*[1-9]/)
  await window.getByRole('button', { name: 'Cancel' }).click()
  await over(window)
  await expect(window.getByText('What it had found until then is still shown.')).toBeVisible()
  await expect(part(window, 'Findings')).toHaveText(/Findings\s*[1-9]/)
  await open('/history')
  await expect(window.getByRole('link', { name: /[Cc]ancelled/ })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`Diagnose holds to WCAG 2.2 AA in ${colorScheme}, and its tree works by keyboard`, async ({ launch }) => {
    test.slow()
    const { window } = await launch({ env: lab.env })
    await window.emulateMedia({ colorScheme })
    await expect(window).toHaveTitle(/ · Signpost$/)
    const id = await makeSetup(window, `${lab.https.origin}/expired.xml`)
    const clean = async (path: string, there: RegExp) => {
      await window.evaluate((hash) => {
        location.hash = hash
      }, path)
      await expect(heading(window)).toHaveText(there)
      const { violations } = await new AxeBuilder({ page: window })
        .setLegacyMode()
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze()
      expect(violations.map(({ id: rule, nodes }) => `${path}: ${rule}: ${nodes[0]?.html}`)).toEqual([])
    }
    await clean('/diagnose', /^Diagnose$/)
    await clean(`/diagnose/case/${id}/inputs`, /Acme Ltd/)
    await window.getByRole('button', { name: 'Diagnose', exact: true }).first().click()
    await over(window)
    for (const view of ['', '/tree', '/sides', '/findings', '/history'])
      await clean(`/diagnose/case/${id}${view}`, /Acme Ltd/)
    await clean('/diagnose/errors', /Error reference/)
    await clean('/diagnose/causes', /All known causes/)
    await clean('/diagnose/causes/validating.acs-url-typo', /wrong ACS URL/)

    await window.evaluate((hash) => {
      location.hash = hash
    }, `/diagnose/case/${id}/tree`)
    const tree = window.getByRole('tree', { name: 'Causes by branch' })
    const focused = tree.locator('[role=treeitem]:focus')
    await tree.getByRole('treeitem', { selected: true }).focus()
    await expect(focused).toHaveAccessibleName(new RegExp(expired))
    await window.keyboard.press('Home')
    await expect(focused).toHaveAccessibleName(/^Connection stuck in Draft/)
    await window.keyboard.press('ArrowLeft')
    await expect(focused).toHaveAttribute('aria-expanded', 'false')
    await window.keyboard.press('ArrowDown')
    await expect(focused).toHaveAccessibleName(/^Connection stuck in Validating/)
    await window.keyboard.type('scim')
    await expect(focused).toHaveAccessibleName(/^SCIM sync failing/)
    await window.keyboard.press('ArrowRight')
    await window.keyboard.press('Enter')
    await expect(window.getByRole('region', { name: 'Details' })).toContainText('The bearer token is refused')
    await window.keyboard.press('End')
    await expect(focused).toHaveAccessibleName(/The e-mail domain is not verified/)
  })
}
