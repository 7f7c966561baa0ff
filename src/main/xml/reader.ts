import { type SaxesOptions, SaxesParser, type SaxesTagNS } from 'saxes'
import { type XmlError, type XmlErrorCode, XmlFault } from './error'
import type { XmlLimits } from './limits'
import { type Complaint, explainComplaint } from './sentences'

/** The XML declaration as written. */
export interface XmlDeclaration {
  version: string | null
  encoding: string | null
  standalone: string | null
}

export type XmlTag = SaxesTagNS

/** What a reader tells its owner. Offsets are UTF-16 code units from the start of the text. */
export interface XmlHandlers {
  declaration?(declaration: XmlDeclaration): void
  /** The start of a start tag: only the name is known. `startOf(name)` tells its place now, and only now. */
  named?(name: string): void
  /** A whole start tag. `end` is the offset behind its `>`. */
  open(tag: XmlTag, end: number): void
  /** An end tag, or the end of an empty element. `end` is the offset behind its `>`. */
  close(tag: XmlTag, end: number): void
  text?(text: string, end: number): void
  cdata?(text: string, end: number): void
  comment?(text: string, end: number): void
  instruction?(target: string, body: string, end: number): void
}

const sliceLength = 64 * 1024

/** The five entities XML itself defines. The parser's own table inherits from Object and would know `&constructor;`. */
const entities: Record<string, string> = Object.assign(Object.create(null), {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
})

/**
 * The parser with most of its handlers on the prototype. With eight or more of its own, each added under a computed name, the
 * engine would turn it into a dictionary, which is six times as slow.
 */
class Parser extends SaxesParser<SaxesOptions & { xmlns: true }> {
  constructor(
    readonly reader: XmlReader,
    inherited: Readonly<Record<string, string>>,
  ) {
    super({
      xmlns: true,
      position: false,
      forceXMLVersion: true,
      defaultXMLVersion: '1.0',
      additionalNamespaces: { ...inherited },
    })
    this.ENTITIES = entities
  }
}

const byteOrderMark = '\ufeff'

/**
 * A strict, namespace-aware XML reader behind limits. Text goes in piece by piece, events come out. No document type
 * declaration, no entity but XML's own five. The first fault ends the reading with an `XmlFault`.
 */
export class XmlReader {
  private readonly parser: Parser
  private readonly textHandler: ((text: string) => void) | null
  private readonly deadline: number
  /** Offset of the first character of the piece being read, and the pieces kept for naming faults. */
  private pieceStart = 0
  private piece = ''
  private before = ''
  private nodes = 0
  private depth = 0
  private tagAttributes = 0
  /** Offset behind the last finished token: what comes after it is still being gathered. */
  private settled = 0
  private sawRoot = false
  /** Names and lines of the open elements by depth, for naming the one that was never closed; deeper ones are left over. */
  private readonly openNames: string[] = []
  private readonly openLines: number[] = []

  constructor(
    private readonly handlers: XmlHandlers,
    private readonly limits: XmlLimits,
    /** Namespaces in force around the text, by prefix: for a piece cut out of a larger document. */
    inherited: Readonly<Record<string, string>> = {},
  ) {
    this.parser = new Parser(this, inherited)
    this.deadline = performance.now() + limits.timeMs
    // These three are called without their parser.
    this.parser.on('error', (error) => this.complain(error.message))
    this.parser.on('closetag', (tag) => {
      this.settle()
      this.depth--
      handlers.close(tag, this.parser.position)
    })
    this.textHandler = handlers.text
      ? (text) => {
          this.settle(this.parser.position - 1)
          if (this.depth > 0) handlers.text?.(text, this.settled)
        }
      : null
    this.gatherText(true)
  }

  static {
    const events = Parser.prototype
    events.on('doctype', function (this: Parser) {
      this.reader.refuseDoctype()
    })
    events.on('xmldecl', function (this: Parser, { version, encoding, standalone }) {
      const { reader } = this
      reader.settle()
      reader.handlers.declaration?.({
        version: version ?? null,
        encoding: encoding ?? null,
        standalone: standalone ?? null,
      })
    })
    events.on('opentagstart', function (this: Parser, { name }) {
      this.reader.begin(name)
    })
    events.on('attribute', function (this: Parser) {
      this.reader.countAttribute()
    })
    events.on('opentag', function (this: Parser, tag) {
      const { reader } = this
      reader.nodes += reader.tagAttributes
      reader.settle()
      reader.refusePaddedNamespaces(tag)
      reader.handlers.open(tag, this.position)
    })
    events.on('comment', function (this: Parser, text) {
      const { reader } = this
      reader.settle(this.position + 1)
      reader.handlers.comment?.(text, reader.settled)
    })
    events.on('processinginstruction', function (this: Parser, { target, body }) {
      const { reader } = this
      reader.settle()
      reader.handlers.instruction?.(target, body, this.position)
    })
    events.on('cdata', function (this: Parser, text) {
      const { reader } = this
      reader.settle()
      reader.handlers.cdata?.(text, this.position)
    })
  }

