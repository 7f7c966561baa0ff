import { shell } from 'electron'
import { type Outcome, succeeded } from '../../../shared/problem'
import { waitOnLoopback } from '../../workos/sign-in/loopback'
import type { SignInBrowser } from '../../workos/sign-in/plan'
import type { Watcher } from '../../workos/sign-in/seen'

/** The person's own browser. It shows Signpost nothing but how the sign-in returns to this machine. */
export async function openSystemBrowser(watcher: Watcher): Promise<Outcome<SignInBrowser>> {
  const waiting = await waitOnLoopback(watcher, Date.now)
  if (!waiting.ok) return waiting
  return succeeded({
    redirectUri: waiting.value.redirectUri,
    go: (url) => {
      if (mayOpen(url)) void shell.openExternal(url).catch(() => watcher.over({ kind: 'closed' }))
      else watcher.over({ kind: 'unreachable', host: url.slice(0, 200), code: 'ERR_DISALLOWED_URL_SCHEME' })
    },
    close: waiting.value.close,
  })
}

/** https, or http to this machine, without a user name in it. */
function mayOpen(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username, password } = new URL(address)
  if (username !== '' || password !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(hostname))
}
