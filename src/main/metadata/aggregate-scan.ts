import { setImmediate } from 'node:timers/promises'
import type { Place } from '../../shared/finding'
import type { Certificate } from '../../shared/runs/metadata'
import { TextReader } from '../xml/decoder'
import { detectEncoding, encodingHeadBytes, type XmlEncoding } from '../xml/encoding'
import { type XmlError, XmlFault } from '../xml/error'
import { streamLimits } from '../xml/limits'
import { XmlReader, type XmlTag } from '../xml/reader'
import { type ByteSource, readRange } from './byte-source'
import { duplicatesAmong } from './identities'
import { namespaces } from './names'
import type { DocumentFacts, ValidityFacts } from './observation'

/** Where an entity stands in its aggregate. Bytes count from the start of the document. */
export interface IndexedEntity {
  entityId: string | null
  start: number
  length: number
  place: Place
  /** Index into `AggregateIndex.contexts`. */
  context: number
  isIdp: boolean
  isSp: boolean
}

/** What one strict pass over an aggregate leaves behind: small, and enough to find every entity again by its bytes. */
export interface AggregateIndex {
  encoding: XmlEncoding
  version: string | null
  root: { local: string; name: string; namespace: string; place: Place }
  groups: ValidityFacts[]
  entities: IndexedEntity[]
  counts: DocumentFacts['counts']
  duplicates: DocumentFacts['duplicates']
  /** Namespaces in force around the entities, by prefix. */
  contexts: ReadonlyArray<Readonly<Record<string, string>>>
}

export type ScanOutcome =
  | { ok: true; index: AggregateIndex }
  | { ok: false; error: XmlError; encoding: XmlEncoding | null }

/** What else an entity says, which the index itself does not keep. Of an identity provider only its IdP role counts. */
export interface ScannedEntity {
  roles: string[]
  sso: Array<{ binding: string; location: string }>
  certificates: Array<{ use: Certificate['use']; der: Uint8Array }>
  /** Every validUntil of the entity and its roles. */
  ends: string[]
}

export type EntityListener = (entity: IndexedEntity, scanned: ScannedEntity) => void

const chunkBytes = 64 * 1024
const chunksPerTurn = 16

/**
 * Reads an aggregate once from front to back, strictly, holding one chunk at a time. A listener is told the rest of
 * every entity. Gives the event loop a turn every megabyte, and stops when the signal is aborted.
 */
export async function scanAggregate(
  source: ByteSource,
  transportCharset: string | null,
  listener: EntityListener | null,
  signal: AbortSignal,
): Promise<ScanOutcome> {
  const detected = detectEncoding(readRange(source, 0, encodingHeadBytes), transportCharset)
  if (!detected.ok) return { ok: false, error: detected.error, encoding: null }
  const { encoding } = detected
  const scan = new Scan(encoding, listener)
  const decoder = new TextReader(encoding)
  const buffer = Buffer.allocUnsafe(chunkBytes)
  try {
    let offset = 0
    for (let turn = 1; ; turn++) {
      const count = source.read(buffer, offset)
      if (count === 0) break
      offset += count
      if (offset > streamLimits.bytes) {
        const message = `The document is larger than ${Math.floor(streamLimits.bytes / 1024 / 1024)} MB.`
        throw new XmlFault({
          code: 'too-many-bytes',
          message,
          line: null,
          column: null,
          offset: null,
          byteOffset: null,
        })
      }
      scan.write(decoder.read(buffer.subarray(0, count)))
      if (turn % chunksPerTurn === 0) {
        await setImmediate()
        signal.throwIfAborted()
      }
    }
    scan.write(decoder.end())
    return { ok: true, index: scan.finish() }
  } catch (error) {
    if (error instanceof XmlFault) return { ok: false, error: error.error, encoding }
    throw error
  }
}

interface OpenEntity {
  tag: XmlTag
  start: number
  place: Place
  depth: number
  roles: OpenRole[]
}

/** A role as it is read. */
interface OpenRole {
  name: string
  validUntil: string | null
  sso: ScannedEntity['sso']
  certificates: ScannedEntity['certificates']
}

