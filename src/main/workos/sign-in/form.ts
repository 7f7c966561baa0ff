type Fields = Array<readonly [name: string, value: string]>

const longestForm = 16 * 1024 * 1024
const mostFields = 500

/** The fields of a posted form, of either encoding that browsers use; null for any other body. */
export function readForm(body: Uint8Array): Fields | null {
  if (body.length === 0 || body.length > longestForm) return null
  const text = new TextDecoder().decode(body)
  if (text.startsWith('--')) return readMultipart(text)
  // A name, an equals sign, no brackets or quotes: JSON and XML are no forms.
  if (!/^[\w.%+~*!'()$\-[\]:]{1,300}=/.test(text) || /^\s*[{[<"]/.test(text)) return null
  return [...new URLSearchParams(text)].slice(0, mostFields)
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
