import type { HostileDocument, Parts } from './documents'
import { forge, stranger } from './documents'

type Place = (
  carrier: string,
  hidden: string,
  parts: Parts,
) => { assertions: string; extensions?: string; status?: string }

const a = (parts: Parts, name: string) => `${parts.prefix.assertion}${name}`
const inside = (carrier: string, hidden: string, end: string) => carrier.replace(end, () => `${hidden}${end}`)
const endOf = (name: string) => `</${name}>`

/** Where the genuine assertion can be put next to or into the forged one: XSW 3 to 8 and their relatives. */
const places: Readonly<Record<string, Place>> = {
  'before it': (forged, genuine) => ({ assertions: genuine + forged }),
  'after it': (forged, genuine) => ({ assertions: forged + genuine }),
  'at the end of it': (forged, genuine, parts) => ({
    assertions: inside(forged, genuine, endOf(a(parts, 'Assertion'))),
  }),
  'at the start of it': (forged, genuine) => ({ assertions: forged.replace(/^<[^>]*>/, (tag) => tag + genuine) }),
  'in its Advice': (forged, genuine, parts) => ({
    assertions: inside(
      forged,
      `<${a(parts, 'Advice')}>${genuine}</${a(parts, 'Advice')}>`,
      endOf(a(parts, 'Conditions')),
    ).replace(
      // Advice belongs behind Conditions.
      new RegExp(`(<${a(parts, 'Advice')}>[\\s\\S]*</${a(parts, 'Advice')}>)(</${a(parts, 'Conditions')}>)`),
      '$2$1',
    ),
  }),
  'in its Subject': (forged, genuine, parts) => ({ assertions: inside(forged, genuine, endOf(a(parts, 'Subject'))) }),
  'in its Conditions': (forged, genuine, parts) => ({
    assertions: inside(forged, genuine, endOf(a(parts, 'Conditions'))),
  }),
  'in an AttributeValue': (forged, genuine, parts) => ({
    assertions: inside(forged, genuine, endOf(a(parts, 'AttributeValue'))),
  }),
  'in its Signature': (forged, genuine, parts) => ({
    assertions: inside(forged, genuine, endOf(`${parts.prefix.signature}Signature`)),
  }),
  'in an Object of its Signature': (forged, genuine, parts) => ({
    assertions: inside(forged, object(genuine, parts), endOf(`${parts.prefix.signature}Signature`)),
  }),
  'in the KeyInfo of its Signature': (forged, genuine, parts) => ({
    assertions: inside(forged, genuine, endOf(`${parts.prefix.signature}KeyInfo`)),
  }),
  'in Extensions': (forged, genuine) => ({ assertions: forged, extensions: genuine }),
  'in the StatusDetail': (forged, genuine) => ({ assertions: forged, status: genuine }),
  'in a foreign element': (forged, genuine) => ({ assertions: forged + stranger(genuine) }),
  'in a foreign element before it': (forged, genuine) => ({ assertions: stranger(genuine) + forged }),
}

const object = (content: string, { prefix }: Parts) =>
  `<${prefix.signature}Object>${content}</${prefix.signature}Object>`

/** Where the genuine signature goes. */
const signatures: Readonly<
  Record<string, (forged: string, parts: Parts) => { forged: string; genuine: string; loose?: string }>
> = {
  'left in the genuine assertion': (forged, parts) => ({ forged, genuine: parts.assertion }),
  'moved to the forged assertion': (forged, parts) => ({
    forged: sign(forged, parts),
    genuine: parts.assertion.replace(parts.assertionSignature, ''),
  }),
  'copied to the forged assertion': (forged, parts) => ({ forged: sign(forged, parts), genuine: parts.assertion }),
  'moved to the Response': (forged, parts) => ({
    forged,
    genuine: parts.assertion.replace(parts.assertionSignature, ''),
    loose: parts.assertionSignature,
  }),
}

const sign = (forged: string, { assertionSignature, prefix }: Parts) =>
  forged.replace(`</${prefix.assertion}Issuer>`, (end) => end + assertionSignature)

