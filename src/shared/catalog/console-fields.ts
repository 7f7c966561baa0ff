import type { Integration } from './schema'
import type { ValueName } from './values'

/** A field of a provider’s console, as the console writes it. */
export interface ConsoleField {
  value: ValueName
  field: string
  where: string
}

/** The values on which connections break, or which end some day; a fix names the field of them. */
const telling: ReadonlySet<ValueName> = new Set<ValueName>([
  'acs_url',
  'acs_url_validator',
  'sp_entity_id',
  'idp_metadata_url',
  'idp_metadata_xml',
  'x509_certificate',
  'scim_endpoint',
  'scim_bearer_token',
  'redirect_uri',
  'client_id',
  'client_secret',
  'oauth_client_credentials',
  'api_key',
  'api_token',
  'password',
  'ssl_certificate',
])

/** The fields of the console that a row’s telling values go into or come from; none for rows that have no console. */
export function consoleFieldsOf({ workosGives, providerGives }: Integration): ConsoleField[] {
  return [...workosGives, ...providerGives]
    .filter(({ value }) => telling.has(value))
    .map(({ value, field, where }) => ({ value, field, where }))
}
