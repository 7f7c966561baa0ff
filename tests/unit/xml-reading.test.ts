import { describe, expect, it } from 'vitest'
import { streamLimits, treeLimits } from '../../src/main/xml/limits'
import { parseXml, parseXmlText } from '../../src/main/xml/parse'
import {
  attributeOf,
  byteOffsetOf,
  childElement,
  elementsOf,
  pathOf,
  placeOf,
  sourceOf,
  textOf,
} from '../../src/main/xml/tree'

const utf8 = (text: string) => Buffer.from(text, 'utf8')
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()

function read(bytes: Uint8Array, options = {}) {
  const outcome = parseXml(bytes, options)
  if (!outcome.ok) throw new Error(outcome.error.message)
  return outcome.document
}

function refusal(bytes: Uint8Array | string, options = {}) {
  const outcome = parseXml(typeof bytes === 'string' ? utf8(bytes) : bytes, options)
  if (outcome.ok) throw new Error('was read')
  return outcome.error
}

describe('a well-formed document', () => {
  it('keeps names, namespaces, attributes and text', () => {
    const { root } = read(
      utf8(
        '<?xml version="1.0"?><a:x xmlns:a="urn:a" xmlns="urn:d" a:p="1" q=\'2\'><y>o<!--c-->n<![CDATA[e]]>&#x21;</y></a:x>',
      ),
    )
    expect([root.namespace, root.local, root.prefix]).toEqual(['urn:a', 'x', 'a'])
    expect([attributeOf(root, 'p', 'urn:a'), attributeOf(root, 'p'), attributeOf(root, 'q')]).toEqual(['1', null, '2'])
    const y = childElement(root, 'urn:d', 'y')
    expect(y && textOf(y)).toBe('one!')
    expect(y && pathOf(y)).toBe('x/y')
    expect(y?.children.map((child) => child.kind)).toEqual(['text', 'comment', 'text', 'cdata', 'text'])
  })

  it('knows where every element stands, across line ends, wide characters and long distances', () => {
    const filler = 'é𝄞 '.repeat(30_000)
    const document = read(
      utf8(`\ufeff<r\r\n  k="v">\r\n<!-- <a> ${filler} -->${filler}\r\n  <a\tb="1"/><b>𝄞<c></c\n></b></r>`),
    )
    const sources = [...elementsOf(document.root)].map((element) => sourceOf(document, element))
    expect(sources[0]).toBe(document.text)
    expect(sources.slice(1)).toEqual(['<a\tb="1"/>', '<b>𝄞<c></c\n></b>', '<c></c\n>'])
    const [, a, b, c] = [...elementsOf(document.root)]
    expect(placeOf(document, a?.start ?? 0)).toEqual({ line: 4, column: 3 })
    expect(placeOf(document, c?.start ?? 0)).toEqual({ line: 4, column: 17 })
    const bytes = utf8(`\ufeff${document.text}`)
    expect(
      bytes
        .subarray(byteOffsetOf(document, b?.start ?? 0))
        .toString()
        .startsWith('<b>'),
    ).toBe(true)
  })

  it('reads names that mean something to JavaScript as plain names', () => {
    const { root } = read(utf8('<__proto__ constructor="1" __proto__="2" toString="3"><constructor/></__proto__>'))
    expect(root.name).toBe('__proto__')
    expect(root.attributes.map(({ name, value }) => [name, value])).toEqual([
      ['constructor', '1'],
      ['__proto__', '2'],
      ['toString', '3'],
    ])
    expect(Object.prototype).not.toHaveProperty('polluted')
  })
})

