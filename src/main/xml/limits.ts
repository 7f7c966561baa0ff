/** What a document may cost its reader. Every limit ends the reading with an `XmlError` that says which one. */
export interface XmlLimits {
  /** Encoded bytes. */
  bytes: number
  /** Nested elements. The parser is quadratic in depth, so this one must stay small. */
  depth: number
  /** Attributes and namespace declarations of one element. */
  attributes: number
  /** UTF-16 code units of one start tag, one run of text, one comment, one instruction or one attribute value. */
  token: number
  /** Elements, attributes, texts, comments and instructions together. */
  nodes: number
  /** How many of those may be shorter than `charactersPerNode` on average: nothing genuine is hardly more than tags. */
  denseNodes: number
  /** UTF-16 code units read for each further one. */
  charactersPerNode: number
  /** Milliseconds of reading. */
  timeMs: number
}

/** For a document that is kept as a tree: one entity's metadata, one SAML message. */
export const treeLimits: XmlLimits = {
  bytes: 8 * 1024 * 1024,
  depth: 64,
  attributes: 256,
  token: 1024 * 1024,
  nodes: 500_000,
  denseNodes: 60_000,
  charactersPerNode: 20,
  timeMs: 10_000,
}

/** For a federation aggregate that is read once from front to back and never held. */
export const streamLimits: XmlLimits = {
  ...treeLimits,
  bytes: 1024 * 1024 * 1024,
  nodes: 200_000_000,
  timeMs: 120_000,
}
