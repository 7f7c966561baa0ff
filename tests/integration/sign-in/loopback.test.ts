import { request as send } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { type Loopback, waitOnLoopback } from '../../../src/main/workos/sign-in/loopback'
import type { SeenRequest } from '../../../src/main/workos/sign-in/seen'

const open: Loopback[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

async function waiting(answer: 'stop' | 'go' = 'stop') {
  const seen: SeenRequest[] = []
  const watcher = {
    request: (one: SeenRequest) => {
      seen.push(one)
      return answer
    },
    ...{ answer() {}, failure() {}, pageSays() {}, note() {}, over() {} },
  }
  const made = await waitOnLoopback(watcher, () => 1000)
  if (!made.ok) throw new Error(made.problem.detail)
  open.push(made.value)
  return { seen, uri: new URL(made.value.redirectUri) }
}

/** `fetch` sets the Host header itself. */
function ask(uri: URL, { method = 'GET', path = uri.pathname, host = uri.host, body = '' } = {}) {
  return new Promise<{ status: number; location: string | null; text: string }>((resolve, reject) => {
    const request = send({ host: uri.hostname, port: uri.port, method, path, headers: { host } }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += String(chunk)
      })
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? null, text })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}

describe('the address of this machine a sign-in returns to', () => {
  it('is on 127.0.0.1, takes a code or an error, and leads the browser away from the address that holds it', async () => {
    const { seen, uri } = await waiting()
    expect(uri.href).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/)
    const answer = await ask(uri, { path: '/callback?code=canary&state=s' })
    expect(answer).toMatchObject({ status: 303, location: '/done' })
    expect(answer.text).not.toContain('canary')
    expect(seen).toEqual([
      { id: 'loopback', at: 1000, method: 'GET', url: `${uri.href}?code=canary&state=s`, inFrame: false, form: null },
    ])
    expect(await ask(uri, { path: '/callback?error=access_denied' })).toMatchObject({ status: 303 })
    expect(await ask(uri, { path: '/done' })).toMatchObject({ status: 200 })
  })

  it('says so to a return that is not of the sign-in, and keeps nobody waiting', async () => {
    const { uri } = await waiting('go')
    const answer = await ask(uri, { path: '/callback?code=canary&state=foreign' })
    expect(answer).toMatchObject({ status: 400, location: null, text: expect.stringContaining('still waits') })
    expect(answer.text).not.toMatch(/canary|foreign/)
  })

  it.each([
    ['under another name, as a web page would reach it by DNS rebinding', { host: 'rebound.example:80' }, 421],
    ['under localhost', { host: 'localhost:80' }, 421],
    ['by POST', { method: 'POST', body: 'code=canary' }, 405],
    ['by HEAD', { method: 'HEAD' }, 405],
    ['at another path', { path: '/callback/more?code=canary' }, 404],
    ['at the root', { path: '/?code=canary' }, 404],
    ['at an address that is none', { path: '//?code=canary' }, 404],
    ['without a code or an error', { path: '/callback?state=s' }, 400],
    ['with an absolute address of elsewhere', { path: 'http://elsewhere.example/x?code=canary' }, 404],
  ])('is asked %s: refused, and the sign-in is told nothing', async (_, part, status) => {
    const { seen, uri } = await waiting()
    const path = '/callback?code=canary&state=s'
    const answer = await ask(uri, { path, ...part })
    expect(answer.status).toBe(status)
    expect(answer.text).not.toContain('canary')
    expect(seen).toEqual([])
  })
})