  /** Switches text events on or off: gathering text nobody reads costs time. Call it from `open` or `close`. */
  gatherText(wanted: boolean): void {
    if (wanted && this.textHandler) this.parser.on('text', this.textHandler)
    else this.parser.off('text')
  }

  /** Line the parser has reached, counted from 1. */
  get line(): number {
    return this.parser.line
  }

  /** Reads the next piece of the document. */
  write(text: string): void {
    if (text.length <= sliceLength) this.slice(text)
    else for (let at = 0; at < text.length; at += sliceLength) this.slice(text.slice(at, at + sliceLength))
  }

  /** Ends the document: everything must be closed by now. */
  end(): void {
    this.before = this.before.slice(-sliceLength) + this.piece
    this.pieceStart += this.piece.length
    this.piece = ''
    this.parser.close()
  }

  /** Refuses the document at the place the parser has reached. For owners with rules of their own. */
  refuse(code: XmlErrorCode, message: string): never {
    throw new XmlFault(this.errorHere(code, message))
  }

  private slice(text: string): void {
    if (text === '') return
    this.pieceStart += this.piece.length
    const { before, piece } = this
    this.before = piece.length >= sliceLength ? piece : (before + piece).slice(-sliceLength)
    this.piece = text
    // The parser passes over one itself, and would count it.
    if (this.pieceStart === 0 && text.startsWith(byteOrderMark)) {
      this.refuse('malformed', 'The document begins with a second byte-order mark, which XML takes for text.')
    }
    this.parser.write(text)
    const end = this.pieceStart + text.length
    if (!this.sawRoot && this.pendingText().trimStart().startsWith('<!DOCTYPE')) this.refuseDoctype()
    if (end - this.settled > this.limits.token) this.refuseToken(end)
    if (performance.now() > this.deadline) {
      this.refuse('too-slow', `Reading the document took longer than ${this.limits.timeMs / 1000} seconds.`)
    }
  }

  private begin(name: string): void {
    this.settle()
    this.sawRoot = true
    this.tagAttributes = 0
    this.openNames[this.depth] = name
    this.openLines[this.depth] = this.parser.line
    this.depth++
    if (this.depth > this.limits.depth) {
      this.refuse('too-deep', `Elements are nested more than ${this.limits.depth} deep.`)
    }
    this.handlers.named?.(name)
  }

  /** Offset of the `<` of the start tag whose name was just read. Only to be asked inside `named`. */
  startOf(name: string): number {
    return this.endOf() - name.length - 1
  }

  /** Offset behind the name that was just read. The parser has taken one character more, or a whole line end. */
  private endOf(): number {
    const last = this.parser.position - 1
    const lineEnd = this.unitAt(last) === '\n' && this.unitAt(last - 1) === '\r'
    return lineEnd ? last - 1 : last
  }

  private unitAt(offset: number): string | undefined {
    const index = offset - this.pieceStart
    return index < 0 ? this.before.at(index) : this.piece[index]
  }

  /** Line and column of the `<` of the start tag whose name was just read. Only to be asked inside `named`. */
  placeOfStart(name: string): { line: number; column: number } {
    const { line, column } = this.parser
    const width = [...name].length + 1
    if (column > width) return { line, column: column - width }
    const known = this.before + this.piece
    return this.placeOf(this.startOf(name) - this.pieceStart + this.before.length, known)
  }

  private countAttribute(): void {
    this.tagAttributes++
    if (this.tagAttributes > this.limits.attributes) {
      this.refuse('too-many-attributes', `One element has more than ${this.limits.attributes} attributes.`)
    }
  }

  /** The parser trims namespace names before it compares them; other parsers do not. */
  private refusePaddedNamespaces({ ns, attributes }: XmlTag): void {
    for (const prefix in ns) {
      const name = prefix === '' ? 'xmlns' : `xmlns:${prefix}`
      const value = attributes[name]?.value
      if (value !== undefined && value !== value.trim()) {
        this.refuse('malformed', `The namespace declared by ${name} has blanks around its name.`)
      }
    }
  }

