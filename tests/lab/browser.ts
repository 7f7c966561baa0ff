import type { SignInBrowser } from '../../src/main/workos/sign-in/plan'
import type { Watcher } from '../../src/main/workos/sign-in/seen'
import type { Outcome } from '../../src/shared/problem'

/** A person at a browser that knows nothing but forms, cookies and redirects. */
export interface LabPersonAtBrowser {
  user: string
  password: string
  /** What is chosen on the sign-in page to go wrong; absent: nothing. */
  fault?: string
  /** Called with each page that the person would look at; `leave` closes the browser there. */
  onPage?: (page: { url: string; html: string }) => 'go-on' | 'leave'
}

/** One exchange as a browser's developer tools see it, with everything in it. */
export interface Exchange {
  at: Date
  method: string
  url: string
  cookie: string
  body: string | null
  status: number
  location: string | null
  type: string
  content: string
}

/** Everything that passed through the browser, for tests that look for what must not have been kept. */
export interface LabBrowser {
  open(watcher: Watcher): Promise<Outcome<SignInBrowser>>
  readonly cookies: ReadonlyMap<string, string>
  readonly exchanges: readonly Exchange[]
  readonly closed: () => boolean
}

const mostSteps = 30

/** A browser without windows: follows redirects, fills the sign-in form, submits pages that post themselves. */
export function labBrowser(person: LabPersonAtBrowser): LabBrowser {
  const cookies = new Map<string, string>()
  const exchanges: Exchange[] = []
  let closed = false

  async function walk(start: string, watcher: Watcher): Promise<void> {
    let next: Step | null = { method: 'GET', url: start, form: null, id: '1' }
    for (let step = 0; next !== null && step < mostSteps && !closed; step++) {
      next = await take(next, watcher, step)
    }
    if (!closed) watcher.over({ kind: 'closed' })
  }

  async function take(step: Step, watcher: Watcher, count: number): Promise<Step | null> {
    const { id, method, url, form } = step
    if (!/^https?:$/.test(new URL(url).protocol)) {
      watcher.over({ kind: 'led-away', scheme: new URL(url).protocol })
      return null
    }
    const seen = { id, at: Date.now(), method, url, inFrame: false, form: form && [...form] }
    if (watcher.request(seen) === 'stop') return null
    const { host } = new URL(url)
    const at = new Date()
    const cookie = cookies.get(host) ?? ''
    const answer = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { body: form } : {}),
    })
    const given = answer.headers.getSetCookie().map((one) => one.split(';')[0] ?? '')
    if (given.length > 0) cookies.set(host, [cookies.get(host), ...given].filter(Boolean).join('; '))
    const location = answer.headers.get('location')
    watcher.answer({ id, status: answer.status, location: location && absolute(location, url) })
    const html = await answer.text()
    exchanges.push({
      ...{ at, method, url, cookie, location, status: answer.status, content: html },
      body: form?.toString() ?? null,
      type: answer.headers.get('content-type') ?? '',
    })
    if (location !== null) return { id, method: 'GET', url: absolute(location, url), form: null }
    if (person.onPage?.({ url, html }) === 'leave') return null
    return submit(html, url, String(count + 2))
  }

  function submit(html: string, url: string, id: string): Step | null {
    const action = /<form[^>]*action="([^"]*)"/.exec(html)?.[1]
    if (action === undefined) return null
    const form = new URLSearchParams()
    for (const [, name = '', value = ''] of html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)) {
      form.append(name, unescapeHtml(value))
    }
    if (html.includes('name="username"')) {
      if (html.includes('role="alert"')) return null
      form.set('username', person.user)
      form.set('password', person.password)
      if (person.fault !== undefined) form.set('fault', person.fault)
    }
    return { id, method: 'POST', url: absolute(unescapeHtml(action), url), form }
  }

  return {
    cookies,
    exchanges,
    closed: () => closed,
    open: async (watcher) => ({
      ok: true,
      value: {
        redirectUri: null,
        go: (url) => void walk(url, watcher),
        close: () => {
          closed = true
        },
      },
    }),
  }
}

interface Step {
  id: string
  method: 'GET' | 'POST'
  url: string
  form: URLSearchParams | null
}

const absolute = (location: string, base: string) => new URL(location, base).href
const unescapeHtml = (text: string) => text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
