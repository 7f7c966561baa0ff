import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Judged, judged } from '../lab/idp/judged'
import { labKey } from '../lab/idp/keys'
import { forgedUser, genuineUser, type HostileDocument, takeApart } from './saml/documents'
import { borrowed, contentTricks, damaged, signatureTricks } from './saml/tricks'
import { wrappedAssertions, wrappedResponses } from './saml/wrapping'

const limitMs = 2000

/** A document is believed when its signature and what it covers are both found good. */
function believed({ worst }: Judged): boolean {
  return worst['response.signature'] === 'pass' && worst['response.signature-coverage'] === 'pass'
}

async function judgeHostile({ xml }: HostileDocument, vendor: string): Promise<Judged> {
  const started = performance.now()
  const result = await judged(xml, { keys: [await labKey(`${vendor}-hostile`)] })
  expect(performance.now() - started).toBeLessThan(limitMs)
  return result
}

/** Whether the forged user shows anywhere in what the program says. */
const tells = ({ findings, observation }: Judged, user: string) =>
  JSON.stringify([findings, observation.reading]).includes(user)

const userOf = ({ observation: { reading } }: Judged) =>
  reading.kind === 'response' ? reading.response.assertion?.nameId?.value : null

let total = 0

describe.each(['adfs', 'okta', 'keycloak', 'simplesamlphp'] as const)('wrapping of what %s signs', (vendor) => {
  it('is refused in every variant, and the forged user never read', async () => {
    const parts = await takeApart(vendor)
    const documents = [...wrappedAssertions(parts), ...(parts.responseSignature === '' ? [] : wrappedResponses(parts))]
    expect(documents.length).toBeGreaterThan(100)
    total += documents.length
    for (const document of documents) {
      const result = await judgeHostile(document, vendor)
      expect(result.worst['response.signature-coverage'], document.name).toBe('fail')
      expect(tells(result, forgedUser), document.name).toBe(false)
    }
  }, 120_000)
})

describe('signature tricks', () => {
  it('never make forged content believed', async () => {
    const documents = await signatureTricks(await takeApart('adfs'))
    total += documents.length
    for (const document of documents) {
      const result = await judgeHostile(document, 'adfs')
      expect(believed(result), document.name).toBe(false)
      expect(result.worst['response.signature'], document.name).toBe('fail')
    }
  })

  it('are refused for what they are where terms are broken', async () => {
    const documents = await signatureTricks(await takeApart('adfs'))
    const broken = documents.filter(
      ({ name }) =>
        /HMAC|two |transform|reference|comment|Object|none|empty|section|both signatures/.test(name) &&
        !/KeyInfo|empty SignatureValue|empty Signature/.test(name),
    )
    expect(broken.length).toBeGreaterThan(40)
    for (const document of broken) {
      const result = await judgeHostile(document, 'adfs')
      expect(result.worst['response.signature-coverage'], document.name).toBe('fail')
    }
  })

  it('cannot borrow a genuine signature', async () => {
    const documents = await borrowed()
    total += documents.length
    for (const document of documents) {
      const result = await judgeHostile(document, 'adfs')
      expect(believed(result), document.name).toBe(false)
    }
  })
})

describe('content tricks', () => {
  const tricks = async (wanted: (document: HostileDocument) => boolean) => {
    const chosen = (await contentTricks(await takeApart('adfs'))).filter(wanted)
    expect(chosen.length).toBeGreaterThan(0)
    return chosen
  }

  it('never make anybody else than the genuine user believed', async () => {
    const documents = await contentTricks(await takeApart('adfs'))
    total += documents.length
    for (const document of documents) {
      const result = await judgeHostile(document, 'adfs')
      if (believed(result)) expect(userOf(result), document.name).toBe(genuineUser)
    }
  })

  it('refuses every document type without reading on', async () => {
    for (const document of await tricks(({ xml }) => xml.includes('<!DOCTYPE'))) {
      const result = await judgeHostile(document, 'adfs')
      expect(result.worst['response.dtd'], document.name).toBe('fail')
      expect(result.worst['response.nameid'], document.name).toBeUndefined()
    }
  })

  it('uses the whole NameID when a comment splits it, and says so', async () => {
    for (const document of await tricks(({ name }) => /comment.*NameID/.test(name))) {
      const result = await judgeHostile(document, 'adfs')
      expect(userOf(result), document.name).toBe(genuineUser)
      expect(result.worst, document.name).toMatchObject({
        'response.signature-coverage': 'fail',
        'response.nameid': 'warn',
      })
    }
  })

  it('reads no identity around a processing instruction', async () => {
    for (const document of await tricks(({ name }) => name.includes('processing'))) {
      const result = await judgeHostile(document, 'adfs')
      expect(result.worst['response.signature-coverage'], document.name).toBe('fail')
      expect(result.worst['response.nameid'], document.name).toBe('skipped')
    }
  })

  it('leaves the prototypes alone', async () => {
    for (const document of await tricks(({ name }) => name.includes('prototype'))) {
      await judgeHostile(document, 'adfs')
    }
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

describe('damaged documents', () => {
  it('are refused by name within their limits', async () => {
    const documents = damaged(await takeApart('adfs'))
    total += documents.length
    for (const document of documents) {
      const result = await judgeHostile(document, 'adfs')
      // Nothing in KeyInfo is signed, so damage there leaves the message what it was.
      if (/KeyInfo|certificate of garbage/.test(document.name)) expect(userOf(result), document.name).toBe(genuineUser)
      else expect(Object.values(result.worst), document.name).toContain('fail')
    }
  }, 120_000)
})

describe('the outside world', () => {
  let server: Server
  let visits = 0
  beforeAll(async () => {
    server = createServer((_, reply) => {
      visits++
      reply.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => server.close())

  it('is never asked for anything', async () => {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const parts = await takeApart('adfs')
    const documents = [...(await contentTricks(parts)), ...(await signatureTricks(parts))]
    for (const { name, xml } of documents) {
      const pointed = xml.replaceAll('http://127.0.0.1:9/', address).replaceAll('file:///etc/hostname', address)
      await judgeHostile({ name, xml: pointed }, 'adfs')
    }
    expect(visits).toBe(0)
  })
})

describe('the corpus', () => {
  it('holds at least two hundred documents', () => expect(total).toBeGreaterThan(200))
})
