import { BaseWindow, type BrowserWindow, nativeTheme, WebContentsView } from 'electron'
import { noteSentences } from '../../../shared/sign-in/words'
import type { SignInBrowser } from '../../workos/sign-in/plan'
import type { Watcher } from '../../workos/sign-in/seen'
import { origin } from '../protocol'
import { openGuest, type Trust } from './guest'

const usual = { width: 920, height: 780 }
const barHeight = { plain: 48, saying: 84 } as const

/**
 * A window for one sign-in: a bar of ours that always shows where the person is typing, and below it the pages of WorkOS and the
 * identity provider. The two are views of their own; the bar is told by the fragment of its address, so there is no way from the
 * pages to it, nor from it to anything.
 */
export function openSignInWindow(
  wish: { id: string; label: string; trust: Trust | null; parent: BrowserWindow },
  watcher: Watcher,
): SignInBrowser {
  const window = new BaseWindow({
    ...usual,
    minWidth: 480,
    minHeight: 420,
    title: `Test sign-in · ${wish.label}`,
    parent: wish.parent,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#111113' : '#ffffff',
  })
  window.setMenuBarVisibility(false)
  const bar = new WebContentsView({
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  })
  let said = ''
  const guest = openGuest(
    wish.id,
    { ...forward(watcher), note: (kind, about) => say(noteSentences[kind](about), () => watcher.note(kind, about)) },
    wish.trust,
  )
  const { webContents } = guest.view
  window.contentView.addChildView(guest.view)
  window.contentView.addChildView(bar)

  const arrange = () => {
    const { width, height } = window.getContentBounds()
    const top = said === '' ? barHeight.plain : barHeight.saying
    bar.setBounds({ x: 0, y: 0, width, height: top })
    guest.view.setBounds({ x: 0, y: top, width, height: Math.max(0, height - top) })
  }
  const show = () => {
    if (window.isDestroyed() || bar.webContents.isDestroyed()) return
    const state = new URLSearchParams({
      ...placeOf(webContents.getURL()),
      loading: String(webContents.isLoading()),
      said,
    })
    void bar.webContents.loadURL(`${origin}/sign-in-bar.html#${state}`).catch(() => {})
  }
  function say(sentence: string, then: () => void): void {
    said = sentence
    arrange()
    show()
    then()
  }

  for (const event of ['did-start-loading', 'did-stop-loading'] as const)
    webContents.on(event as 'did-stop-loading', show)
  webContents.on('did-navigate', show)
  webContents.on('did-navigate-in-page', show)
  bar.webContents.on('did-navigate-in-page', (_, url) => {
    if (url.endsWith('#stop')) window.close()
  })
  window.on('resize', arrange)
  window.on('closed', () => {
    watcher.over({ kind: 'closed' })
    guest.close()
    if (!bar.webContents.isDestroyed()) bar.webContents.close()
  })
  arrange()
  show()
  return {
    redirectUri: null,
    go: (url) => {
      webContents.focus()
      void webContents.loadURL(url).catch(() => {})
    },
    close: () => {
      if (!window.isDestroyed()) window.close()
    },
  }
}

function forward(watcher: Watcher): Watcher {
  return {
    request: (seen) => watcher.request(seen),
    answer: (seen) => watcher.answer(seen),
    failure: (id, code) => watcher.failure(id, code),
    pageSays: (url, line) => watcher.pageSays(url, line),
    note: (kind, about) => watcher.note(kind, about),
    over: (why) => watcher.over(why),
  }
}

/** What the bar says of an address: never its query, which may hold a token. */
function placeOf(address: string): { host: string; path: string; safety: 'tls' | 'plain' | 'none' } {
  if (!URL.canParse(address)) return { host: '', path: '', safety: 'none' }
  const { protocol, host, pathname } = new URL(address)
  if (protocol === 'https:') return { host, path: pathname, safety: 'tls' }
  return protocol === 'http:' ? { host, path: pathname, safety: 'plain' } : { host: '', path: '', safety: 'none' }
}
