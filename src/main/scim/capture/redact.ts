import { parseJson } from '../../json'
import { isAttributes } from './service/attributes'

const secretName = /^(password|.*secret.*|.*(access|refresh|bearer)_?token.*|api_?key)$/i
const tellingWords = ['password', 'secret', 'token', 'apikey', 'api_key']
export const concealed = '[secret]'

/** A body as it may be shown and kept. */
export interface Showable {
  text: string
  body: unknown
}

/**
 * Takes passwords and tokens out of a body by the names of their members, and the token of the capture wherever it stands.
 *
 * @param body what the text was read as; undefined when it is no JSON
 */
export function showable(text: string, body: unknown, token: string | null): Showable {
  const lower = text.toLowerCase()
  const holds = tellingWords.some((word) => lower.includes(word))
  const clean = holds ? withoutSecrets(body, 0) : body
  const plain = !holds
    ? text
    : body === undefined
      ? text.replace(secretMember, `$1"${concealed}"`)
      : JSON.stringify(clean)
  if (token === null || !plain.includes(token)) return { text: plain, body: clean }
  const without = plain.split(token).join(concealed)
  return { text: without, body: body === undefined ? undefined : parseJson(without) }
}

/** In text that is no JSON: a member with a telling name, and whatever its value is. */
const secretMember = /("[^"]*(?:password|secret|token|api_?key)[^"]*"\s*:\s*)("(?:[^"\\]|\\.)*"?|[^,}\s]+)/gi

const deepest = 64

/** A copy of JSON with the values of secret members taken out. */
export function withoutSecrets(value: unknown, depth: number): unknown {
  if (depth > deepest) return null
  if (Array.isArray(value)) return value.map((one) => withoutSecrets(one, depth + 1))
  if (!isAttributes(value)) return value
  // A PATCH names the attribute beside its value.
  const namesSecret = typeof value.path === 'string' && secretName.test(value.path.split(/[:.]/).at(-1) ?? '')
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      secretName.test(name) || (namesSecret && name === 'value') ? concealed : withoutSecrets(one, depth + 1),
    ]),
  )
}

/** A path with the values of secret parameters taken out. */
export function showablePath(path: string, token: string | null): string {
  const shown = path.replace(/([?&][^=&]*(?:token|secret|password|api_?key)[^=&]*=)[^&]*/gi, `$1${concealed}`)
  return token === null ? shown : shown.split(token).join(concealed)
}
