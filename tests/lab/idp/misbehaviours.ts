import type { ServerResponse } from 'node:http'
import { html, send } from './pages'
import { escapeXml } from './xml'

/** How it would go on. */
interface Way {
  /** The address of its answer. */
  next: string
  /** Has the response made out for, and posted to, another ACS URL. */
  answerTo: (acs: string) => void
}

/** Where another application waits for responses. */
export const anotherAcs = '/another/acs'

/** What the identity provider does after the sign-in page in place of an answer. */
export const misbehaviours = {
  'opens-a-window': (reply, { next }) =>
    html(
      reply,
      200,
      'One more step',
      `<p id="popup">waiting</p><a id="go" href="${escapeXml(next)}">Continue</a>
<script>document.getElementById('popup').textContent = window.open('https://popup.example.test/', 'mfa') ? 'opened' : 'refused'</script>`,
    ),
  'starts-a-download': (reply) => {
    reply
      .writeHead(200, { 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="agent.zip"' })
      .end('PK not really')
  },
  'leads-to-a-script': (reply) => redirect(reply, 'javascript:document.title=document.cookie'),
  'leads-to-an-app': (reply) => redirect(reply, 'exampleapp://callback?code=canary-app-code'),
  'runs-a-script-address': (reply) =>
    html(reply, 200, 'One more step', `<script>location.href = 'javascript:document.title=1'</script>`),
  'asks-for-permissions': (reply, { next }) =>
    html(
      reply,
      200,
      'One more step',
      `<p id="said">waiting</p><a id="go" href="${escapeXml(next)}">Continue</a>
<script>Promise.all([Notification.requestPermission(), navigator.permissions.query({ name: 'geolocation' })]).then(([a, b]) => { document.getElementById('said').textContent = a + ' ' + b.state })</script>`,
    ),
  'asks-for-http-authentication': (reply) => {
    reply.writeHead(401, { 'www-authenticate': 'Basic realm="corp"', 'content-type': 'text/plain' }).end('401')
  },
  'never-answers': () => {},
  'says-its-own-error': (reply) =>
    html(
      reply,
      400,
      'Sorry',
      '<p>AADSTS50011: The reply URL specified in the request does not match the reply URLs configured.</p>',
    ),
  'posts-elsewhere': (reply, { next, answerTo }) => {
    answerTo(`http://localhost:${new URL(`http://${reply.req.headers.host}`).port}${anotherAcs}`)
    redirect(reply, next)
  },
} as const satisfies Record<string, (reply: ServerResponse, way: Way) => void>

export type Misbehaviour = keyof typeof misbehaviours
export const misbehaviourNames = Object.keys(misbehaviours) as Misbehaviour[]

function redirect(reply: ServerResponse, location: string): void {
  reply.writeHead(302, { location, 'cache-control': 'no-store' })
  send(reply, null, 'text/plain', '')
}