  private settle(end = this.parser.position): void {
    this.settled = end
    this.nodes++
    if (this.nodes > this.limits.nodes) {
      this.refuse('too-many-nodes', `The document has more than ${this.limits.nodes} elements, attributes and texts.`)
    }
    const { denseNodes, charactersPerNode } = this.limits
    if (this.nodes > denseNodes + end / charactersPerNode) {
      this.refuse(
        'too-many-nodes',
        `The document is hardly more than tags: more than ${denseNodes} elements, attributes and texts, shorter than ${charactersPerNode} characters on average.`,
      )
    }
  }

  private refuseToken(end: number): never {
    const size = Math.floor(this.limits.token / 1024)
    throw new XmlFault({
      ...this.errorHere('too-long', `One text, value or comment is longer than ${size} KB.`),
      offset: end,
    })
  }

  private refuseDoctype(): never {
    const pending = this.pendingText()
    const offset = this.settled + Math.max(0, pending.indexOf('<!DOCTYPE'))
    const { line, column } = placeIn(this.before + this.piece, offset - this.pieceStart + this.before.length)
    throw new XmlFault({
      code: 'doctype',
      message: 'The document contains a DOCTYPE. SAML forbids it, and it is not read any further.',
      line,
      column,
      offset,
      byteOffset: null,
    })
  }

  /** What the parser has taken in since the last finished token, as far as it is still known. */
  private pendingText(): string {
    const known = this.before + this.piece
    const knownStart = this.pieceStart - this.before.length
    return known.slice(Math.max(0, this.settled - knownStart))
  }

  private complain(complaint: string): never {
    const known = this.before + this.piece
    const knownStart = this.pieceStart - this.before.length
    const here = Math.max(0, this.parser.position - 1)
    const context: Complaint = {
      complaint,
      character: known.slice(here - knownStart).match(/^./su)?.[0] ?? null,
      pending: this.pendingText(),
      ended: this.piece === '',
      atStart: this.settled === 0,
      sawRoot: this.sawRoot,
      innermost: this.innermost(complaint),
    }
    const { message, pendingIndex } = explainComplaint(context)
    const error = this.errorHere('malformed', message)
    if (pendingIndex === null) throw new XmlFault(error)
    const offset = Math.max(this.settled, knownStart) + pendingIndex
    const { line, column } = this.placeOf(offset - knownStart, known)
    throw new XmlFault({ ...error, line, column, offset })
  }

  private innermost(complaint: string): { name: string; line: number } | null {
    // The parser has taken the element off before it complains that the end tag is another's.
    const at = complaint.startsWith('unexpected close tag') ? this.depth : this.depth - 1
    const name = this.openNames[at]
    return at < 0 || name === undefined ? null : { name, line: this.openLines[at] ?? 0 }
  }

  private errorHere(code: XmlErrorCode, message: string): XmlError {
    const { line, column, position } = this.parser
    return {
      code,
      message,
      line,
      column: Math.max(1, column),
      offset: this.piece === '' ? this.pieceStart : Math.max(0, position - 1),
      byteOffset: null,
    }
  }

  /** Line and column of a place in the known text, counted back from where the parser stands. */
  private placeOf(index: number, known: string): { line: number; column: number } {
    const after = known.slice(index)
    const stood = this.piece === '' ? known.length : this.parser.position - this.pieceStart + this.before.length
    const lines = countLines(known.slice(index, Math.max(index, stood)))
    const lineStart = Math.max(known.lastIndexOf('\n', index - 1), known.lastIndexOf('\r', index - 1)) + 1
    return {
      line: this.parser.line - (after === '' ? 0 : lines),
      column: [...known.slice(lineStart, index)].length + 1,
    }
  }
}

const countLines = (text: string) => text.match(/\r\n|\r|\n/g)?.length ?? 0

/** Line and column (both from 1) of an index into a text that starts at line 1. */
export function placeIn(text: string, index: number): { line: number; column: number } {
  const upTo = text.slice(0, Math.max(0, index))
  const lineStart = Math.max(upTo.lastIndexOf('\n'), upTo.lastIndexOf('\r')) + 1
  return { line: countLines(upTo) + 1, column: [...upTo.slice(lineStart)].length + 1 }
}
