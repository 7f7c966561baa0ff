import type { Status } from '../../../shared/finding'
import { listed } from '../../../shared/listed'
import type { CaptureRemark } from '../../../shared/runs/scim-capture'
import { attribute, schemas } from '../answer'
import type { CapturedExchange } from './exchange'
import type { ExchangeFacts } from './read-exchange'
import { listOf } from './service/attributes'
import { hasAddress, malformedEmails, type NeededPath, neededPaths } from './user-attributes'

/** Judges one request: what a provider does rightly needs no remark. Pure. */
export function remarksOn(exchange: CapturedExchange, facts: ExchangeFacts): CaptureRemark[] {
  return [
    ...onTheWay(exchange),
    ...onTheBody(exchange, facts),
    ...onTheUser(exchange, facts),
    ...onTheChange(exchange, facts),
  ]
}

const remark = (status: Status, sentence: string): CaptureRemark => ({ status, sentence })

const order: readonly Status[] = ['fail', 'warn', 'info', 'pass', 'skipped']

/** The worst of some remarks; none is a pass. */
export function worstOf(remarks: readonly CaptureRemark[]): Status {
  return order.find((status) => remarks.some((one) => one.status === status)) ?? 'pass'
}

function onTheWay({ token, inside, path, status, detail }: CapturedExchange): CaptureRemark[] {
  if (token === 'absent') return [remark('fail', 'It carries no token, so it was refused (401).')]
  if (token === 'wrong') return [remark('fail', 'Its token is not the one of this capture, so it was refused (401).')]
  if (!inside)
    return [
      remark('fail', `There is nothing at ${path.split('?')[0]}: the base URL is not the address of the capture.`),
    ]
  if (status !== null && status >= 400)
    return [remark('fail', `Refused with ${status}${detail === null ? '' : `: ${detail}`}`)]
  return []
}

function onTheBody(
  { method, contentType, bodyKind, body }: CapturedExchange,
  { kind }: ExchangeFacts,
): CaptureRemark[] {
  if (bodyKind !== 'json') return []
  const remarks: CaptureRemark[] = []
  if (contentType === null) remarks.push(remark('warn', 'It does not say that its body is JSON (no Content-Type).'))
  const named = listOf(attribute(body, 'schemas')).length > 0
  if (!named && kind !== 'other' && kind !== 'list')
    remarks.push(
      remark('warn', `Its body names no schemas, which ${method === 'PATCH' ? 'RFC 7644' : 'RFC 7643'} requires.`),
    )
  return remarks
}

function onTheUser({ status, body }: CapturedExchange, { kind, user, sights, active }: ExchangeFacts): CaptureRemark[] {
  if (user === null) return []
  const remarks: CaptureRemark[] = []
  const filled = new Set(sights.filter((sight) => sight.filled).map(({ path }) => path))
  const missing = neededPaths.filter((path: NeededPath) => path !== 'externalId' && !filled.has(path))
  const lacking = missing.filter((path) => path !== 'emails' || !hasAddress(user))
  if (lacking.length > 0 && status !== 400)
    remarks.push(remark('warn', `The user comes without ${listed(lacking)}, which WorkOS needs.`))
  if (!filled.has('externalId'))
    remarks.push(
      remark('info', 'The user comes without an externalId, by which it would be known after a change of name.'),
    )
  const malformed = malformedEmails(user)
  if (malformed > 0)
    remarks.push(remark('warn', 'An e-mail value is no address: WorkOS takes it, and the user has no primary e-mail.'))
  if (kind === 'create-user' && attribute(user, 'active') === false)
    remarks.push(
      remark(
        'warn',
        'The user is created inactive. WorkOS may refuse that with a bare 400, or not show the user at all.',
      ),
    )
  if (attribute(body, 'password') !== undefined)
    remarks.push(remark('warn', 'A password is sent. Nobody needs it: switch password sync off. It was not kept.'))
  if (typeof attribute(user, 'active') === 'string' && active === null && kind === 'create-user')
    remarks.push(textForBoolean(true))
  return remarks
}

const textForBoolean = (refused: boolean) =>
  remark(
    refused ? 'fail' : 'warn',
    refused
      ? '“active” is text in place of a boolean. WorkOS refuses that in POST and PUT (400 invalidSyntax).'
      : '“active” is text in place of a boolean, as Microsoft Entra ID sends it unless ?aadOptscim062020 stands at its Tenant URL.',
  )

function onTheChange({ body, method }: CapturedExchange, { active, members }: ExchangeFacts): CaptureRemark[] {
  const remarks: CaptureRemark[] = []
  if (active?.shape.endsWith('text')) remarks.push(textForBoolean(active.shape === 'put-text'))
  if (members.includes('remove-by-value'))
    remarks.push(
      remark(
        'info',
        'Members are named beside the path, as Microsoft Entra ID does; the specification puts them into the path.',
      ),
    )
  if (method !== 'PATCH') return remarks
  const operations = listOf(attribute(body, 'Operations'))
  if (operations.some((one) => /^[A-Z]/.test(String(attribute(one, 'op') ?? ''))))
    remarks.push(
      remark('info', 'The operations are written with a capital letter; the specification writes them small.'),
    )
  if (!listOf(attribute(body, 'schemas')).some((urn) => String(urn).toLowerCase() === schemas.patch.toLowerCase()))
    remarks.push(remark('info', 'The body does not name the schema of a PATCH.'))
  return remarks
}