describe('encodings', () => {
  const body = '<r a="é">€ü</r>'
  const latin = '<r a="é">ü</r>'
  const cases: ReadonlyArray<readonly [string, Uint8Array, string, string]> = [
    ['UTF-8 without anything', utf8(body), 'UTF-8', '€ü'],
    ['UTF-8 with a mark', utf8(`\ufeff${body}`), 'UTF-8', '€ü'],
    [
      'UTF-16LE with a mark',
      Buffer.from(`\ufeff<?xml version="1.0" encoding="utf-16"?>${body}`, 'utf16le'),
      'UTF-16LE',
      '€ü',
    ],
    ['UTF-16BE with a mark', utf16be(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${body}`), 'UTF-16BE', '€ü'],
    [
      'UTF-16LE without a mark',
      Buffer.from(`<?xml version="1.0" encoding="UTF-16LE"?>${body}`, 'utf16le'),
      'UTF-16LE',
      '€ü',
    ],
    ['UTF-16BE without a mark', utf16be(`<?xml version="1.0"?>${body}`), 'UTF-16BE', '€ü'],
    [
      'ISO-8859-1 declared',
      Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${latin}`, 'latin1'),
      'ISO-8859-1',
      'ü',
    ],
    [
      'windows-1252 declared',
      Buffer.concat([
        utf8('<?xml version="1.0" encoding="Windows-1252"?><r>'),
        Buffer.from([0x80, 0xfc]),
        utf8('</r>'),
      ]),
      'windows-1252',
      '€ü',
    ],
    [
      'UTF-8 by the XML declaration in single quotes',
      utf8(`<?xml version='1.0' encoding='utf8'?>${body}`),
      'UTF-8',
      '€ü',
    ],
  ]
  it.each(cases)('%s', (_, bytes, name, text) => {
    const { root, encoding } = read(bytes)
    expect(encoding.name).toBe(name)
    expect(encoding.contradicted).toBe(false)
    expect(textOf(root)).toBe(text)
  })

  it('takes the charset of the transport only where the document is silent', () => {
    const bytes = Buffer.from('<r>ü</r>', 'latin1')
    expect(textOf(read(bytes, { transportCharset: 'ISO-8859-1' }).root)).toBe('ü')
    expect(
      read(utf8('<?xml version="1.0" encoding="UTF-8"?><r>ü</r>'), { transportCharset: 'ISO-8859-1' }).encoding.name,
    ).toBe('UTF-8')
  })

  it('says when the declaration contradicts the bytes', () => {
    expect(read(utf8('<?xml version="1.0" encoding="utf-16"?><r/>')).encoding).toMatchObject({
      name: 'UTF-8',
      contradicted: true,
    })
    expect(read(Buffer.from('\ufeff<?xml version="1.0" encoding="utf-8"?><r/>', 'utf16le')).encoding).toMatchObject({
      name: 'UTF-16LE',
      contradicted: true,
    })
  })

  it.each([
    ['a stray continuation byte', [0x3c, 0x72, 0x3e, 0x80, 0x3c], 3],
    ['an overlong form', [0x3c, 0x72, 0x3e, 0xc0, 0xaf], 3],
    ['a surrogate', [0x3c, 0x72, 0x3e, 0xed, 0xa0, 0x80], 3],
    ['a character beyond Unicode', [0x3c, 0x72, 0x3e, 0xf4, 0x90, 0x80, 0x80], 3],
    ['a byte of ISO-8859-1', [0x3c, 0x72, 0x3e, 0xe9, 0x74, 0x3c], 3],
  ])('refuses %s by its offset', (_, bytes, byteOffset) => {
    expect(refusal(Uint8Array.from(bytes))).toMatchObject({ code: 'encoding', byteOffset })
  })

  it('refuses an encoding it cannot read, by name', () => {
    expect(refusal('<?xml version="1.0" encoding="Shift_JIS"?><r/>').message).toContain('Shift_JIS')
    expect(refusal(Uint8Array.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0])).message).toContain('UTF-32')
    expect(refusal(Buffer.from('\ufeff<r>\ud800</r>', 'utf16le'))).toMatchObject({ code: 'encoding', byteOffset: 8 })
    expect(refusal(Buffer.from('\ufeff<r></r>', 'utf16le').subarray(0, -1)).message).toContain('cut off')
  })
})

