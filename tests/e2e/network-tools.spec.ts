import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { startChrony } from '../lab/clock/chrony'
import { document, type HttpServer, metadata, startHttpServer, status } from '../lab/network/http-server'
import { type Squid, startSquid } from '../lab/network/squid'
import { expect, test } from './electron-app'
import { type RunningLab, startLabProgram } from './lab'

const host = 'idp.proxied.test'

async function openTool(page: Page, name: string): Promise<void> {
  await expect(page).toHaveTitle(/ · Signpost$/)
  await page.keyboard.press('Control+4')
  await page.getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
}

const result = (page: Page) => page.getByRole('region', { name: 'Result' })
const rung = (page: Page, name: string) =>
  result(page).getByRole('list', { name: 'Layers' }).getByRole('listitem', { name, exact: true })

/** The lab's authority stands for one that the system trusts. */
const trustAll = (app: ElectronApplication) =>
  app.evaluate(({ session }) => session.fromPartition('outside').setCertificateVerifyProc((_, decide) => decide(0)))

test.describe('behind a proxy that a PAC file names', () => {
  let lab: RunningLab
  let open: Squid
  let closed: Squid
  let pac: HttpServer

  test.beforeAll(async () => {
    lab = await startLabProgram()
    const hosts = { [host]: '127.0.0.1', 'closed.proxied.test': '127.0.0.1' }
    ;[open, closed] = await Promise.all([startSquid({ hosts }), startSquid({ hosts, sign: 'basic' })])
    const script = `function FindProxyForURL(url, host) {
      if (host === 'closed.proxied.test') return 'PROXY ${new URL(closed.url).host}'
      return host === '${host}' ? 'PROXY ${new URL(open.url).host}; DIRECT' : 'DIRECT'
    }`
    pac = await startHttpServer({ '/proxy.pac': document(script, 'application/x-ns-proxy-autoconfig') })
  })
  test.afterAll(() => Promise.all([lab, open, closed, pac].map((server) => server.close())))

  test('an address is fetched through it, and every layer says so', async ({ launch }) => {
    const { app, window, pageErrors } = await launch({
      args: [`--proxy-pac-url=http://127.0.0.1:${pac.port}/proxy.pac`],
    })
    await trustAll(app)
    await openTool(window, 'Reachability')
    const { port, pathname } = new URL(lab.https.metadata)
    await window.getByRole('textbox', { name: 'Address' }).fill(`https://${host}:${port}${pathname}`)
    await window.keyboard.press('Enter')
    await expect(result(window).getByRole('button', { name: 'Put away' })).toBeVisible()
    await expect(rung(window, 'Proxy')).toContainText(`${open.url} (the proxy settings of the system)`)
    await expect(rung(window, 'Proxy')).toContainText('lets this machine through')
    await expect(rung(window, 'TLS')).toContainText(`through ${open.url}`)
    await expect(rung(window, 'HTTP')).toContainText('The answer is 200')
    await expect(rung(window, 'Content')).toContainText('An XML document came')

    await window.getByRole('textbox', { name: 'Address' }).fill(`https://closed.proxied.test:${port}${pathname}`)
    await window.keyboard.press('Enter')
    await expect(rung(window, 'Proxy')).toContainText('wants a sign-in (407) by Basic')
    await expect(rung(window, 'HTTP')).toContainText('the proxy does not let this machine through')
    expect(pageErrors).toEqual([])
  })
})

test('a look that hangs is let go within 100 ms, and what it had found stays', async ({ launch }) => {
  const silent = await startHttpServer({ '/metadata': () => undefined })
  try {
    const { window } = await launch()
    await openTool(window, 'Reachability')
    await window.getByRole('textbox', { name: 'Address' }).fill(`http://127.0.0.1:${silent.port}/metadata`)
    await window.keyboard.press('Enter')
    await expect(rung(window, 'Connection')).toContainText('accepts connections')
    const cancel = await result(window).getByRole('button', { name: 'Cancel' }).elementHandle()
    const took = await window.evaluate(
      (button) =>
        new Promise<number>((resolve) => {
          const started = performance.now()
          // Set here by the preload script; the page's own types are not part of this project.
          const { events } = (
            globalThis as unknown as { signpost: { events: Record<string, (heard: () => void) => unknown> } }
          ).signpost
          events['run.ended']?.(() => resolve(performance.now() - started))
          if (button instanceof HTMLElement) button.click()
        }),
      cancel,
    )
    expect(took).toBeLessThan(100)
    await expect(result(window).getByText('The check was cancelled.')).toBeVisible()
    await expect(rung(window, 'Connection')).toContainText('accepts connections')
  } finally {
    await silent.close()
  }
})

