import type { ServerResponse } from 'node:http'
import { escapeXml } from './xml'

/** What the sign-in page offers. */
export interface LoginPage {
  title: string
  state: string
  complaint: string | null
  /** Choices by name, for people who practise: what shall go wrong. */
  practice: ReadonlyArray<{ title: string; names: readonly string[] }>
  /** Who can sign in, said on the page. */
  hint: string | null
  /** Hidden values a real page carries, which nobody else may ever see. */
  secrets: Readonly<Record<string, string>>
}

export function loginPage(reply: ServerResponse, wish: LoginPage, cookie: string): void {
  const hidden = Object.entries({ state: wish.state, ...wish.secrets })
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeXml(value)}">`)
    .join('')
  const groups = wish.practice
    .map(
      ({ title, names }) =>
        `<optgroup label="${escapeXml(title)}">${names.map((name) => `<option>${escapeXml(name)}</option>`).join('')}</optgroup>`,
    )
    .join('')
  const practice =
    groups === ''
      ? ''
      : `<label>What shall go wrong <select name="fault"><option value="">nothing</option>${groups}</select></label>`
  reply.setHeader('set-cookie', cookie)
  html(
    reply,
    wish.complaint === null ? 200 : 401,
    wish.title,
    `${wish.complaint === null ? '' : `<p role="alert">${escapeXml(wish.complaint)}</p>`}<form method="post" action="/login">${hidden}<label>User name <input name="username" autofocus></label><label>Password <input name="password" type="password"></label>${practice}<button>Sign in</button></form>${wish.hint === null ? '' : `<p class="hint">${escapeXml(wish.hint)}</p>`}`,
  )
}

export const page = (reply: ServerResponse, status: number, title: string, sentence: string) =>
  html(reply, status, title, `<p>${escapeXml(sentence)}</p>`)

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:22rem;margin:12vh auto;padding:0 1rem;color:#1c2024}label{display:block;margin:0 0 1rem;font-weight:600}input,select{display:block;box-sizing:border-box;width:100%;margin-top:.25rem;padding:.5rem;border:1px solid #b9bbc6;border-radius:6px;font:inherit}button{padding:.55rem 1.2rem;border:0;border-radius:6px;background:#2b5fd9;color:#fff;font:inherit}p[role=alert]{color:#c62a2f}.hint{color:#60646c;font-size:.9rem}'

export function html(reply: ServerResponse, status: number, title: string, body: string): void {
  send(
    reply,
    status,
    'text/html; charset=utf-8',
    `<!doctype html><html lang="en"><head><title>${escapeXml(title)}</title><style>${style}</style></head><body><h1>${escapeXml(title)}</h1>${body}</body></html>`,
  )
}

/** Ends a reply. `status` is null where the head is out already. */
export function send(reply: ServerResponse, status: number | null, type: string, body: string): void {
  if (status !== null) reply.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
  reply.end(body)
}
