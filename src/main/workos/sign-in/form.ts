type Fields = Array<readonly [name: string, value: string]>

const longestForm = 16 * 1024 * 1024
const mostFields = 500

/** The fields of a posted form, of either encoding that browsers use; null for any other body. */
export function readForm(body: Uint8Array): Fields | null {
  if (body.length === 0 || body.length > longestForm) return null
  return readFormText(new TextDecoder().decode(body))
}

/** The same of a body that is text already. */
export function readFormText(text: string): Fields | null {
  if (text === '' || text.length > longestForm) return null
  if (text.startsWith('--')) return readMultipart(text)
  // A name, an equals sign, no brackets or quotes: JSON and XML are no forms.
  if (!/^[\w.%+~*!'()$\-[\]:]{1,300}=/.test(text) || /^\s*[{[<"]/.test(text)) return null
  return text
    .split('&', mostFields)
    .filter((part) => part !== '')
    .map(readField)
}

/** Of a long message in base64 often nothing is escaped, and then nothing has to be decoded. */
function readField(part: string): Fields[number] {
  const equals = part.indexOf('=')
  const [name, value] = equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)]
  return [decoded(name), decoded(value)]
}

function decoded(text: string): string {
  return /[%+]/.test(text) ? (new URLSearchParams(`=${text}`).get('') ?? '') : text
}

/** RFC 7578, as far as fields go: files are named and not read. */
function readMultipart(text: string): Fields | null {
  const boundary = /^--[^\r\n]{1,200}/.exec(text)?.[0]
  if (boundary === undefined) return null
  return text
    .split(boundary)
    .slice(1, mostFields)
    .flatMap((part): Fields => {
      const [, head = '', value = ''] = /^\r?\n([\s\S]*?)\r?\n\r?\n([\s\S]*?)\r?\n?$/.exec(part) ?? []
      const name = /\bname="([^"]*)"/.exec(head)?.[1]
      return name === undefined ? [] : [[name, /\bfilename="/.test(head) ? '' : value]]
    })
}
