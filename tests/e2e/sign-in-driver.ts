import type { ElectronApplication, Page } from '@playwright/test'
import { z } from 'zod'
import type { SignInRequest } from '../../src/shared/sign-in/request'
import { type SignIn, signInSchema } from '../../src/shared/sign-in/trace'
import { expect } from './electron-app'
import type { RunningLab } from './lab'

/** Asks the practice lab's WorkOS stand-in to do something behind the API's back. */
export async function tellLab(lab: RunningLab, operation: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${lab.workos.control}/${operation}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${operation}: ${await response.text()}`)
  return response.json()
}

const found = z.object({ id: z.string(), acsUrl: z.string(), spEntityId: z.string() })

/** The connection of a customer of the lab, with the addresses WorkOS uses for it. */
export const connectionOf = async (lab: RunningLab, organization: string) =>
  found.parse(await tellLab(lab, 'find-connection', { organization }))

/** A call through the bridge, made by the page itself. */
export async function callBridge(window: Page, name: string, input?: unknown): Promise<unknown> {
  const answer: unknown = await window.evaluate(
    ([callName, callInput]) => Reflect.get(globalThis, 'signpost').calls[callName as string](callInput),
    [name, input],
  )
  const outcome = z
    .object({ ok: z.boolean(), value: z.unknown().optional(), problem: z.unknown().optional() })
    .parse(answer)
  if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.problem)}`)
  return outcome.value
}

/** Starts a test sign-in without the form, and resolves with its id. */
export async function startSignIn(
  window: Page,
  request: Partial<SignInRequest> & Pick<SignInRequest, 'selector'>,
): Promise<string> {
  const started = await callBridge(window, 'signIn.start', {
    environmentId: 'lab-staging',
    label: 'Borealis GmbH',
    way: 'window',
    startsAt: 'workos',
    redirectUri: 'https://staging.product.example/callback',
    idpUrl: null,
    again: false,
    loginHint: '',
    metadata: null,
    certificates: [],
    setupId: null,
    ...request,
  })
  return z.object({ id: z.string() }).parse(started).id
}

/** The views of the sign-in window that is open: the page of a stranger, and the bar above it. */
export async function signInViews(app: ElectronApplication): Promise<{ guest: Page; bar: Page }> {
  const views = () => app.windows().filter((page) => !page.isClosed())
  const isBar = (page: Page) => page.url().includes('sign-in-bar.html')
  const isOwn = (page: Page) => page.url().startsWith('app://signpost/index.html')
  const areOpen = () => views().some(isBar) && views().some((page) => !isBar(page) && !isOwn(page))
  await expect.poll(areOpen, { intervals: [20, 50] }).toBe(true)
  const bar = views().find(isBar)
  const guest = views().find((page) => !isBar(page) && !isOwn(page))
  if (!bar || !guest) throw new Error('the sign-in window has two views')
  return { guest, bar }
}

/** Types user name and password into the lab's sign-in page. */
export async function signInAtLab(guest: Page, lab: RunningLab, user: string, fault = ''): Promise<void> {
  await guest.getByLabel('User name').fill(user)
  await guest.getByLabel('Password').fill(lab.idp.password)
  if (fault !== '') await guest.getByLabel('What shall go wrong').selectOption(fault)
  await guest.getByRole('button', { name: 'Sign in' }).click({ noWaitAfter: true })
}

/** The sign-in as main keeps it at the moment. */
export const currentSignIn = async (window: Page, id: string): Promise<SignIn> =>
  signInSchema.parse(await callBridge(window, 'signIn.get', { id }))

/** The sign-in once it has ended. */
export async function endedSignIn(window: Page, id: string): Promise<SignIn> {
  const phase = async () => (await currentSignIn(window, id)).phase
  await expect.poll(phase, { timeout: 30_000, intervals: [50, 100] }).toBe('ended')
  return currentSignIn(window, id)
}