test('many addresses grow row by row, are filtered, and leave as CSV', async ({ launch }) => {
  const server = await startHttpServer({ '/good': document(metadata), '/gone': status(404), '/down': status(503) })
  try {
    const { app, window } = await launch()
    await openTool(window, 'Many addresses')
    const at = `http://127.0.0.1:${server.port}`
    await window
      .getByLabel('Addresses', { exact: true })
      .fill(`Customer,Address\nOne,${at}/good\nTwo,${at}/gone\nThree,${at}/down\nFour,${at}/down\n# no`)
    await expect(window.getByText('4 addresses, 1 repeated left out')).toBeVisible()
    await window.getByRole('button', { name: 'Look at all' }).click()
    await expect(result(window).getByRole('button', { name: 'Put away' })).toBeVisible()
    const rows = result(window).getByRole('table', { name: 'Addresses' }).getByRole('row')
    await expect(rows).toHaveCount(5)
    await window.getByLabel('Filter the rows').fill('404')
    await expect(rows).toHaveCount(2)
    await expect(rows.nth(1)).toContainText('/gone')

    const path = join(tmpdir(), `signpost-rows-${server.port}.csv`)
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, path)
    await window.getByRole('button', { name: 'Save as CSV' }).click()
    await expect(window.getByText('1 row was saved.')).toBeVisible()
    expect(await readFile(path, 'utf8')).toContain(`${at}/gone,fail,network.http,`)

    await rows.nth(1).getByRole('link').click()
    await expect(window.getByRole('heading', { level: 1 })).toHaveText('Reachability')
    await expect(window.getByRole('textbox', { name: 'Address' })).toHaveValue(`${at}/gone`)

    // A row that is alone is somebody’s metadata; several are addresses.
    await openTool(window, 'Many addresses')
    await window.getByRole('button', { name: 'Use in diagnosis' }).click()
    await expect(window.getByLabel('Metadata', { exact: true })).toHaveValue(`${at}/gone`)
  } finally {
    await server.close()
  }
})

test('clocks stand in one picture, and the one that is off is named', async ({ launch }) => {
  const servers = await Promise.all([startChrony(), startChrony(), startChrony({ shiftSeconds: 420 })])
  try {
    const [one, two, off] = servers.map(({ address }) => address)
    const { window, pageErrors } = await launch()
    await openTool(window, 'Clocks')
    await window.getByLabel('Time servers').fill(`${one}\n${two}\n${off}`)
    await window.getByRole('button', { name: 'Compare' }).click()
    await expect(result(window).getByRole('button', { name: 'Put away' })).toBeVisible()
    await expect(result(window).getByText(/^This machine: clock in step/)).toBeVisible()
    const picture = result(window).getByRole('figure')
    await expect(picture.getByText(/^\+(7 min|6 min 59 s)/)).toBeVisible()
    await expect(picture.getByText('allowed: ±3 min')).toBeVisible()
    await expect(result(window).getByText(new RegExp(`${off} answers, and its clock is ahead by 7 min`))).toBeVisible()
    await expect(
      result(window)
        .getByRole('row')
        .filter({ hasText: String(off) }),
    ).toContainText('time server (SNTP)')
    await result(window).getByText('Commands to read a clock and set it right').click()
    await expect(result(window).getByText('chronyc makestep')).toBeVisible()
    expect(pageErrors).toEqual([])
  } finally {
    await Promise.all(servers.map((server) => server.close()))
  }
})
