/** Why a document was not read. */
export type XmlErrorCode =
  | 'encoding'
  | 'malformed'
  | 'doctype'
  | 'instruction'
  | 'too-many-bytes'
  | 'too-deep'
  | 'too-many-attributes'
  | 'too-long'
  | 'too-many-nodes'
  | 'too-slow'

/** Where and why reading a document ended. Nothing that was read before is to be trusted. */
export interface XmlError {
  code: XmlErrorCode
  /** One sentence for a person. Holds no more of the document than a name or a character. */
  message: string
  /** Counted from 1; null where the bytes could not be turned into text. */
  line: number | null
  /** Counted from 1, in characters; null where the bytes could not be turned into text. */
  column: number | null
  /** UTF-16 code units from the start of the text, byte-order mark not counted; null where there is no text. */
  offset: number | null
  /** Bytes from the start of the document; only for `encoding`. */
  byteOffset: number | null
}

/** Carries an `XmlError` out of the parser's callbacks. Never leaves this folder: readers hand out values. */
export class XmlFault extends Error {
  override name = 'XmlFault'

  constructor(readonly error: XmlError) {
    super(error.message)
  }
}

/** An error in the bytes, before there is any text. */
export function encodingError(message: string, byteOffset: number | null): XmlError {
  return { code: 'encoding', message, line: null, column: null, offset: null, byteOffset }
}
