import { expect, test } from './electron-app'
import { type RunningLab, startLabProgram } from './lab'
import { connectionOf, endedSignIn, signInAtLab, signInViews, startSignIn } from './sign-in-driver'

let lab: RunningLab
test.beforeAll(async () => {
  lab = await startLabProgram()
})
test.afterAll(() => lab.close())

test('a sign-in goes all the way round in a window of its own', async ({ launch }) => {
  const { app, window } = await launch({ env: lab.env })
  const { id: connectionId } = await connectionOf(lab, 'Borealis GmbH')
  const id = await startSignIn(window, { selector: { connectionId } })
  const { guest, bar } = await signInViews(app)
  await expect(guest.getByLabel('User name')).toBeVisible()
  await expect(bar.locator('#host')).toHaveText(new URL(lab.idp.origin).host)
  await signInAtLab(guest, lab, 'alice')
  const ended = await endedSignIn(window, id)
  expect(ended.end).toEqual({ kind: 'profile' })
})
