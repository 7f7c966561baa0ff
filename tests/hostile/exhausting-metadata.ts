import { documentOf } from '../unit/metadata-corpus'

const okta = documentOf('okta')
const root = '<md:EntityDescriptor'

/** Ten entities, each ten of the one before: a billion laughs. */
export const laughs = `<!DOCTYPE x [<!ENTITY a0 "ha">${Array.from({ length: 10 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('')}]>`

/** Metadata made to exhaust its reader, and the sentence that refuses it. */
export const exhaustingMetadata: ReadonlyArray<readonly [name: string, make: () => string, refusal: RegExp]> = [
  ['100,000 nested elements', () => '<a>'.repeat(100_000), /more than 64 deep/],
  ['1,000,000 nested elements', () => '<a>'.repeat(1_000_000), /more than 64 deep/],
  [
    'nested inside metadata',
    () => okta.replace('<md:NameIDFormat>', `${'<md:Extensions>'.repeat(5000)}<md:NameIDFormat>`),
    /more than 64 deep/,
  ],
  [
    '200,000 attributes',
    () => okta.replace(' entityID', `${Array.from({ length: 200_000 }, (_, i) => ` a${i}="1"`).join('')} entityID`),
    /more than 256 attributes/,
  ],
  [
    '100,000 namespaces',
    () =>
      okta.replace(
        ' entityID',
        `${Array.from({ length: 100_000 }, (_, i) => ` xmlns:a${i}="u:${i}"`).join('')} entityID`,
      ),
    /more than 256 attributes/,
  ],
  ['a value of 4 MB', () => okta.replace('entityID="', `entityID="${'x'.repeat(4_000_000)}`), /longer than 1024 KB/],
  [
    'a text of 4 MB',
    () => okta.replace('<md:NameIDFormat>', `<md:NameIDFormat>${'x'.repeat(4_000_000)}`),
    /longer than 1024 KB/,
  ],
  ['a comment of 4 MB', () => okta.replace(root, `<!--${'x'.repeat(4_000_000)}-->${root}`), /longer than 1024 KB/],
  [
    'a section of 4 MB',
    () => okta.replace('<md:NameIDFormat>', `<md:NameIDFormat><![CDATA[${'x'.repeat(4_000_000)}]]>`),
    /longer than 1024 KB/,
  ],
  ['an instruction of 4 MB', () => okta.replace(root, `<?x ${'x'.repeat(4_000_000)}?>${root}`), /longer than 1024 KB/],
  [
    'a name of 4 MB',
    () => okta.replace('<md:NameIDFormat>', `<${'x'.repeat(4_000_000)}/><md:NameIDFormat>`),
    /longer than 1024 KB/,
  ],
  [
    'an entity name of 4 MB',
    () => okta.replace('<md:NameIDFormat>', `<md:NameIDFormat>&${'x'.repeat(4_000_000)};`),
    /“&”|longer than 1024 KB|only &amp;/,
  ],
  [
    '2,000,000 elements',
    () => okta.replace('<md:NameIDFormat>', `${'<a/>'.repeat(1_900_000)}<md:NameIDFormat>`),
    /hardly more than tags/,
  ],
]
