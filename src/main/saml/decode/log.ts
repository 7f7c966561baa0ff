import { maxMessageBytes } from './unpack'

const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol'
const name = 'Response'

/** So often the word is looked at, and so many elements of that name. */
const most = { mentions: 500, elements: 20 } as const

/** The last whole Response that stands as XML in a text such as a log, also where that wrote it as a string; null where there is none. */
export function responseWithin(text: string): string | null {
  let at = text.length
  let elements = 0
  for (let mentions = 0; mentions < most.mentions && at > 0; mentions++) {
    at = text.lastIndexOf(name, at - 1)
    if (at < 0) return null
    const head = /<([A-Za-z_][\w.-]{0,40}:)?$/.exec(text.slice(Math.max(0, at - 44), at))
    if (!head || !/\s/.test(text.charAt(at + name.length))) continue
    if (++elements > most.elements) return null
    const end = `</${head[1] ?? ''}${name}>`
    const behind = text.slice(at - head[0].length, at + maxMessageBytes)
    const length = behind.indexOf(end)
    if (length >= 0 && behind.slice(0, 4000).includes(protocol)) return asWritten(behind.slice(0, length + end.length))
  }
  return null
}

/** A string of a program less its escapes, where every quotation mark has one. */
function asWritten(found: string): string {
  if (!/^[^"]*\\"/.test(found)) return found
  return found.replace(/\\(["'/\\nrt])/g, (_, character: string) => unescaped[character] ?? character)
}

const unescaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }
