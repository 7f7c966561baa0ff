import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './electron-app'

/** A call through the bridge, made by the page itself. */
function call(window: Page, name: string, input?: unknown): Promise<unknown> {
  return window.evaluate(
    ([callName, callInput]) => {
      const bridge = Reflect.get(globalThis, 'signpost')
      return bridge.calls[callName as string](callInput)
    },
    [name, input],
  )
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

test('the page has no Node, no Electron, and a bridge of named functions only', async ({ launch }) => {
  const { window } = await launch()
  const world = await window.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', '__dirname'].filter((name) => name in globalThis),
    bridge: Object.keys(Reflect.get(globalThis, 'signpost')).sort(),
    frozen: Object.isFrozen(Reflect.get(globalThis, 'signpost')),
  }))
  expect(world.node).toEqual([])
  expect(world.bridge).toEqual(['adoptFile', 'calls', 'events'])
})

test('the content policy is strict and holds', async ({ launch }) => {
  const { app, window } = await launch()
  const policy = await app.evaluate(async ({ session }) => {
    const answer = await session.defaultSession.fetch('app://signpost/index.html')
    return answer.headers.get('content-security-policy')
  })
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("connect-src 'none'")
  expect(policy).toContain("require-trusted-types-for 'script'")
  expect(policy).not.toContain('unsafe')
  const attempts = await window.evaluate(async () => {
    const outcome: Record<string, string> = {}
    const tryOut = async (name: string, work: () => unknown) => {
      try {
        await work()
        outcome[name] = 'done'
      } catch (error) {
        outcome[name] = error instanceof Error ? error.name : 'refused'
      }
    }
    await tryOut('fetch', () => fetch('https://example.invalid/'))
    // In a task of its own: code that a debugger evaluates is exempt from the policy.
    await tryOut(
      'code from text',
      () =>
        new Promise((resolve, reject) => {
          setTimeout(() => {
            try {
              resolve(new Function('return 1')())
            } catch (error) {
              reject(error)
            }
          })
        }),
    )
    await tryOut('innerHTML', () => {
      document.createElement('div').innerHTML = '<b>x</b>'
    })
    await tryOut('inline script', () => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.ran = true'
      document.body.append(script)
    })
    outcome.ran = String('ran' in globalThis)
    return outcome
  })
  expect(attempts.fetch).not.toBe('done')
  expect(attempts['code from text']).not.toBe('done')
  expect(attempts.innerHTML).not.toBe('done')
  expect(attempts.ran).toBe('false')
})

test('nothing leads out of the page', async ({ launch }) => {
  const { app, window } = await launch()
  await window.evaluate(() => {
    globalThis.open('https://example.invalid/')
    const link = document.createElement('a')
    link.href = 'https://example.invalid/'
    link.target = '_blank'
    document.body.append(link)
    link.click()
    location.href = 'https://example.invalid/'
  })
  // Asked of Electron: the test driver itself would wait for a navigation that was stopped.
  const seen = () =>
    app.evaluate(async ({ BrowserWindow }) => {
      const windows = BrowserWindow.getAllWindows()
      const texts = windows.map((one) =>
        one.webContents.executeJavaScript('document.body.innerText.includes("71 integrations")'),
      )
      return { addresses: windows.map((one) => one.webContents.getURL()), alive: await Promise.all(texts) }
    })
  await expect.poll(seen).toEqual({ addresses: ['app://signpost/index.html#/catalog'], alive: [true] })
})

test('the scheme serves the built page and nothing else', async ({ launch }) => {
  const { app } = await launch()
  const statuses = await app.evaluate(async ({ session }) => {
    const names = [
      'app://signpost/index.html',
      'app://signpost/../../package.json',
      'app://signpost/%2e%2e/%2e%2e/package.json',
      'app://signpost/assets/..%2f..%2f..%2fpackage.json',
      'app://signpost/..\\..\\package.json',
      'app://signpost/index.html%00.js',
      'app://signpost//etc/passwd',
      'app://signpost/nothing.js',
      'app://elsewhere/index.html',
    ]
    return Promise.all(names.map((name) => session.defaultSession.fetch(name).then((answer) => answer.status)))
  })
  expect(statuses).toEqual([200, ...new Array(8).fill(404)])
})

