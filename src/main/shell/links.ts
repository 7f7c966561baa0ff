import { type BrowserWindow, dialog, shell } from 'electron'
import { failed, type Outcome, type Problem, succeeded } from '../../shared/problem'

/** Opens an https address in the system browser. One whose host the catalog does not name is shown to the person first. */
export async function openLink(
  url: string,
  window: BrowserWindow,
  knownHosts: ReadonlySet<string>,
): Promise<Outcome<void>> {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed?.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') return failed(notALink)
  if (!knownHosts.has(parsed.hostname)) {
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message: `Open ${parsed.hostname} in your browser?`,
      detail: parsed.href,
      buttons: ['Open', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    })
    if (response !== 0) return succeeded(undefined)
  }
  await shell.openExternal(parsed.href)
  return succeeded(undefined)
}

/** Shows a provider's sign-in page in the system browser. It was read from the provider's own document, not from the page here. */
export async function openSignIn(url: string): Promise<void> {
  const { protocol, hostname, username, password } = new URL(url)
  const isHere = /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/.test(hostname)
  if (username !== '' || password !== '' || !(protocol === 'https:' || (protocol === 'http:' && isHere))) return
  await shell.openExternal(url)
}

const notALink: Problem = {
  code: 'link.refused',
  title: 'This address is not opened.',
  detail: 'Only https addresses without a user name go to the browser.',
  remedy: 'Copy the address if you need it elsewhere.',
}
