import type { Finding, Fix, Place } from '../../../shared/finding'
import type { XmlEncoding } from '../../xml/encoding'
import type { XmlError } from '../../xml/error'
import { clipped, finding, inLine } from '../finding'
import { namespaces } from '../names'
import type { DocumentFacts, MetadataObservation, Reading } from '../observation'

const downloadAgain: Fix = {
  action:
    'Download the metadata again and pass it on untouched: as a file, without copying it through an editor or mail.',
  owner: 'idp-admin',
}

/** Judges the XML as such: encoding, well-formedness, document type. */
export function judgeXml(reading: Reading, name: string): Finding[] {
  return reading.kind === 'refused' ? judgeRefusal(reading.error) : judgeRead(reading, name)
}

function judgeRefusal(error: XmlError): Finding[] {
  const { line, column, byteOffset, message, code } = error
  const place = line === null || column === null ? undefined : { line, column }
  const where = place ? inFull(place) : `byte ${byteOffset ?? 0}`
  if (code === 'encoding') {
    return [
      finding('encoding', 'fail', `${message} (${where})`, {
        fix: { action: 'Save the document as UTF-8, or download it again.', owner: 'idp-admin' },
      }),
    ]
  }
  if (code === 'doctype') {
    return [
      finding('dtd', 'fail', `${message} It stands in ${where}.`, {
        place,
        fix: {
          action: 'Take the DOCTYPE out, or download the metadata from the identity provider itself.',
          owner: 'idp-admin',
        },
      }),
    ]
  }
  return [
    finding('well-formed', 'fail', `The document cannot be read as XML (${where}): ${message}`, {
      place,
      fix: downloadAgain,
    }),
  ]
}

const inFull = ({ line, column }: Place) => `line ${line}, column ${column}`

function judgeRead(facts: DocumentFacts, name: string): Finding[] {
  return [
    judgeEncoding(facts.encoding, name),
    judgeForm(facts),
    finding('dtd', 'pass', 'The document has no document type declaration.'),
  ]
}

function judgeEncoding(encoding: XmlEncoding, name: string): Finding {
  const { name: actual, declared, bomBytes, contradicted } = encoding
  const mark = bomBytes > 0 ? ' with a byte-order mark' : ''
  if (!contradicted) {
    const legacy = !actual.startsWith('UTF')
    return finding(
      'encoding',
      legacy ? 'info' : 'pass',
      legacy
        ? `The document is encoded in ${actual}, which XML software need not know; UTF-8 is safer.`
        : `The document is encoded in ${actual}${mark}.`,
    )
  }
  const evidence = [
    { label: 'Declared', value: declared ?? '', from: `${name}, XML declaration` },
    { label: 'Found', value: `${actual}${mark}`, from: `${name}, bytes` },
  ]
  const fatal = bomBytes === 0 || (actual === 'UTF-8' && /^utf-?16/i.test(declared ?? ''))
  return finding(
    'encoding',
    fatal ? 'fail' : 'warn',
    `The XML declaration says ${clipped(declared ?? '', 40)}, but the bytes are ${actual}${mark}: ${fatal ? 'XML software refuses that' : 'strict software refuses that'}.`,
    {
      evidence,
      place: { line: 1, column: 1 },
      fix: {
        action: 'Save the document as UTF-8 and let the XML declaration say encoding="UTF-8".',
        owner: 'idp-admin',
      },
    },
  )
}

function judgeForm({ overlooked, version }: DocumentFacts): Finding {
  if (overlooked) {
    const place = { line: overlooked.line ?? 1, column: overlooked.column ?? 1 }
    return finding(
      'well-formed',
      'fail',
      `Strict software does not read this as XML (${inFull(place)}): ${overlooked.message}`,
      {
        place,
        fix: { action: 'Delete everything in front of “<?xml”, or download the metadata again.', owner: 'idp-admin' },
      },
    )
  }
  if (version !== null && version !== '1.0') {
    return finding(
      'well-formed',
      'warn',
      `The document says it is XML ${clipped(version, 20)}; much software reads 1.0 only.`,
      {
        place: { line: 1, column: 1 },
        fix: { action: 'Let the XML declaration say version="1.0".', owner: 'idp-admin' },
      },
    )
  }
  return finding('well-formed', 'pass', 'The document is well-formed XML.')
}

type Foreign = { namespace: RegExp; local: RegExp; what: string; action: string }

/** Documents people give in place of metadata, by their root element. */
const foreigners: readonly Foreign[] = [
  {
    namespace: /:SAML:2\.0:protocol$/,
    local: /^Response$/,
    what: 'a SAML response',
    action: 'Inspect it as a response, and give the metadata here.',
  },
  {
    namespace: /:SAML:2\.0:protocol$/,
    local: /./,
    what: 'a SAML request or protocol message',
    action: 'Give the metadata of the identity provider.',
  },
  {
    namespace: /:SAML:[12]\.\d:assertion$/,
    local: /./,
    what: 'a SAML assertion',
    action: 'Inspect it as a response, and give the metadata here.',
  },
  { namespace: /xhtml$/, local: /./, what: 'a web page', action: 'Give the metadata XML, not the page around it.' },
  { namespace: /soap/, local: /^Envelope$/, what: 'a SOAP message', action: 'Give the address of the SAML metadata.' },
  {
    namespace: /wsdl/,
    local: /^definitions$/,
    what: 'a WSDL description (on AD FS: the MEX address)',
    action: 'On AD FS use /FederationMetadata/2007-06/FederationMetadata.xml.',
  },
  {
    namespace: /^http:\/\/docs\.oasis-open\.org\/ns\/xri\/|XRD/i,
    local: /^XRDS?$/,
    what: 'an XRD discovery document',
    action: 'Give the address of the SAML metadata.',
  },
  { namespace: /Atom$/, local: /./, what: 'a news feed', action: 'Give the address of the SAML metadata.' },
  {
    namespace: /./,
    local: /^(rss|feed|svg|plist|urlset)$/i,
    what: 'an XML document of another kind',
    action: 'Give the metadata of the identity provider.',
  },
]

/** Judges the root element, and how many entities it holds. */
export function judgeRoot({ source, reading }: MetadataObservation & { reading: DocumentFacts }): Finding {
  const { root, counts, selection } = reading
  const from = inLine(source.name, root.place)
  const evidence = [{ label: 'Root element', value: `${root.name} (${root.namespace || 'no namespace'})`, from }]
  const wrong = (summary: string, action: string) =>
    finding('root', 'fail', summary, { evidence, place: root.place, fix: { action, owner: 'idp-admin' } })
  if (root.namespace === namespaces.metadata && root.local === 'EntityDescriptor') {
    return finding('root', 'pass', 'The root element is EntityDescriptor: the metadata of one entity.', { evidence })
  }
  if (root.namespace === namespaces.metadata && root.local === 'EntitiesDescriptor') {
    if (counts.entities === 0) return wrong('The EntitiesDescriptor holds no entity.', downloadAgain.action)
    if (counts.identityProviders > 1 && selection === null) {
      return finding(
        'root',
        'warn',
        `The document holds ${counts.entities} entities, ${counts.identityProviders} of them identity providers. WorkOS needs the one of this connection.`,
        {
          evidence,
          place: root.place,
          fix: {
            action: 'Give the metadata of the single identity provider, or name its entity id.',
            owner: 'idp-admin',
          },
        },
      )
    }
    const many = counts.entities === 1 ? 'one entity' : `${counts.entities} entities`
    return finding('root', 'info', `The root element is EntitiesDescriptor, with ${many} in it.`, { evidence })
  }
  if (root.namespace === namespaces.metadata) {
    return wrong(
      `The root element is ${clipped(root.local, 60)}: a part of metadata, without the EntityDescriptor around it.`,
      'Give the whole document, from <EntityDescriptor> to </EntityDescriptor>.',
    )
  }
  if (/^(EntityDescriptor|EntitiesDescriptor)$/.test(root.local)) {
    return wrong(
      `The root element is called ${root.local}, but is in ${root.namespace ? `the namespace ${clipped(root.namespace)}` : 'no namespace'} instead of ${namespaces.metadata}.`,
      `Put the root element into the namespace ${namespaces.metadata}, or download the metadata again.`,
    )
  }
  const foreign = foreigners.find(({ namespace, local }) => namespace.test(root.namespace) && local.test(root.local))
  if (foreign) return wrong(`This is ${foreign.what}, not metadata.`, foreign.action)
  return wrong(
    `The root element is ${clipped(root.name, 60)}: XML, but not SAML metadata.`,
    'Give the metadata of the identity provider.',
  )
}
