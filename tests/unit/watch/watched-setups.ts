import type { Setup } from '../../../src/shared/setup'
import { emptyBook, type WatchBook } from '../../../src/shared/watch/book'

/** The moment these tests judge at, and where. */
export const now = Date.parse('2026-11-27T12:00:00Z')
export const zone = 'Europe/Berlin'
const day = 86_400_000
export const inDays = (days: number) => new Date(now + days * day).toISOString()

export const setupOf = (id: string, more: Partial<Setup> = {}): Setup => ({
  schema: 1,
  id,
  slug: 'okta-saml',
  name: `${id} · Okta SAML`,
  organization: id,
  createdAt: inDays(-100),
  updatedAt: inDays(-1),
  values: {},
  steps: {},
  here: 0,
  link: null,
  sightings: [],
  confirmations: [],
  metadata: null,
  signIn: null,
  journal: [],
  ...more,
})

type Sighting = NonNullable<Setup['metadata']>
type Certificate = Sighting['certificates'][number]

/** A certificate by the letter its fingerprint is made of. */
export const certificate = (letter: string, ends: number | string, more: Partial<Certificate> = {}): Certificate => ({
  use: 'signing',
  subject: `CN=${letter}`,
  sha256: letter.repeat(64),
  notBefore: inDays(-300),
  notAfter: typeof ends === 'number' ? inDays(ends) : ends,
  ...more,
})

export const sighting = (certificates: Certificate[], more: Partial<Sighting> = {}): Sighting => ({
  at: inDays(-10),
  from: 'https://idp.example.com/metadata',
  entityId: 'https://idp.example.com',
  validUntil: null,
  sso: [
    { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect', location: 'https://idp.example.com/sso' },
    { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', location: 'https://idp.example.com/sso' },
  ],
  certificates,
  ...more,
})

export const bookOf = (more: Partial<WatchBook> = {}): WatchBook => ({ ...emptyBook, ...more })