/** A stretch of the text with where it begins, in code units and in bytes. */
interface Piece {
  text: string
  unit: number
  byte: number
  /** Its length in bytes. The same as in code units: every character is one byte, and places in it need no counting. */
  bytes: number
}

/** The pass itself: what is open, and what of the open entity is known. */
class Scan {
  private readonly reader: XmlReader
  private readonly entities: IndexedEntity[] = []
  private readonly groups: ValidityFacts[] = []
  private readonly contexts: Array<Readonly<Record<string, string>>> = [{}]
  private readonly openContexts: number[] = [0]
  private root: AggregateIndex['root'] | null = null
  private version: string | null = null
  private depth = 0
  /** First byte and place of the last start tag outside entities: an entity, a group or the root. */
  private tag = { start: 0, place: { line: 1, column: 1 } }
  private entity: OpenEntity | null = null
  private role: (OpenRole & { depth: number }) | null = null
  private use: string | null = null
  private keyDepth = 0
  private certificate: string | null = null
  /** Two pieces of text with where they begin, in code units and in bytes: a line end may begin in the one before. */
  private piece: Piece = { text: '', unit: 0, byte: 0, bytes: 0 }
  private before: Piece = this.piece
  /** The last place whose byte was worked out, to count on from. */
  private counted = { unit: 0, byte: 0 }

  constructor(
    private readonly encoding: XmlEncoding,
    private readonly listener: EntityListener | null,
  ) {
    this.piece.byte = encoding.bomBytes
    this.counted.byte = encoding.bomBytes
    this.reader = new XmlReader(
      {
        declaration: ({ version }) => {
          this.version = version
        },
        named: (name) => {
          if (this.entity !== null) return
          const start = `<${name}`
          const end = this.reader.startOf(name) + start.length
          this.tag = { start: this.byteOf(end) - this.encodedLength(start), place: this.reader.placeOfStart(name) }
        },
        open: (tag) => this.open(tag),
        close: (_, end) => this.close(end),
        text: (text) => {
          if (this.certificate !== null) this.certificate += text
        },
        cdata: (text) => {
          if (this.certificate !== null) this.certificate += text
        },
      },
      streamLimits,
    )
    this.reader.gatherText(false)
  }

  write(text: string): void {
    if (text === '') return
    const { unit, byte, bytes, text: last } = this.piece
    this.before = this.piece
    this.piece = { text, unit: unit + last.length, byte: byte + bytes, bytes: this.encodedLength(text) }
    this.reader.write(text)
  }

  finish(): AggregateIndex {
    this.reader.end()
    if (this.root === null) throw new Error('a well-formed document has a root')
    const { encoding, version, root, groups, entities, contexts } = this
    const counts = {
      entities: entities.length,
      identityProviders: entities.filter(({ isIdp }) => isIdp).length,
      serviceProviders: entities.filter(({ isSp }) => isSp).length,
    }
    return { encoding, version, root, groups, entities, counts, duplicates: duplicatesAmong(entities), contexts }
  }

  private open(tag: XmlTag): void {
    this.depth++
    if (this.entity === null) this.openOutside(tag)
    else if (this.role === null) this.openRole(tag)
    else this.openInRole(tag)
  }

  private openOutside(tag: XmlTag): void {
    const { local, uri } = tag
    if (this.depth === 1)
      this.root = { local: own(local), name: own(tag.name), namespace: own(uri), place: this.tag.place }
    const inherited = this.openContexts.at(-1) ?? 0
    if (uri === namespaces.metadata && local === 'EntityDescriptor') {
      this.entity = { tag, ...this.tag, depth: this.depth, roles: [] }
      return
    }
    this.openContexts.push(this.contextWith(inherited, tag.ns))
    if (uri === namespaces.metadata && local === 'EntitiesDescriptor') {
      const value = (name: string) => tag.attributes[name]?.value ?? null
      const validUntil = value('validUntil')
      const cacheDuration = value('cacheDuration')
      if (this.groups.length < 100)
        this.groups.push({ on: 'EntitiesDescriptor', validUntil, cacheDuration, place: this.tag.place })
    }
  }

