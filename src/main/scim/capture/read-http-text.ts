import type { LoggedRequest } from './logged-request'

const requestLine = /^(GET|POST|PUT|PATCH|DELETE|HEAD) +(\S+)(?: +HTTP\/\d(?:\.\d)?)?\s*$/
const statusLine = /^HTTP\/\d(?:\.\d)? +(\d{3})\b/

interface Message {
  headers: Map<string, string>
  body: string[]
}

/**
 * Reads HTTP messages as a proxy or `curl -v` prints them, one after the other: a request line, headers, a blank line and the
 * body; an answer behind it belongs to the request before. Arrows at the beginning of lines are left out.
 */
export function readHttpText(text: string): LoggedRequest[] {
  const requests: LoggedRequest[] = []
  let message: Message | null = null
  let answers: LoggedRequest | null = null
  let inBody = false
  const finish = () => {
    const body = message?.body.join('\n').trim() ?? ''
    const current = requests.at(-1)
    if (message === null || current === undefined) return
    if (answers === null) {
      current.body = body === '' ? null : body
      current.userAgent = message.headers.get('user-agent') ?? null
      current.contentType = message.headers.get('content-type') ?? null
    } else {
      answers.answer = body === '' ? null : body
      answers.location = message.headers.get('location') ?? null
    }
  }
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/^[<>*] ?/, '')
    const request = requestLine.exec(line)
    const status = request === null ? statusLine.exec(line) : null
    if (request !== null || (status !== null && requests.length > 0)) {
      finish()
      message = { headers: new Map(), body: [] }
      inBody = false
    }
    if (request !== null) {
      answers = null
      requests.push(blank(request[1] ?? '', request[2] ?? ''))
    } else if (status !== null && requests.length > 0) {
      answers = requests.at(-1) ?? null
      if (answers !== null) answers.status = Number(status[1])
    } else if (message !== null) {
      const header = inBody ? null : /^([A-Za-z][A-Za-z0-9-]*):\s*(.*)$/.exec(line)
      if (line.trim() === '' && !inBody) inBody = true
      else if (header !== null) message.headers.set((header[1] ?? '').toLowerCase(), header[2] ?? '')
      else message.body.push(line)
    }
  }
  finish()
  return requests
}

const blank = (method: string, url: string): LoggedRequest => ({
  method,
  url,
  at: null,
  userAgent: null,
  contentType: null,
  body: null,
  status: null,
  answer: null,
  location: null,
})
