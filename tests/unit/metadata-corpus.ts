import { observeMetadata, type ReadingWish } from '../../src/main/metadata/gather'
import { judgeMetadata } from '../../src/main/metadata/judge/judge'
import type { MetadataObservation } from '../../src/main/metadata/observation'
import type { Finding } from '../../src/shared/finding'
import { adfsMetadata } from '../lab/documents/adfs'
import { entraMetadata } from '../lab/documents/entra'
import { googleMetadata } from '../lab/documents/google'
import { keycloakMetadata } from '../lab/documents/keycloak'
import { browserEndpoints, type IdpMetadata } from '../lab/documents/metadata'
import { oktaMetadata } from '../lab/documents/okta'
import { oneLoginMetadata } from '../lab/documents/onelogin'
import { pingFederateMetadata } from '../lab/documents/pingfederate'
import { shibbolethMetadata } from '../lab/documents/shibboleth'
import { simpleSamlPhpMetadata } from '../lab/documents/simplesamlphp'
import { makeKey, type SigningKey } from '../lab/idp/keys'

export const day = 86_400_000
/** The moment every test judges at, unless it says otherwise. */
export const now = Date.UTC(2030, 5, 15, 12)
export const iso = (ms: number) => new Date(ms).toISOString()

const year = 365 * day
const key = (from: number, until: number, wish = {}) =>
  makeKey({ notBefore: new Date(now + from), notAfter: new Date(now + until), ...wish })

export const keys = {
  current: await key(-year, 3 * year),
  next: await key(-5 * day, 4 * year),
  other: await key(-year, 2 * year),
  expired: await key(-3 * year, -10 * day),
  ending: await key(-year, 20 * day),
  noticed: await key(-year, 45 * day),
  future: await key(10 * day, 4 * year),
  small: await key(-year, 3 * year, { bits: 1024 }),
  elliptic: await key(-year, 3 * year, { type: 'ec' }),
  endless: await makeKey({ notBefore: new Date(now - year), notAfter: new Date(Date.UTC(9999, 11, 31, 23, 59, 59)) }),
} satisfies Record<string, SigningKey>

export type Vendor = keyof typeof vendors

const redirectOnly = (location: string) => browserEndpoints(location).slice(0, 1)

/** What each product publishes by default, and how it writes it. */
export const vendors = {
  adfs: {
    facts: {
      entityId: 'http://adfs.example.com/adfs/services/trust',
      sso: browserEndpoints('https://adfs.example.com/adfs/ls/'),
    },
    write: (metadata: IdpMetadata) =>
      adfsMetadata({ encryptionCertificates: [keys.other.certificateBase64], ...metadata }),
  },
  entra: {
    facts: {
      entityId: 'https://sts.windows.net/6e1d5b0a-3f0e-4c55-8a0e-3d3f1f6a2b11/',
      sso: browserEndpoints('https://login.microsoftonline.com/6e1d5b0a-3f0e-4c55-8a0e-3d3f1f6a2b11/saml2'),
    },
    write: (metadata: IdpMetadata) => entraMetadata(metadata),
  },
  okta: {
    facts: {
      entityId: 'http://www.okta.com/exk1a2b3c4D5e6F7g8h9',
      sso: browserEndpoints('https://acme.okta.com/app/acme_workos_1/exk1a2b3c4D5e6F7g8h9/sso/saml'),
    },
    write: oktaMetadata,
  },
  google: {
    facts: {
      entityId: 'https://accounts.google.com/o/saml2?idpid=C01abc2de',
      sso: browserEndpoints('https://accounts.google.com/o/saml2/idp?idpid=C01abc2de'),
      validUntil: iso(now + 3 * year),
    },
    write: googleMetadata,
  },
  keycloak: {
    facts: {
      entityId: 'https://sso.example.com/realms/staff',
      sso: browserEndpoints('https://sso.example.com/realms/staff/protocol/saml'),
    },
    write: (metadata: IdpMetadata) => keycloakMetadata(metadata),
  },
  keycloakWrapped: {
    facts: {
      entityId: 'https://sso.example.com/auth/realms/staff',
      sso: browserEndpoints('https://sso.example.com/auth/realms/staff/protocol/saml'),
    },
    write: (metadata: IdpMetadata) => keycloakMetadata(metadata, { wrapped: true }),
  },
  shibboleth: {
    facts: {
      entityId: 'https://idp.example.edu/idp/shibboleth',
      sso: browserEndpoints('https://idp.example.edu/idp/profile/SAML2/Redirect/SSO'),
    },
    write: (metadata: IdpMetadata) => shibbolethMetadata(metadata, 'example.edu'),
  },
  simpleSamlPhp: {
    facts: {
      entityId: 'https://sso.example.org/simplesaml/saml2/idp/metadata.php',
      sso: redirectOnly('https://sso.example.org/simplesaml/saml2/idp/SSOService.php'),
    },
    write: simpleSamlPhpMetadata,
  },
  pingFederate: {
    facts: { entityId: 'urn:example:pingfederate', sso: browserEndpoints('https://sso.example.com/idp/SSO.saml2') },
    write: pingFederateMetadata,
  },
  oneLogin: {
    facts: {
      entityId: 'https://app.onelogin.com/saml/metadata/8b1c2d3e-4f50-4a6b-9c7d-8e9f0a1b2c3d',
      sso: browserEndpoints('https://acme.onelogin.com/trust/saml2/http-redirect/sso/123456'),
    },
    write: oneLoginMetadata,
  },
} satisfies Record<
  string,
  { facts: Omit<IdpMetadata, 'signingCertificates'>; write: (metadata: IdpMetadata) => string }
>

/** One vendor's metadata; `changes` replace what it publishes by default. */
export function documentOf(vendor: Vendor, changes: Partial<IdpMetadata> = {}): string {
  const { facts, write } = vendors[vendor]
  return write({ ...facts, signingCertificates: [keys.current.certificateBase64], ...changes })
}

export const vendorNames = Object.keys(vendors).filter((name): name is Vendor => name in vendors)

export interface Inspected {
  findings: Finding[]
  observation: MetadataObservation
  /** Statuses by the part of the check id behind the dot. */
  of: (check: string) => string[]
  /** The first finding with this check and status. */
  find: (check: string, status: string) => Finding
}

/** Reads and judges a document as the inspector does. */
export async function inspect(
  document: string | Uint8Array,
  wish: Partial<ReadingWish> = {},
  source: Partial<MetadataObservation['source']> = {},
): Promise<Inspected> {
  const bytes = typeof document === 'string' ? Buffer.from(document, 'utf8') : document
  const { observation } = await observeMetadata(
    bytes,
    { name: 'metadata.xml', exchange: null, ...source },
    { now, skewMs: 180_000, entityId: null, transportCharset: null, trusted: [], ...wish },
  )
  // What crosses from gather to judge is plain data.
  const findings = judgeMetadata(structuredClone(observation))
  return {
    findings,
    observation,
    of: (check) => findings.filter(({ id }) => id === `metadata.${check}`).map(({ status }) => status),
    find: (check, status) => {
      const found = findings.find((finding) => finding.id === `metadata.${check}` && finding.status === status)
      if (!found)
        throw new Error(
          `no metadata.${check} ${status} among ${findings.map((one) => `${one.id} ${one.status}`).join(', ')}`,
        )
      return found
    },
  }
}

/** Everything that is not simply good, as `check status`. */
export const blemishes = ({ findings }: Inspected): string[] =>
  findings
    .filter(({ status }) => status === 'fail' || status === 'warn')
    .map(({ id, status, summary }) => `${id} ${status}: ${summary}`)