test('permissions are denied', async ({ launch }) => {
  const { window } = await launch()
  const answers = await window.evaluate(async () => ({
    notification: await Notification.requestPermission(),
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      (error: unknown) => (error instanceof Error ? error.name : 'refused'),
    ),
    reading: await navigator.clipboard.readText().then(
      () => 'granted',
      (error: unknown) => (error instanceof Error ? error.name : 'refused'),
    ),
  }))
  expect(answers.notification).toBe('denied')
  expect(answers.camera).not.toBe('granted')
  expect(answers.reading).not.toBe('granted')
})

test('input that does not fit the contract is refused as a value', async ({ launch }) => {
  const { window } = await launch()
  const bad: [string, unknown][] = [
    ['setups.get', 42],
    ['setups.get', { id: 'x'.repeat(10_000) }],
    ['setups.create', { slug: 'okta-saml', organization: '   ' }],
    ['setups.create', { slug: '../../etc', organization: 'Acme' }],
    ['setups.edit', { id: 'a', edit: { do: 'format-disk' } }],
    ['environments.save', { name: 'x', kind: 'staging', clientId: '', baseUrl: 'http://example.com' }],
    ['environments.save', { name: 'x', kind: 'staging', clientId: '', baseUrl: 'https://user:pw@api.workos.com' }],
    ['app.openLink', { url: 'javascript:alert(1)' }],
    ['app.openLink', { url: 'file:///etc/passwd' }],
    ['app.openLink', { url: 'smb://server/share' }],
    ['app.openLink', { url: 'https://user@workos.com/' }],
    ['runs.start', { kind: '__proto__', input: {} }],
    ['runs.start', { kind: 'metadata.inspect', input: { source: { kind: 'path', path: '/etc/passwd' } } }],
    ['setups.import', { ticket: '/etc/passwd' }],
  ]
  for (const [name, input] of bad) {
    const answer = await call(window, name, input)
    expect(answer, `${name} ${JSON.stringify(input).slice(0, 80)}`).toMatchObject({
      ok: false,
      problem: { title: expect.any(String), remedy: expect.any(String) },
    })
  }
  const polluted = await call(window, 'settings.set', JSON.parse('{"__proto__":{"polluted":true},"appearance":"dark"}'))
  expect(polluted).toMatchObject({ ok: true })
})

test('a key goes in and never comes back: not to the page, not to a file, not to a log', async ({ launch }) => {
  const { app, window, userData } = await launch()
  const canary = 'sk_test_canary_7f3e9b1c5d'
  const saved = await call(window, 'environments.save', {
    name: 'Staging',
    kind: 'staging',
    clientId: 'client_1',
    baseUrl: 'https://api.workos.com',
  })
  const id = Reflect.get(Reflect.get(Object(saved), 'value'), 'id')
  await call(window, 'environments.setKey', { id, apiKey: canary })
  const created = await call(window, 'setups.create', { slug: 'okta-oidc', organization: 'Acme' })
  const setupId = Reflect.get(Reflect.get(Object(created), 'value'), 'id')
  await call(window, 'setups.setSecret', { id: setupId, name: 'client_secret', text: `${canary}-client-secret` })
  await call(window, 'setups.duplicate', { id: setupId })

  for (const [name, input] of [
    ['environments.list'],
    ['setups.list'],
    ['setups.get', { id: setupId }],
    ['settings.get'],
    ['app.info'],
  ] as const) {
    expect(JSON.stringify(await call(window, name, input))).not.toContain('canary')
  }
  await app.close()
  for (const file of await filesBelow(userData)) {
    expect((await readFile(file)).includes('canary'), file).toBe(false)
  }
})

test('a second start brings the first window to the front and ends', async ({ launch }) => {
  const { app, userData } = await launch()
  const second = launch({ userData }).then(
    () => 'opened',
    () => 'ended',
  )
  expect(await second).toBe('ended')
  expect(app.windows()).toHaveLength(1)
})