const ids: Readonly<Record<string, (forged: string, parts: Parts) => string>> = {
  'another ID': (forged) => forged,
  'the same ID': (forged, parts) => forged.replace('_forged', parts.issued.message.assertionId),
  'no ID': (forged) => forged.replace(' ID="_forged"', ''),
}

/** Every way to put a genuinely signed assertion somewhere into a response around a forged one. */
export function wrappedAssertions(parts: Parts): HostileDocument[] {
  const documents: HostileDocument[] = []
  for (const [placeName, place] of Object.entries(places)) {
    for (const [signatureName, arrange] of Object.entries(signatures)) {
      for (const [idName, identify] of Object.entries(ids)) {
        const { forged, genuine, loose = '' } = arrange(identify(parts.forged, parts), parts)
        const { assertions, extensions, status } = place(forged, genuine, parts)
        if (!assertions.includes(genuine) && !extensions && !status) continue
        documents.push({
          name: `forged assertion with ${idName}, genuine one ${placeName}, signature ${signatureName}`,
          xml: build(parts, loose + assertions, extensions, status),
        })
      }
    }
  }
  return documents
}

function build(parts: Parts, assertions: string, extensions = '', status = ''): string {
  const p = parts.prefix.protocol
  let xml = parts.xml.replace(parts.assertion, () => assertions)
  if (extensions) xml = xml.replace(`<${p}Status>`, (tag) => `<${p}Extensions>${extensions}</${p}Extensions>${tag}`)
  if (status) xml = xml.replace(`</${p}Status>`, (end) => `<${p}StatusDetail>${status}</${p}StatusDetail>${end}`)
  return xml
}

/** XSW 1 and 2 and their relatives: a genuinely signed Response hidden in a forged one. */
export function wrappedResponses(parts: Parts): HostileDocument[] {
  const { xml, responseSignature, prefix, issued } = parts
  const p = prefix.protocol
  const bare = xml.replace(/^<\?xml[^>]*\?>/, '')
  const unsigned = bare.replace(responseSignature, '')
  const shells = {
    'another ID': forge(bare)
      .replace(issued.message.responseId, '_forgedResponse')
      .replaceAll(issued.message.assertionId, '_forged'),
    'the same ID': forge(bare).replaceAll(issued.message.assertionId, '_forged'),
  }
  const hidden = { 'with its signature': bare, 'without its signature': unsigned }
  const spots: Readonly<Record<string, (shell: string, genuine: string) => string>> = {
    'in an Object of the signature': (shell, genuine) =>
      shell.replace(`</${prefix.signature}Signature>`, (end) => object(genuine, parts) + end),
    'in the signature': (shell, genuine) => shell.replace(`</${prefix.signature}Signature>`, (end) => genuine + end),
    'before the signature': (shell, genuine) => shell.replace(/<(?:\w+:)?Signature /, (tag) => genuine + tag),
    'after the signature': (shell, genuine) => shell.replace(`</${prefix.signature}Signature>`, (end) => end + genuine),
    'in Extensions': (shell, genuine) =>
      shell.replace(`<${p}Status>`, (tag) => `<${p}Extensions>${genuine}</${p}Extensions>${tag}`),
    'in the StatusDetail': (shell, genuine) =>
      shell.replace(`</${p}Status>`, (end) => `<${p}StatusDetail>${genuine}</${p}StatusDetail>${end}`),
    'at the end': (shell, genuine) => shell.replace(new RegExp(`</${p}Response>$`), (end) => genuine + end),
    'in a foreign element': (shell, genuine) => shell.replace(`<${p}Status>`, (tag) => stranger(genuine) + tag),
  }
  return Object.entries(spots).flatMap(([spot, place]) =>
    Object.entries(hidden).flatMap(([which, genuine]) =>
      Object.entries(shells).map(([id, shell]) => ({
        name: `forged Response with ${id}, genuine one ${which} ${spot}`,
        xml: place(shell, genuine),
      })),
    ),
  )
}
