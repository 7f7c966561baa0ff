import { nameCharacter } from '../../shared/compare'

/** What is known when the parser complains. */
export interface Complaint {
  /** The parser's own words. */
  complaint: string
  /** The character it stumbled over, if it stands on one. */
  character: string | null
  /** What it has taken in since the last finished token. */
  pending: string
  /** The document has ended. */
  ended: boolean
  /** Nothing stands before what is pending. */
  atStart: boolean
  sawRoot: boolean
  /** The element that is open, or whose end tag was expected. */
  innermost: { name: string; line: number } | null
}

/** The sentence for a person, and where in `pending` the cause stands if not where the parser stopped. */
export interface Explanation {
  message: string
  pendingIndex: number | null
}

const reference = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i

type Sentence = (context: Complaint, detail: string) => string

const where = (element: Complaint['innermost']) =>
  element === null ? 'an element' : `<${clip(element.name)}> (opened in line ${element.line})`

/** The parser's words by their beginning, with what they mean. The first that fits is said. */
const sentences: ReadonlyArray<readonly [beginning: string, sentence: Sentence]> = [
  [
    'disallowed character.',
    ({ character }) =>
      character === '<'
        ? 'A “<” stands inside an attribute value; there it is written &lt;.'
        : `XML does not allow ${character === null ? 'the character' : nameCharacter(character)} here.`,
  ],
  ['unexpected close tag', ({ innermost }) => `The end tag here does not belong to ${where(innermost)}.`],
  ['unmatched closing tag', () => 'An end tag stands here for an element that was never opened.'],
  ['unclosed tag', ({ innermost }) => `The document ends before ${where(innermost)} is closed: it was cut off.`],
  [
    'unexpected end',
    ({ innermost }) =>
      `The document ends in the middle of a tag, a comment or a reference${innermost ? ` inside ${where(innermost)}` : ''}: it was cut off.`,
  ],
  ['document must contain a root', () => 'The document contains no element at all.'],
  [
    'text data outside of root',
    ({ sawRoot }) =>
      sawRoot ? 'There is text after the end of the root element.' : 'There is text before the root element.',
  ],
  ['documents may contain only one root', () => 'A second root element begins here; a document has exactly one.'],
  [
    'duplicate attribute',
    (_, detail) => `The attribute ${clip(detail.replace(/^: |\.$/g, ''))} is given twice on one element.`,
  ],
  [
    'unbound namespace prefix',
    (_, detail) =>
      `The prefix ${clip(detail.replace(/^: |\.$/g, ''))} is used here, but no xmlns attribute declares it.`,
  ],
  [
    'undefined entity',
    () => 'An entity is used here that XML does not define; only &amp; &lt; &gt; &quot; &apos; exist.',
  ],
  [
    'disallowed character in entity name',
    () => 'An “&” stands here that does not begin a reference; it is written &amp;.',
  ],
  ['empty entity name', () => 'An “&” stands here that does not begin a reference; it is written &amp;.'],
  ['malformed character entity', () => 'A character reference here names a character that XML does not allow.'],
  ['malformed comment', () => 'A comment contains “--”, which XML does not allow.'],
  ['attribute without value', () => 'An attribute without a value stands here.'],
  ['unquoted attribute value', () => 'An attribute value stands here without quotation marks.'],
  ['no whitespace between attributes', () => 'A blank is missing between two attributes.'],
  ['the string "]]>"', () => 'The characters “]]>” stand in the text; there they are written ]]&gt;.'],
  ['processing instruction', () => 'A processing instruction here is not written correctly.'],
  [
    'disallowed character in',
    ({ character }) =>
      `${character === null ? 'A character' : capital(nameCharacter(character))} cannot stand in a tag here.`,
  ],
  ['forward-slash in opening tag', () => 'A “/” stands inside a start tag but is not followed by “>”.'],
  ['incorrect syntax', () => 'After “<!” only a comment or CDATA may follow here.'],
  ['malformed name', (_, detail) => `The name ${clip(detail.replace(/^: |\.$/g, ''))} has a colon in the wrong place.`],
]

/** Says in plain words what the parser complained about. */
export function explainComplaint(context: Complaint): Explanation {
  const { complaint, pending, atStart } = context
  if (/entity|unexpected end|unclosed/.test(complaint)) {
    const stray = pending.search(reference)
    if (stray !== -1) return { message: strayAmpersand(pending.slice(stray)), pendingIndex: stray }
  }
  if (/XML declaration must/.test(complaint)) {
    const declaration = pending.indexOf('<?xml')
    return { message: lateDeclaration(atStart ? pending : ''), pendingIndex: declaration === -1 ? null : declaration }
  }
  const found = sentences.find(([beginning]) => complaint.startsWith(beginning))
  if (!found) return { message: `XML does not allow this: ${clip(complaint)}`, pendingIndex: null }
  const [beginning, sentence] = found
  return { message: sentence(context, complaint.slice(beginning.length)), pendingIndex: null }
}

function strayAmpersand(text: string): string {
  const entity = /^&([A-Za-z][\w.-]{0,30});/.exec(text)?.[1]
  return entity === undefined
    ? 'An “&” stands here that does not begin a reference; it is written &amp;.'
    : `The entity &${entity}; is used here, but XML does not define it; only &amp; &lt; &gt; &quot; &apos; exist.`
}

function lateDeclaration(pending: string): string {
  const blanks = pending.length - pending.trimStart().length
  return blanks > 0
    ? `The XML declaration must be the very first thing in a document, but ${blanks === 1 ? 'a blank character stands' : `${blanks} blank characters stand`} before it.`
    : 'The XML declaration must be the very first thing in a document, but something stands before it.'
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Names come from the document: shortened, and without what cannot be seen. */
function clip(text: string): string {
  const seen = text.replace(/[^\x20-\x7e\u00a1-\u04ff]/g, '?')
  return seen.length > 80 ? `${seen.slice(0, 80)}…` : seen
}
