import type { ConsoleField } from '../catalog/console-fields'
import { summaries } from '../catalog/derived'
import { consoleFields } from '../catalog/derived-fields'
import type { ValueName } from '../catalog/values'
import { entryOf } from '../entry-of'
import type { Fix } from '../finding'
import { listed } from '../listed'
import type { CauseId } from '../verdict'
import { tokenRotation } from './causes/scim'

/** How a cause is mended in a console of which only the fields are known. The first value the console has a field for counts. */
interface Recipe {
  values: readonly ValueName[]
  action: (fields: string, provider: string) => string
  owner: Fix['owner']
}

const paste =
  (what: string) =>
  (fields: string): string =>
    `Copy the ${what} in WorkOS again and paste it, whole, into ${fields}.`

const giveMetadata: Recipe = {
  values: ['idp_metadata_url', 'idp_metadata_xml'],
  action: (fields, provider) => `Take the metadata of ${provider} from ${fields}, and give WorkOS that.`,
  owner: 'workos-admin',
}
const acs: Recipe = { values: ['acs_url'], action: paste('ACS URL'), owner: 'idp-admin' }
const entityId: Recipe = { values: ['sp_entity_id'], action: paste('SP entity ID'), owner: 'idp-admin' }

const recipes: Readonly<Partial<Record<CauseId, Recipe>>> = {
  'draft.metadata-not-uploaded': giveMetadata,
  'draft.metadata-invalid': giveMetadata,
  'validating.certificate-expired': {
    values: ['x509_certificate', 'idp_metadata_xml', 'idp_metadata_url'],
    action: (fields, provider) =>
      `Make a new signing certificate in ${provider}, give WorkOS what ${fields} then shows, and sign with it only after that.`,
    owner: 'idp-admin',
  },
  'validating.acs-url-typo': acs,
  'saml.recipient-mismatch': acs,
  'validating.entity-id-mismatch': entityId,
  'saml.audience-mismatch': entityId,
  'scim.unauthorized': {
    values: ['scim_bearer_token'],
    action: (fields) => `${tokenRotation} The token goes into ${fields}.`,
    owner: 'idp-admin',
  },
  'scim.not-found': { values: ['scim_endpoint'], action: paste('endpoint of the directory'), owner: 'idp-admin' },
  'oauth.redirect-uri-mismatch': {
    values: ['redirect_uri'],
    action: (fields) => `Copy the redirect URI in WorkOS and register it, character by character, in ${fields}.`,
    owner: 'idp-admin',
  },
  'oauth.invalid-client': {
    values: ['client_secret', 'client_id'],
    action: (fields) => `Make a new client secret, and enter it in WorkOS together with the client ID: ${fields}.`,
    owner: 'idp-admin',
  },
}

/** The fix as the catalog’s row names the fields; null where the row has no field that would mend the cause. */
export function fixFromCatalog(cause: CauseId, slug: string): Fix | null {
  const recipe = recipes[cause]
  const row = summaries.find((one) => one.slug === slug)
  const fields = entryOf(consoleFields, slug) ?? []
  if (recipe === undefined || row === undefined) return null
  const found = recipe.values
    .map((value) => fields.filter((one) => one.value === value))
    .find((some) => some.length > 0)
  if (found === undefined) return null
  return {
    action: recipe.action(listed(found.map(({ field }) => `“${field}”`)), row.name),
    where: [...new Set(found.map(placeOf))].join('; '),
    owner: recipe.owner,
    source: row.docUrl,
  }
}

const placeOf = ({ where, field }: ConsoleField) => (where.endsWith(field) ? where : `${where} > ${field}`)
