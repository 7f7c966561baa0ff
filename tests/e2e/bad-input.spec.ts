import { execFileSync } from 'node:child_process'
import { statfsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { expect, test } from './electron-app'
import { type RunningLab, startLabProgram } from './lab'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

let lab: RunningLab
test.beforeAll(async () => {
  lab = await startLabProgram()
})
test.afterAll(async () => {
  await lab.close()
})

/** Tells the lab what is to happen at WorkOS. */
async function tellLab(operation: string, body: unknown): Promise<void> {
  const answer = await fetch(`${lab.workos.control}/${operation}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.status, operation).toBe(200)
}

/** Answers the next file dialogs with this path. */
async function answerDialogs(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, path)
}

/** What, why, what to do: in the alert of this part of the page, and nothing of the program's inside. */
async function expectSaid(within: Locator, ...said: readonly RegExp[]): Promise<void> {
  const alert = within.getByRole('alert')
  for (const one of said) await expect(alert).toContainText(one)
  await expect(alert).not.toContainText(/\[object|undefined|null|at .*\.js|Error:/)
}

const answers = [
  [
    'a proxy’s error page',
    { kind: 'html', status: 502 },
    /Something between this machine and WorkOS/,
    /502/,
    /network team/,
  ],
  [
    'a network’s sign-in page',
    { kind: 'html', status: 200, title: 'Sign in to Wi-Fi' },
    /web page came back/,
    /Sign in to Wi-Fi/,
    /browser/,
  ],
  ['a fault of the API', { kind: 'server-error' }, /fault of its own/, /status 500/, /status\.workos\.com/],
  ['a key that may not', { kind: 'forbidden' }, /may not read or change/, /lacks the permission/, /full access/],
  ['an answer cut short', { kind: 'malformed-json' }, /cannot be read/, /not complete JSON/, /Try again/],
] as const

test('whatever comes back in place of an answer is said in a sentence, and what was typed is sent when it is over', async ({
  launch,
}) => {
  const { window, pageErrors } = await launch({ env: lab.env })
  await expect(window).toHaveTitle(/ · Signpost$/)
  await window.getByTitle('WorkOS environment').click()
  await window.getByRole('menuitem', { name: 'Connections, directories, organizations' }).click()
  await window.getByRole('link', { name: 'Organizations' }).click()
  await expect(window.getByText('12 organizations, worst first')).toBeVisible()
  await window.getByRole('button', { name: 'New organization' }).click()
  const dialog = window.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Lumen Optics')
  await dialog.getByLabel('Domains').fill('lumen.invalid')
  const create = dialog.getByRole('button', { name: 'Create in staging' })

  for (const [what, fault, ...said] of answers) {
    await test.step(what, async () => {
      await tellLab('fail', { ...fault, method: 'POST', path: '/organizations', times: 'always' })
      await create.click()
      await expectSaid(dialog, ...said)
      await expect(dialog.getByLabel('Name')).toHaveValue('Lumen Optics')
      await expect(dialog.getByLabel('Domains')).toHaveValue('lumen.invalid')
      await tellLab('clear-faults', {})
    })
  }
  await tellLab('set-api-key', { environment: 'staging', key: lab.workos.staging.apiKey, standing: 'revoked' })
  await create.click()
  await expectSaid(dialog, /refuses the API key/, /revoked/, /enter a current one/)
  await tellLab('set-api-key', { environment: 'staging', key: lab.workos.staging.apiKey, standing: 'valid' })
  await create.click()
  await expect(heading(window)).toHaveText('Lumen Optics')

  // Told to wait, the program says so at once, and again to whoever presses once more before it is time.
  await tellLab('fail', { kind: 'rate-limited', retryAfter: 40, method: 'POST', path: '/organization_domains' })
  const domains = window.getByRole('region', { name: 'Domains' })
  await domains.getByLabel('Add a domain').fill('optics.invalid')
  for (const time of ['first', 'second']) {
    await domains.getByRole('button', { name: 'Add to staging' }).click()
    await expectSaid(domains, /asks to slow down/, /same key/, /in (40|3\d) seconds/)
    await expect(domains.getByLabel('Add a domain'), time).toHaveValue('optics.invalid')
  }

  // Nothing answers any more: the list that was read stays, and says that it is an earlier one. Another key need not wait.
  await window.getByTitle('WorkOS environment').click()
  await window.getByRole('menuitem', { name: /Production/ }).click()
  await window.getByTitle('WorkOS environment').click()
  await window.getByRole('menuitem', { name: 'Connections, directories, organizations' }).click()
  await expect(window.getByText('3 connections, worst first')).toBeVisible()
  await lab.close()
  await window.getByRole('button', { name: 'Refresh' }).click()
  await expectSaid(
    window.getByRole('main'),
    /refuses the connection|cannot be reached/,
    /was read before and may be out of date: 3 connections/,
  )
  await expect(window.getByRole('grid').getByRole('row').nth(3)).toBeVisible()
  expect(pageErrors).toEqual([])
})

const mayMount = process.platform === 'linux' && process.getuid?.() === 0

test('on a full disk what was typed stays on the screen, and is saved once there is room', async ({ launch }) => {
  test.skip(!mayMount, 'a small disk is mounted, which needs root on Linux')
  const userData = await mkdtemp(join(tmpdir(), 'signpost-full-'))
  const disk = join(userData, 'setups')
  await mkdir(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk])
  try {
    const { window } = await launch({ userData })
    await expect(window).toHaveTitle(/ · Signpost$/)
    await window.keyboard.press('Control+2')
    await window.getByRole('link', { name: 'New set-up' }).click()
    await window.getByLabel('Customer organization').fill('Acme Ltd')
    await window.getByLabel('Integration', { exact: true }).fill('adfs')
    await window.keyboard.press('Enter')
    await window.getByRole('button', { name: 'Start the set-up' }).click()
    await window.getByRole('navigation', { name: 'Parts of the set-up' }).getByRole('link', { name: 'Values' }).click()
    const { bavail, bsize } = statfsSync(disk)
    await writeFile(join(disk, 'filler'), Buffer.alloc(bavail * bsize))

    const card = window.getByRole('article', { name: 'IdP metadata URL', exact: true })
    const url = 'https://adfs.acme.example/FederationMetadata/2007-06/FederationMetadata.xml'
    await card.getByRole('textbox').fill(url)
    await expectSaid(card, /could not be saved/, /The disk is full/, /Free some space/)
    await expect(card.getByRole('textbox')).toHaveValue(url)
    await rm(join(disk, 'filler'))
    await card.getByRole('button', { name: 'Try again' }).click()
    await expect(card).toContainText('Saved')
    const [kept] = (await readdir(disk)).filter((name) => name.endsWith('.json'))
    expect(await readFile(join(disk, kept ?? ''), 'utf8')).toContain(url)
  } finally {
    execFileSync('umount', ['-l', disk])
    await rm(userData, { recursive: true, force: true })
  }
})

test('a file that cannot be read, and fifty megabytes on the clipboard, take nothing away that was typed', async ({
  launch,
}) => {
  const { app, window, pageErrors } = await launch()
  await expect(window).toHaveTitle(/ · Signpost$/)
  await window.keyboard.press('Control+4')
  await window.getByRole('link', { name: /^IdP metadata/ }).click()
  const url = window.getByLabel('Metadata URL')
  await url.fill('https://adfs.acme.example/federation.xml')
  await window.getByRole('radio', { name: 'File' }).click()
  // One that is gone, and a folder in its place.
  for (const [path, why] of [
    [join(tmpdir(), 'signpost-gone.xml'), /does not exist any more|no such file/i],
    [tmpdir(), /folder|not a regular file/i],
  ] as const) {
    await answerDialogs(app, path)
    await window.getByRole('button', { name: /Open a file/ }).click()
    await expectSaid(window.getByRole('main'), /cannot be read|could not be|is not a file/, why)
  }
  await window.getByRole('radio', { name: 'Address' }).click()
  await expect(url).toHaveValue('https://adfs.acme.example/federation.xml')

  await app.evaluate(({ clipboard }) => clipboard.writeText('<a>'.repeat(17_000_000)))
  await window.keyboard.press('Control+3')
  const box = window.getByLabel('What do you see, or what do you have?')
  await box.fill('Users cannot sign in')
  await box.press('Control+V')
  await expect(window.getByText(/too long for a field/)).toBeVisible()
  await expect(box).toHaveValue('Users cannot sign in')

  await window.keyboard.press('Control+4')
  await window.getByRole('link', { name: /^SCIM endpoint/ }).click()
  await window.getByLabel('Bearer token').press('Control+V')
  await expect(window.getByText(/far longer than any key or token/)).toBeVisible()
  expect(pageErrors).toEqual([])
})
