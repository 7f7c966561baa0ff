/** What a document is that was given in the place of another, by its beginning: the words stand after “It is”. */
const forms: ReadonlyArray<readonly [RegExp, string]> = [
  [/^%PDF/, 'a PDF document'],
  [/^PK[^\w\s]{2}/, 'a ZIP archive'],
  [/^\x89PNG|^\xff\xd8\xff|^GIF8/, 'a picture'],
  [/^-----BEGIN [A-Z ]*PRIVATE KEY/, 'a private key, which must never leave the server it belongs to'],
  [/^-----BEGIN/, 'a PEM file (a certificate or key)'],
  [/^\{\s*"tool"\s*:\s*"signpost"/, 'what a command of Signpost has found (evidence)'],
  [/^\{\s*"log"\s*:/, 'a browser capture (HAR)'],
  [/^\{[\s\S]{0,2000}"(?:authorization_endpoint|jwks_uri)"/, 'the discovery document of an OpenID provider'],
  [/^[{[]\s*(?:["{[\]}]|-?\d|true|false|null)/, 'JSON'],
  [/^<(?:!doctype\s+html|html[\s>])|^<\?xml[^>]*>\s*<(?:!doctype\s+html|html[\s>])/i, 'a web page'],
  [/^<[\s\S]{0,4000}<?[\w.-]*:?Entit(?:y|ies)Descriptor[\s>]/, 'SAML metadata'],
  [/^<[\s\S]{0,4000}(?::|<)Response[\s>]/, 'a SAML response'],
  [/^</, 'XML'],
]

/** Only the beginning tells; more is not looked at. */
const looked = 8192

/** What a text is, where it is something well known; null where nothing tells. Bytes are given as Latin-1. */
export function mistakenFor(text: string): string | null {
  const start = text.slice(0, looked).replace(/^(?:\u00ef\u00bb\u00bf|\ufeff)/, '')
  const known = forms.find(([pattern]) => pattern.test(start) || pattern.test(start.trimStart()))
  if (known) return known[1]
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these tell bytes from text
  return /[\x00-\x08\x0e-\x1f]|\ufffd/.test(start) ? 'binary data' : null
}
