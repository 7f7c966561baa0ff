import { expect, test } from 'vitest'
import { listenOnLoopback } from '../../lab/loopback'
import { checked } from './checked'

/** A provider that answers for its discovery document, or for its keys, with a status alone. */
async function askUnwell(at: 'discovery' | 'keys', status: number) {
  const server = await listenOnLoopback((request, response) => {
    const isKeys = request.url === '/jwks'
    response.writeHead(isKeys === (at === 'keys') ? status : 200, { 'content-type': 'application/json' })
    const { origin } = server
    response.end(
      isKeys
        ? '{}'
        : JSON.stringify({
            issuer: origin,
            authorization_endpoint: `${origin}/authorize`,
            token_endpoint: `${origin}/token`,
            jwks_uri: `${origin}/jwks`,
            response_types_supported: ['code'],
            subject_types_supported: ['public'],
            id_token_signing_alg_values_supported: ['RS256'],
          }),
    )
  })
  const { findings } = await checked({ issuer: server.origin })
  await server.close()
  return findings.find(({ id }) => id === (at === 'keys' ? 'oauth.jwks' : 'oauth.discovery'))
}

test.each([
  ['discovery', 429, 'warn', /asked too often/],
  ['discovery', 503, 'fail', /fails by itself/],
  ['discovery', 404, 'fail', /no discovery document/],
  ['keys', 429, 'warn', /asked too often/],
  ['keys', 404, 'fail', /answers with status 404/],
  ['keys', 200, 'fail', /no JWK set/],
] as const)('%s answered with status %i: %s', async (at, status, expected, says) => {
  const finding = await askUnwell(at, status)
  expect(finding?.status).toBe(expected)
  expect(finding?.summary).toMatch(says)
})
