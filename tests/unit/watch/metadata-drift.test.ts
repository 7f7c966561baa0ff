import { describe, expect, test } from 'vitest'
import { metadataStanding } from '../../../src/main/watch/drift'
import { metadataStandings } from '../../../src/main/watch/overview'
import { bookOf, certificate, inDays, setupOf, sighting } from './watched-setups'

const url = 'https://idp.example.com/metadata'
const good = sighting([certificate('a', 100)])
const setup = setupOf('acme-okta', { metadata: good })
const looked = (seen: Parameters<typeof sighting>, more = {}) => ({
  url,
  at: inDays(-1),
  seen: sighting(seen[0], { at: inDays(-1), ...seen[1] }),
  trouble: null,
  failures: 0,
  ...more,
})
const same: Parameters<typeof sighting> = [[certificate('a', 100)]]

describe('metadata against its last good state', () => {
  test('nothing changed', () => {
    expect(metadataStanding(setup, url, looked(same))).toMatchObject({ state: 'same', findings: [], workos: null })
  })

  test.each([
    ['a certificate beside the former', [[certificate('a', 100), certificate('b', 900)]], 'before-rollover', 1],
    ['a certificate in its place', [[certificate('b', 900)]], 'now', 2],
    ['another entity ID', [[certificate('a', 100)], { entityId: 'https://idp.example.com/' }], 'now', 1],
    [
      'another sign-on address',
      [
        [certificate('a', 100)],
        {
          sso: [
            { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect', location: 'https://new.example.com/sso' },
          ],
        },
      ],
      'now',
      2,
    ],
    ['an encryption certificate', [[certificate('a', 100), certificate('e', 900, { use: 'encryption' })]], 'no', 1],
  ] as ReadonlyArray<readonly [string, Parameters<typeof sighting>, string, number]>)(
    '%s',
    (_, seen, needed, count) => {
      const standing = metadataStanding(setup, url, looked(seen))
      expect(standing).toMatchObject({ state: 'changed', workos: { needed } })
      expect(standing.findings).toHaveLength(count)
      expect(standing.findings.map(({ status }) => status)).not.toContain('pass')
    },
  )

  test('addresses that were not kept with the good state count as unchanged', () => {
    const older = setupOf('acme-okta', { metadata: { ...good, sso: undefined } })
    expect(metadataStanding(older, url, looked(same)).state).toBe('same')
  })

  test('a failure keeps what was read before it', () => {
    const look = looked([[certificate('b', 900)]], { trouble: 'Nobody answered.', failures: 2 })
    expect(metadataStanding(setup, url, look)).toMatchObject({
      state: 'failing',
      trouble: 'Nobody answered.',
      workos: { needed: 'now' },
    })
  })

  test('a look from before the person read the metadata anew says nothing any more', () => {
    const fresh = setupOf('acme-okta', { metadata: { ...good, at: inDays(0) } })
    const look = looked([[certificate('b', 900)]], { trouble: 'Nobody answered.' })
    expect(metadataStanding(fresh, url, look)).toMatchObject({ state: 'same', trouble: null, checkedAt: inDays(0) })
  })

  test('a look at another address says nothing of this one', () => {
    expect(metadataStanding(setup, 'https://idp.example.com/other', looked(same)).state).toBe('unread')
  })

  test('set-ups without an address have none to look at; what needs a look comes first', () => {
    const file = setupOf('by-file-1', { metadata: { ...good, from: 'metadata.xml' } })
    const changed = setupOf('changed-1', { metadata: good })
    const book = bookOf({ metadata: { 'changed-1': looked([[certificate('b', 900)]]) } })
    expect(metadataStandings([setup, file, changed], book).map(({ setup: { id }, state }) => [id, state])).toEqual([
      ['changed-1', 'changed'],
      ['acme-okta', 'same'],
    ])
  })
})
