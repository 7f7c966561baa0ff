import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { browse } from '../lab/oauth/browser'
import { accessToken, clientSecret, startFaultyOidc } from '../lab/oauth/faulty-oidc'
import { startFaultyScim } from '../lab/scim/faulty'
import { push, type Send } from '../lab/scim/idp'
import { expect, test } from './electron-app'

async function openTool(page: Page, name: string): Promise<void> {
  await expect(page).toHaveTitle(/ · Signpost$/)
  await page.keyboard.press('Control+4')
  await page.getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
}

/** Asks for a rehearsal, at first without having agreed to it. */
async function rehearse(page: Page, { base, token }: { base: string; token: string }): Promise<void> {
  await openTool(page, 'SCIM endpoint')
  await page.getByRole('textbox', { name: 'SCIM endpoint' }).fill(base)
  await page.getByLabel('Bearer token').fill(token)
  await page.getByRole('radio', { name: 'Rehearse' }).click()
  const begin = page.getByRole('button', { name: 'Rehearse', exact: true })
  await begin.click()
  await expect(page.getByText('Say that it may write to this directory.')).toBeVisible()
  await page.getByRole('checkbox', { name: 'I may do that in this directory' }).click()
  await begin.click()
}

const result = (page: Page) => page.getByRole('region', { name: 'Result' })
const clipboard = (app: ElectronApplication) => app.evaluate(({ clipboard }) => clipboard.readText())

test('a secret is taken with the very press that leaves its field, and nothing below it moves', async ({ launch }) => {
  const service = await startFaultyScim()
  const { window } = await launch()
  await openTool(window, 'SCIM endpoint')
  await window.getByRole('textbox', { name: 'SCIM endpoint' }).fill(service.base)
  await window.getByLabel('Bearer token').fill(service.token)
  const button = window.getByRole('button', { name: 'Check', exact: true })
  const before = await button.boundingBox()
  if (!before) throw new Error('there is no button')
  const below = async () => {
    const token = await window.getByText('Bearer token', { exact: true }).boundingBox()
    return ((await button.boundingBox())?.y ?? 0) - (token?.y ?? 0)
  }
  const distance = await below()
  await window.mouse.move(before.x + 10, before.y + 2)
  await window.mouse.down()
  await window.mouse.up()
  const line = window.getByText(`ends in ${service.token.slice(-4)}`)
  await expect(line).toBeVisible()
  await expect(result(window).getByRole('button', { name: 'Put away' })).toBeVisible()
  expect(await below()).toBe(distance)
  expect(service.requests.map(({ method }) => method)).toContain('GET')

  // By keyboard: the focus is on the line once it was taken, and back in the field once it was put away.
  await window.getByRole('button', { name: 'Remove' }).press('Enter')
  await expect(window.getByLabel('Bearer token')).toBeFocused()
  await window.keyboard.type('another-token-abcd')
  await window.keyboard.press('Enter')
  await window.keyboard.press('Enter')
  await expect(window.getByText('ends in abcd')).toBeVisible()
  await window.keyboard.press('Tab')
  await expect(window.getByRole('button', { name: 'Remove' })).toBeFocused()
  await service.close()
})

test('a SCIM endpoint is rehearsed with consent only, and what went wrong is named', async ({ launch }) => {
  const service = await startFaultyScim('stays-active')
  const { window, userData, pageErrors } = await launch()
  await rehearse(window, service)
  await expect(result(window).getByRole('button', { name: 'Put away' })).toBeVisible()
  await expect(result(window).getByRole('list', { name: 'Steps' })).toContainText('Fail')
  await expect(result(window).getByRole('list', { name: 'Steps' })).toBeInViewport()
  await expectNowhere(window, userData, [service.token])
  expect(pageErrors).toEqual([])
  await service.close()
})

for (const fatal of [1, 4, 9]) {
  test(`killed at write ${fatal} of a rehearsal, the program says so when it opens again, and removes what is left`, async ({
    launch,
  }) => {
    const service = await startFaultyScim()
    const before = [service.users.size, service.groups.size]
    const userData = await mkdtemp(join(tmpdir(), 'signpost-killed-'))
    const first = await launch({ userData })
    const killed = new Promise((resolve) => first.app.process().once('exit', (_, signal) => resolve(signal)))
    const push = service.requests.push.bind(service.requests)
    let writes = 0
    service.requests.push = (...items) => {
      writes += items.filter(({ method }) => method !== 'GET').length
      if (writes === fatal) first.app.process().kill('SIGKILL')
      return push(...items)
    }
    await rehearse(first.window, service)
    expect(await killed).toBe('SIGKILL')
    service.requests.push = push
    expect(service.users.size).toBeGreaterThan(before[0] ?? 0)

    const { window } = await launch({ userData })
    await window.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Look' }).click()
    await expect(window.getByText('A rehearsal was cut off')).toBeVisible()
    await window.getByRole('button', { name: 'Remove leftovers…' }).click()
    await expect(window.getByRole('textbox', { name: 'SCIM endpoint' })).toHaveValue(service.base)
    await window.getByLabel('Bearer token').fill(service.token)
    await window.getByRole('checkbox', { name: 'I may do that in this directory' }).click()
    await window.getByRole('button', { name: 'Remove leftovers', exact: true }).click()
    await expect(result(window).getByRole('button', { name: 'Put away' })).toBeVisible()
    await expect(window.getByText('A rehearsal was cut off')).toBeHidden()
    expect([service.users.size, service.groups.size]).toEqual(before)
    await expectNowhere(window, userData, [service.token])
    await service.close()
    await rm(userData, { recursive: true, force: true })
  })
}