describe('what is not well-formed', () => {
  const cases: ReadonlyArray<readonly [string, string, { line: number; column?: number }, RegExp]> = [
    ['unclosed root', '<a>\n <b></b>\n', { line: 3 }, /ends before <a> \(opened in line 1\) is closed/],
    ['cut in a tag', '<a>\n<b c="d', { line: 2 }, /cut off/],
    ['two roots', '<a/>\n<b/>', { line: 2 }, /second root/],
    ['text after the root', '<a/>\nx', { line: 2 }, /after the end of the root/],
    ['text before the root', 'x<a/>', { line: 1 }, /before the root/],
    ['wrong end tag', '<a>\n<b>\n</a>', { line: 3, column: 4 }, /does not belong to <b> \(opened in line 2\)/],
    ['duplicate attribute', '<a>\n<b c="1" c="2"/></a>', { line: 2 }, /attribute c is given twice/],
    ['duplicate attribute by namespace', '<a xmlns:x="u" xmlns:y="u" x:c="1" y:c="2"/>', { line: 1 }, /given twice/],
    ['undeclared prefix', '<md:a/>', { line: 1 }, /prefix "md" is used/],
    [
      'blank before the declaration',
      '\n<?xml version="1.0"?><a/>',
      { line: 2 },
      /first thing in a document, but a blank/,
    ],
    ['two byte-order marks', '\ufeff\ufeff<?xml version="1.0"?><a/>', { line: 1 }, /second byte-order mark/],
    ['stray ampersand in an address', '<a>\n<b c="https://x/?y=1&z=2"/></a>', { line: 2, column: 21 }, /&amp;/],
    ['entity of HTML', '<a>x&nbsp;y</a>', { line: 1, column: 5 }, /&nbsp; is used/],
    ['entity named like a JavaScript property', '<a>&constructor;</a>', { line: 1 }, /&constructor; is used/],
    ['reference to NUL', '<a>&#0;</a>', { line: 1 }, /character reference/],
    ['NUL', '<a>\0</a>', { line: 1, column: 4 }, /U\+0000/],
    ['less-than in a value', '<a b="<"/>', { line: 1, column: 7 }, /&lt;/],
    ['unquoted value', '<a b=c/>', { line: 1 }, /without quotation marks/],
    ['nothing at all', '   ', { line: 1 }, /no element/],
    ['blank in a namespace name', '<a xmlns="urn:x "/>', { line: 1 }, /blanks around/],
  ]
  it.each(cases)('%s', (_, text, place, message) => {
    const error = refusal(text)
    expect(error.code).toBe('malformed')
    expect(error.message).toMatch(message)
    expect(error).toMatchObject(place)
  })

  it.each([
    '<!DOCTYPE a><a/>',
    '\n<!-- x -->\n<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    `<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>`,
    `<!DOCTYPE a [<!ENTITY x "${'y'.repeat(200_000)}">]><a>&x;</a>`,
    '<!DOCTYPE a [',
  ])('a DOCTYPE: %#', (text) => {
    const offset = text.indexOf('<!DOCTYPE')
    const line = text.slice(0, offset).split('\n').length
    expect(refusal(text)).toMatchObject({ code: 'doctype', offset, line })
  })

  it('refuses processing instructions where asked', () => {
    expect(refusal('<a><?x y?></a>', { refuseInstructions: true }).code).toBe('instruction')
    expect(read(utf8('<a><?x y?></a>')).root.children).toEqual([{ kind: 'instruction', target: 'x', body: 'y' }])
  })

  it('names half a surrogate pair in text', () => {
    const outcome = parseXmlText('<a>\n\ud800</a>')
    expect(outcome).toMatchObject({ ok: false, error: { line: 2, column: 1, offset: 4 } })
  })
})

describe('limits', () => {
  it.each([
    ['too-deep', '<a>'.repeat(100_000)],
    ['too-many-attributes', `<a ${Array.from({ length: 200_000 }, (_, i) => `b${i}="1"`).join(' ')}/>`],
    ['too-long', `<a b="${'x'.repeat(3_000_000)}"/>`],
    ['too-long', `<a>${'x'.repeat(3_000_000)}</a>`],
    ['too-long', `<a>${'&amp;'.repeat(1_000_000)}</a>`],
    ['too-long', `<a><!-- ${'x'.repeat(3_000_000)} --></a>`],
    ['too-many-nodes', `<a>${'<b/>'.repeat(600_000)}</a>`],
    ['too-many-bytes', `<a>${' '.repeat(9_000_000)}</a>`],
  ])('%s', (code, text) => {
    const started = performance.now()
    expect(refusal(text).code).toBe(code)
    expect(performance.now() - started).toBeLessThan(2000)
  })

  it('ends a reading that takes too long', () => {
    expect(refusal(`<a>${'<b/>'.repeat(100_000)}</a>`, { limits: { timeMs: 0 } }).code).toBe('too-slow')
  })

  it('is looser for streams in size only', () => {
    expect({ ...streamLimits, bytes: 0, nodes: 0, timeMs: 0 }).toEqual({ ...treeLimits, bytes: 0, nodes: 0, timeMs: 0 })
  })
})
