import { base64Text, type DerSight, readDer } from './der'

type PemKind = Exclude<DerSight['is'], 'unknown'>

/** A key, certificate or bundle as it was pasted, and what is left of it once it is written properly. */
export interface PemSight {
  /** What the paste holds; a private key among other parts makes all of it one. */
  is: PemKind
  certificates: number
  hasPrivateKey: boolean
  /** The certificates alone, in PEM with lines of 64 characters; for other kinds the blocks as they came. */
  cleaned: string
  cleanings: string[]
  /** Why it cannot be used as it stands, or `null`. */
  defect: string | null
}

const labels: ReadonlyArray<readonly [RegExp, PemKind]> = [
  [/PRIVATE KEY$/, 'private-key'],
  [/^(NEW )?CERTIFICATE REQUEST$/, 'certificate-request'],
  [/^(TRUSTED |X509 )?CERTIFICATE$/, 'certificate'],
  [/PUBLIC KEY$/, 'public-key'],
  [/^(PKCS7|CMS)$/, 'pkcs7'],
]

interface Block {
  label: string
  body: string
  closed: boolean
}

/** Recognises PEM, bare base64 DER, base64 of PEM and PEM inside XML or JSON; `null` when the text is none of them. */
export function readPem(text: string): PemSight | null {
  if (/PuTTY-User-Key-File-\d/.test(text.slice(0, 200))) return bare('private-key', text)
  const cleanings: string[] = []
  let pem = text.trim()

  if (/^LS0tLS1CRUdJTi/.test(pem)) {
    const inner = base64Text(pem.replace(/\s+/g, ''))
    if (inner === null) return null
    cleanings.push('one layer of base64 taken off')
    pem = inner.trim()
  }
  if (pem.includes('BEGIN ') && pem.includes('\\n')) {
    cleanings.push('line breaks that were written as \\n turned into line breaks')
    pem = pem.replace(/(?:\\r)?\\n/g, '\n').replace(/^"|",?$/g, '')
  }
  const inXml = pem.length < 100_000 ? /<(?:[\w.-]{1,60}:)?X509Certificate>([\sA-Za-z0-9+/=]+)<\//.exec(pem) : null
  if (inXml?.[1] !== undefined && !pem.includes('EntityDescriptor')) {
    cleanings.push('the XML around the certificate removed')
    pem = inXml[1].trim()
  }
  return blocks(pem, cleanings) ?? bareBase64(pem, cleanings)
}

/** More parts than any key file has; what comes after them is not looked at. */
const mostBlocks = 50
const begin = /[-–—]{2,6} ?BEGIN ([A-Z0-9 ]{3,40}?) ?[-–—]{2,6}/g

function blocks(text: string, cleanings: string[]): PemSight | null {
  const found: Block[] = []
  let around = ''
  let last = 0
  let mangled = false
  begin.lastIndex = 0
  for (let match = begin.exec(text); match !== null && found.length < mostBlocks; match = begin.exec(text)) {
    const label = match[1] ?? ''
    if (match[0] !== `-----BEGIN ${label}-----`) mangled = true
    around += text.slice(last, match.index)
    const bodyFrom = match.index + match[0].length
    const endAt = text.indexOf(`END ${label}`, bodyFrom)
    const nextAt = text.indexOf('BEGIN ', bodyFrom)
    const closed = endAt >= 0 && (nextAt < 0 || endAt < nextAt)
    const bodyTo = closed ? endAt : nextAt < 0 ? text.length : nextAt
    found.push({ label, body: text.slice(bodyFrom, bodyTo).replace(/[\s–—-]+/g, ''), closed })
    last = closed ? endAt + 4 + label.length : bodyTo
    begin.lastIndex = Math.max(last, bodyFrom)
  }
  if (found.length === 0) return null
  around += text.slice(last)

  const certificates = found.filter(({ label }) => kindOf(label) === 'certificate')
  const hasPrivateKey = found.some(({ label }) => kindOf(label) === 'private-key')
  const first = found[0]
  const is = hasPrivateKey
    ? 'private-key'
    : certificates.length > 0
      ? 'certificate'
      : (kindOf(first?.label ?? '') ?? null)
  if (is === null) return null
  if (certificates.length === 0) return { is, certificates: 0, hasPrivateKey, cleaned: text, cleanings, defect: null }

  if (mangled) cleanings.push('the dashes of the BEGIN and END lines repaired')
  if (certificates.some(({ closed }) => !closed)) cleanings.push('the missing END line added')
  if (around.replace(/[\s–—-]+/g, '') !== '') cleanings.push('the text around the certificate removed')
  if (hasPrivateKey) cleanings.push('the private key left out')
  const cleaned = certificates.map(({ body }) => pemOf(body)).join('\n')
  if (cleanings.length === 0 && cleaned !== text.replace(/\r\n?/g, '\n').trim())
    cleanings.push('the lines broken after 64 characters')
  return {
    is,
    certificates: certificates.length,
    hasPrivateKey,
    cleaned,
    cleanings,
    defect: certificates.map(({ body }) => defectOf(body)).find((defect) => defect !== null) ?? null,
  }
}

function bareBase64(text: string, cleanings: string[]): PemSight | null {
  const body = text.replace(/\s+/g, '')
  const der = readDer(body)
  if (!der || der.is === 'unknown') return null
  if (der.is !== 'certificate') return { ...bare(der.is, text), cleanings }
  if (body.length < 200) return null
  return {
    is: 'certificate',
    certificates: 1,
    hasPrivateKey: false,
    cleaned: pemOf(body),
    cleanings: [...cleanings, 'the BEGIN and END lines added'],
    defect: defectOf(body),
  }
}

function bare(is: PemKind, text: string): PemSight {
  const hasPrivateKey = is === 'private-key' || is === 'pkcs12'
  return { is, certificates: 0, hasPrivateKey, cleaned: text, cleanings: [], defect: null }
}

function kindOf(label: string): PemKind | null {
  return labels.find(([form]) => form.test(label))?.[1] ?? null
}

function pemOf(body: string): string {
  return `-----BEGIN CERTIFICATE-----\n${(body.match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----`
}

function defectOf(body: string): string | null {
  const bad = body.search(/[^A-Za-z0-9+/=]/)
  if (bad >= 0) return `It holds “${body[bad]}”, which no certificate contains; something was changed on the way.`
  const der = readDer(body)
  if (!der || der.is === 'unknown' || der.declaredBytes === null) return 'What is between the lines is no certificate.'
  if (der.is !== 'certificate') return 'What is between the lines is something else than a certificate.'
  if (der.bytes < der.declaredBytes)
    return `It is cut off: ${der.declaredBytes} bytes are announced, ${der.bytes} are there.`
  if (der.bytes > der.declaredBytes + 2)
    return `It goes on after its end: ${der.declaredBytes} bytes are announced, ${der.bytes} are there.`
  return null
}
