import { consoleFields } from '../catalog/derived-fields'
import { catalogEntry } from '../catalog/index'
import { isValueName, valueWord } from '../catalog/values'
import { entryOf } from '../entry-of'
import type { Fix } from '../finding'
import { causeOf } from '../guidance/causes/causes'
import { type ProductId, productOfEntityId, productOfType } from '../guidance/causes/products'
import { fixFromCatalog } from '../guidance/fixes-catalog'
import { oauthProviders } from '../guidance/oauth/providers'
import type { CauseId } from '../verdict'
import type { WatchedKind } from './note'

/** What decides where something is renewed. */
export interface RenewalSubject {
  kind: WatchedKind
  /** The row of the catalog; null for something that belongs to no set-up. */
  slug: string | null
  /** How the identity provider calls itself, where that is known. */
  entityId: string | null
  /** The value of the set-up. */
  value: string | null
}

/** How something that ends is renewed: what to do, in which console under which label, and who can do it. */
export function renewalOf(subject: RenewalSubject): Fix {
  switch (subject.kind) {
    case 'signing-certificate':
      return fixOf('validating.certificate-expired', subject)
    case 'scim-token':
      return fixOf('scim.unauthorized', subject)
    case 'client-secret':
      return newSecret(subject)
    case 'client-certificate':
    case 'api-key':
    case 'password':
      return newValue(subject)
    case 'metadata-document':
      return {
        action:
          'Publish the metadata anew with a later validUntil. Where WorkOS has a file instead of the address, upload the new one.',
        owner: 'idp-admin',
      }
    case 'server-certificate':
      return {
        action: 'Renew the certificate of the web server and install it with its chain.',
        owner: 'network-team',
      }
    case 'workos-certificate':
      return {
        action: 'Download the new certificate of WorkOS and upload it at the identity provider.',
        where: 'WorkOS Dashboard > Organizations > the organization > Authentication > the connection',
        owner: 'idp-admin',
      }
    case 'other':
      return { action: 'Renew it, enter the new one wherever it is used, and note the new date.', owner: 'idp-admin' }
  }
}

/** Subjects with the same key are renewed in the same way. */
export function renewalKey(subject: RenewalSubject): string {
  return [subject.kind, subject.slug, subject.value, productOf(subject)].map((part) => part ?? '').join(' ')
}

/** How long such a secret lasts at the provider, where it ends by itself. */
export function lifetimeOf({ kind, slug }: Pick<RenewalSubject, 'kind' | 'slug'>): string | null {
  if (kind === 'scim-token') return 'A bearer token of WorkOS lasts until it is revoked.'
  return kind === 'client-secret' && slug !== null ? (providerOf(slug)?.secretEnds ?? null) : null
}

const providerOf = (slug: string) => oauthProviders.find(({ slugs }) => slugs.includes(slug))

function productOf({ slug, entityId }: RenewalSubject): ProductId | null {
  const entry = slug === null ? undefined : catalogEntry(slug)
  const names = [entry?.connectionType, entry?.directoryType, entry?.provider].filter((name) => name != null)
  const named = names.map(productOfType).find((product) => product !== null)
  return named ?? (entityId === null ? null : productOfEntityId(entityId))
}

function fixOf(cause: CauseId, subject: RenewalSubject): Fix {
  const { fix, fixes } = causeOf(cause)
  const product = productOf(subject)
  return (
    (product === null ? undefined : fixes[product]) ??
    (subject.slug === null ? null : fixFromCatalog(cause, subject.slug)) ??
    fix
  )
}

function newSecret(subject: RenewalSubject): Fix {
  const { slug } = subject
  const fromGuide = slug === null ? null : fixFromCatalog('oauth.invalid-client', slug)
  const place = (slug === null ? undefined : providerOf(slug)?.console.clientSecret) ?? fromGuide?.where
  return {
    action:
      'Make a new client secret, enter it in WorkOS, and take the former one away only after a sign-in has succeeded.',
    ...(place === undefined ? {} : { where: place }),
    owner: 'idp-admin',
    ...(fromGuide?.source === undefined ? {} : { source: fromGuide.source }),
  }
}

function newValue({ slug, value }: RenewalSubject): Fix {
  const label = value !== null && isValueName(value) ? valueWord(value).label : 'credential'
  const field = (slug === null ? undefined : entryOf(consoleFields, slug))?.find((one) => one.value === value)
  const source = slug === null ? undefined : catalogEntry(slug)?.docUrl
  return {
    action: `Make a new one in the provider’s console and enter it in WorkOS: ${label}.`,
    ...(field === undefined ? {} : { where: `${field.where} > ${field.field}` }),
    owner: 'idp-admin',
    ...(source === undefined ? {} : { source }),
  }
}