  private contextWith(inherited: number, declared: Readonly<Record<string, string>>): number {
    const names = Object.keys(declared)
    if (names.length === 0) return inherited
    const merged: Record<string, string> = Object.assign(Object.create(null), this.contexts[inherited])
    for (const name of names) merged[own(name)] = own(declared[name] ?? '')
    return this.contexts.push(merged) - 1
  }

  private openRole({ local, uri, attributes }: XmlTag): void {
    if (uri !== namespaces.metadata || !local.endsWith('Descriptor') || !this.entity) return
    const validUntil = attributes.validUntil?.value ?? null
    this.role = { name: local, validUntil, sso: [], certificates: [], depth: this.depth }
    this.entity.roles.push(this.role)
  }

  private openInRole({ local, uri, attributes }: XmlTag): void {
    if (this.listener === null) return
    if (local === 'KeyDescriptor' && uri === namespaces.metadata) {
      this.use = attributes.use?.value ?? ''
      this.keyDepth = this.depth
    } else if (local === 'X509Certificate' && this.use !== null && uri === namespaces.signature) {
      this.certificate = ''
      this.reader.gatherText(true)
    } else if (local === 'SingleSignOnService' && uri === namespaces.metadata) {
      this.role?.sso.push({ binding: attributes.Binding?.value ?? '', location: attributes.Location?.value ?? '' })
    }
  }

  private close(end: number): void {
    if (this.certificate !== null) this.closeCertificate(this.certificate)
    if (this.use !== null && this.depth === this.keyDepth) this.use = null
    if (this.role !== null && this.depth === this.role.depth) this.role = null
    if (this.entity === null) this.openContexts.pop()
    else if (this.depth === this.entity.depth) this.closeEntity(this.entity, end)
    this.depth--
  }

  private closeCertificate(text: string): void {
    this.certificate = null
    this.reader.gatherText(false)
    const use = this.use === 'signing' || this.use === 'encryption' ? this.use : 'unspecified'
    this.role?.certificates.push({ use, der: Buffer.from(text, 'base64') })
  }

  private closeEntity({ tag, start, place, roles }: OpenEntity, end: number): void {
    this.entity = null
    const id = tag.attributes.entityID?.value
    const idpRoles = roles.filter(({ name }) => name === 'IDPSSODescriptor')
    const indexed: IndexedEntity = {
      entityId: id === undefined ? null : own(id),
      start,
      length: this.byteOf(end) - start,
      place,
      context: this.openContexts.at(-1) ?? 0,
      isIdp: idpRoles.length > 0,
      isSp: roles.some(({ name }) => name === 'SPSSODescriptor'),
    }
    this.entities.push(indexed)
    if (this.listener === null) return
    const meant = idpRoles.length > 0 ? idpRoles : roles
    const ends = [tag.attributes.validUntil?.value ?? null, ...meant.map(({ validUntil }) => validUntil)]
    this.listener(indexed, {
      roles: [...new Set(roles.map(({ name }) => name))],
      sso: meant.flatMap(({ sso }) => sso),
      certificates: meant.flatMap(({ certificates }) => certificates),
      ends: ends.filter((one) => one !== null),
    })
  }

  /** The byte at which a code unit of the last two pieces stands. */
  private byteOf(unit: number): number {
    const { piece, before } = this
    const known = unit >= piece.unit ? piece : before
    if (known.bytes === known.text.length) return known.byte + unit - known.unit
    const from = this.counted.unit >= known.unit && this.counted.unit <= unit ? this.counted : known
    const byte = from.byte + this.encodedLength(known.text.slice(from.unit - known.unit, unit - known.unit))
    this.counted = { unit, byte }
    return byte
  }

  private encodedLength(text: string): number {
    const { name } = this.encoding
    if (name === 'UTF-8') return Buffer.byteLength(text)
    return name.startsWith('UTF-16') ? text.length * 2 : text.length
  }
}

/** A copy that stands alone: a string cut from a parser's chunk would keep the whole chunk alive. */
const own = (text: string): string => Buffer.from(text).toString()