test('what an identity provider pushes is shown as it comes, and a change that never came is a finding once it was made', async ({
  launch,
}) => {
  const { app, window, userData, pageErrors } = await launch()
  await openTool(window, 'SCIM capture')
  await window.getByRole('textbox', { name: 'Port' }).fill('0')
  await window.getByRole('button', { name: 'Start' }).click()
  const address = (await window.getByText(/^http:\/\/127\.0\.0\.1:\d+/).textContent()) ?? ''
  await window.getByRole('button', { name: 'Copy token' }).click()
  await expect(window.getByText('The token is on the clipboard.')).toBeVisible()
  const token = await clipboard(app)

  await push('okta', sendTo(address, token), { faults: ['no-deactivation'], users: 40 })
  const list = window.getByRole('listbox', { name: 'Requests, the newest first' })
  await expect(list).toContainText('POST')
  await list.evaluate((element) => element.scrollTo(0, 1500))
  const middle = list.getByRole('option').filter({ hasText: 'user20@acme.example' }).first()
  await middle.scrollIntoViewIfNeeded()
  const depth = async () => ((await middle.boundingBox())?.y ?? 0) - ((await list.boundingBox())?.y ?? 0)
  const before = await depth()
  await push('okta', sendTo(address, token), { faults: ['tests-only'] })
  await expect(window.getByText('124 requests')).toBeVisible()
  expect(await depth()).toBe(before)
  await expect(list.getByText('…')).toHaveCount(0)
  const attributes = window.getByRole('region', { name: 'Attributes' })
  await expect(attributes).toContainText('userName')
  await window.getByRole('checkbox', { name: /deactivated/ }).click()
  await expect(window.getByText(/Deactivate Users/).first()).toBeVisible()
  await expectNowhere(window, userData, [token])
  await window.getByRole('button', { name: 'Stop' }).click()
  await expect(window.getByText('Stopped')).toBeVisible()
  expect(pageErrors).toEqual([])
})

test('an OpenID Connect provider is checked, and a sign-in in the system browser shows what its ID token says', async ({
  launch,
}) => {
  const provider = await startFaultyOidc('other-nonce')
  const { app, window, userData, pageErrors } = await launch()
  await app.evaluate(({ shell }) => {
    shell.openExternal = async (url) => {
      Object.assign(globalThis, { opened: url })
    }
  })
  await openTool(window, 'OAuth and OpenID Connect')
  await window.getByRole('textbox', { name: 'Issuer or discovery address' }).fill(provider.issuer)
  await window.getByRole('textbox', { name: 'Client ID' }).fill('client-1')
  await window.getByLabel('Client secret').fill(clientSecret)
  await window.getByRole('textbox', { name: 'Redirect URI on this machine' }).fill('http://127.0.0.1:0/callback')
  await window.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(result(window).getByRole('button', { name: 'Put away' })).toBeVisible()
  await expect(result(window)).toContainText(`${provider.issuer}/token`)

  await window.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(window.getByText('Waiting for the browser…')).toBeVisible()
  await browse(await app.evaluate(() => (globalThis as unknown as { opened: string }).opened))
  await expect(window.getByText(/carries another nonce/)).toBeVisible()
  await expect(window.getByText('anna@acme.example').first()).toBeVisible()
  await expectNowhere(window, userData, [clientSecret, accessToken])
  expect(pageErrors).toEqual([])
  await provider.close()
})

/** No secret stands in the page, in what it says of itself, or in any file that Signpost keeps. */
async function expectNowhere(window: Page, userData: string, secrets: readonly string[]): Promise<void> {
  const page = await window.content()
  const files = await readdir(userData, { recursive: true, withFileTypes: true })
  const kept = await Promise.all(
    files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name)).catch(() => '')),
  )
  for (const secret of secrets) {
    expect(page).not.toContain(secret)
    expect(kept.some((content) => content.includes(secret))).toBe(false)
  }
}

function sendTo(address: string, token: string): Send {
  return async ({ method, path, userAgent, body }) => {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/scim+json',
        ...(userAgent === '' ? {} : { 'user-agent': userAgent }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? null : JSON.parse(text) }
  }
}
