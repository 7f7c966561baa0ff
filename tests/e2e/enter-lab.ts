import { type ElectronApplication, expect, type Page } from '@playwright/test'
import { z } from 'zod'

const told = z.object({
  workos: z.object({ origin: z.string(), staging: z.object({ apiKey: z.string(), clientId: z.string() }) }),
})
const name = 'Practice lab'

/**
 * Connects an installed Signpost, which enters no lab by itself, as a person would: the environment and its key are typed
 * into Settings. The lab's own certificates are trusted from outside, for addresses on this machine.
 */
export async function enterLabByHand(app: ElectronApplication, window: Page, lab: string): Promise<void> {
  const { workos } = told.parse(JSON.parse(lab))
  await app.evaluate(({ session }) => {
    session.fromPartition('outside').setCertificateVerifyProc(({ hostname, verificationResult }, decide) => {
      decide(hostname === '127.0.0.1' || verificationResult === 'net::OK' ? 0 : -2)
    })
  })
  await expect(window).toHaveTitle(/ · Signpost$/)
  await window.keyboard.press('Control+,')
  await expect(window.getByRole('heading', { level: 1 })).toHaveText('Settings')
  const card = window.getByRole('article', { name })
  const none = window.getByRole('heading', { name: 'No environment yet' })
  await expect(card.or(none)).toBeVisible()
  if (await none.isVisible()) {
    await window.getByRole('button', { name: 'Add an environment' }).click()
    const form = window.getByRole('form', { name: 'Add an environment' })
    await form.getByLabel('Name').fill(name)
    await form.getByLabel('Client ID').fill(workos.staging.clientId)
    await form.getByLabel('Base URL').fill(workos.origin)
    await form.getByLabel('API key').fill(workos.staging.apiKey)
    await form.getByRole('button', { name: 'Add the environment' }).click()
  } else {
    // Without a keyring the key lived in memory until the last run ended.
    await card.getByLabel('API key').fill(workos.staging.apiKey)
    await card.getByRole('button', { name: 'Keep the key' }).click()
  }
  await expect(card).toContainText(`ends in ${workos.staging.apiKey.slice(-4)}`)
  await window.keyboard.press('Control+1')
  await expect(window.getByRole('heading', { level: 1 })).toHaveText('Catalog')
}
