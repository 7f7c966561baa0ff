import type { Integration } from './schema'
import type { Side } from './terms'
import { type ValueName, valueMeaning } from './values'

/** Where a row, well-formed as it may be, contradicts itself: one sentence each. */
export function contradictionsIn(row: Integration): string[] {
  return rules.flatMap((rule) => rule(row))
}

type Rule = (row: Integration) => string[]

const rules: readonly Rule[] = [
  stepsUseDeclaredValues,
  stepsNameMappedAttributes,
  valuesComeFromASideThatGivesThem,
  nothingIsSaidTwice,
  everySourceIsListed,
  factSourcesPointAtFacts,
  typeAgreesWithWhatIsDeclared,
  addressBelongsToTheRow,
  nameIdSaysSomething,
  addressPatternsAreGiven,
]

function declared(row: Integration): { name: ValueName; side: Side }[] {
  return [
    ...row.workosGives.map(({ value }) => ({ name: value, side: 'workos' as const })),
    ...row.providerGives.map(({ value }) => ({ name: value, side: 'provider' as const })),
    ...row.environmentValues.map((name) => ({ name, side: 'environment' as const })),
  ]
}

function stepsUseDeclaredValues(row: Integration): string[] {
  const known = new Set(declared(row).map(({ name }) => name))
  return row.steps.flatMap(({ values }, index) =>
    values.filter((name) => !known.has(name)).map((name) => `step ${index + 1} uses ${name}, which nobody gives`),
  )
}

function stepsNameMappedAttributes(row: Integration): string[] {
  const mapped = new Set(row.attributeMapping.map(({ workos }) => workos))
  return row.steps.flatMap(({ attributes }, index) =>
    attributes
      .filter((name) => !mapped.has(name))
      .map((name) => `step ${index + 1} names the attribute ${name}, which attributeMapping does not have`),
  )
}

function valuesComeFromASideThatGivesThem(row: Integration): string[] {
  const unknown = declared(row)
    .filter(({ name, side }) => !valueMeaning(name, side))
    .map(({ name, side }) => `${name} is given by ${side}, which values.ts does not know`)
  const sidesOf = new Map<ValueName, Set<Side>>()
  for (const { name, side } of declared(row)) sidesOf.set(name, (sidesOf.get(name) ?? new Set()).add(side))
  const twofold = [...sidesOf]
    .filter(([, sides]) => sides.size > 1)
    .map(([name, sides]) => `${name} is given by ${[...sides].join(' and by ')}: one name for two values`)
  return [...unknown, ...twofold]
}

function nothingIsSaidTwice(row: Integration): string[] {
  const lists: readonly (readonly [what: string, keys: readonly string[]])[] = [
    ['aliases', row.aliases.map((alias) => alias.toLowerCase())],
    ['requirements', row.requirements],
    ['workosGives', row.workosGives.map(({ value, field, where }) => `${value}, ${field}, ${where}`)],
    ['providerGives', row.providerGives.map(({ value }) => value)],
    ['environmentValues', row.environmentValues],
    ['attributeMapping', row.attributeMapping.map(({ workos }) => workos)],
    ['steps', row.steps.map((step) => step.do)],
    ...row.steps.map((step, index) => [`values of step ${index + 1}`, step.values] as const),
    ...row.steps.map((step, index) => [`attributes of step ${index + 1}`, step.attributes] as const),
    ['pitfalls', row.pitfalls.map(({ symptom, cause }) => `${symptom}: ${cause}`)],
    ['error codes', row.oauth?.errorCodes.map(({ code, meaning }) => `${code}: ${meaning}`) ?? []],
    ['sources', row.sources],
    ['unconfirmed', row.unconfirmed],
  ]
  return lists.flatMap(([what, keys]) =>
    keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `${what} holds "${key}" twice`),
  )
}

function everySourceIsListed(row: Integration): string[] {
  const cited = [
    ...row.workosGives,
    ...row.providerGives,
    ...row.attributeMapping,
    ...row.steps,
    ...row.pitfalls,
    ...(row.oauth?.errorCodes ?? []),
    ...(row.scim?.quirks ?? []),
  ].map(({ source }) => source)
  const listed = new Set(row.sources)
  const missing = new Set(
    [...cited, ...Object.values(row.factSources), row.docUrl].filter(
      (source) => source.startsWith('https:') && !listed.has(source),
    ),
  )
  return [...missing].map((source) => `${source} is cited but not among the sources`)
}

function factSourcesPointAtFacts(row: Integration): string[] {
  return Object.keys(row.factSources)
    .filter((path) => fieldAt(row, path) === undefined)
    .map((path) => `factSources names ${path}, which the file does not have`)
}

function fieldAt(root: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, key) =>
        typeof at === 'object' && at !== null ? Object.entries(at).find(([name]) => name === key)?.[1] : undefined,
      root,
    )
}

interface Expectation {
  what: string
  holds: (row: Integration, gives: (...names: ValueName[]) => boolean) => boolean
}

const expectations: Partial<Record<Integration['type'], readonly Expectation[]>> = {
  SAML: [
    { what: 'a connection type that ends in SAML', holds: (row) => endsIn(row.workos.connectionType, 'saml') },
    { what: 'acs_url and sp_entity_id', holds: (_, gives) => gives('acs_url') && gives('sp_entity_id') },
    {
      what: 'a way to hand over the IdP details',
      holds: (_, gives) => gives('idp_metadata_url', 'idp_metadata_xml', 'idp_sso_url'),
    },
  ],
  OIDC: [
    { what: 'a connection type that ends in OIDC', holds: (row) => endsIn(row.workos.connectionType, 'oidc') },
    { what: 'redirect_uri and client_id', holds: (_, gives) => gives('redirect_uri') && gives('client_id') },
    { what: 'an oauth part', holds: (row) => row.oauth !== null },
  ],
  OAuth: [
    { what: 'a connection type that ends in OAuth', holds: (row) => endsIn(row.workos.connectionType, 'oauth') },
    {
      what: 'redirect_uri, client_id and client_secret',
      holds: (_, gives) => gives('redirect_uri') && gives('client_id') && gives('client_secret'),
    },
    { what: 'an oauth part', holds: (row) => row.oauth !== null },
  ],
  SCIM: [
    { what: 'a directory type that names scim', holds: (row) => row.workos.directoryType?.includes('scim') === true },
    {
      what: 'scim_endpoint and scim_bearer_token',
      holds: (_, gives) => gives('scim_endpoint') && gives('scim_bearer_token'),
    },
    { what: 'a scim part', holds: (row) => row.scim !== null },
  ],
}

const endsIn = (type: string | null, ending: string) => type?.toLowerCase().endsWith(ending) === true

function typeAgreesWithWhatIsDeclared(row: Integration): string[] {
  const names = new Set(declared(row).map(({ name }) => name))
  const gives = (...wanted: ValueName[]) => wanted.some((name) => names.has(name))
  return (expectations[row.type] ?? [])
    .filter(({ holds }) => !holds(row, gives))
    .map(({ what }) => `a ${row.type} row needs ${what}`)
}

function addressBelongsToTheRow({ docUrl, slug }: Integration): string[] {
  return docUrl === `https://workos.com/docs/integrations/${slug}` ? [] : [`docUrl is not the address of ${slug}`]
}

function nameIdSaysSomething({ nameId }: Integration): string[] {
  return nameId && nameId.format === null && nameId.source === null ? ['nameId says nothing'] : []
}

function addressPatternsAreGiven(row: Integration): string[] {
  if (row.metadataUrlPattern === null) return []
  const given = row.providerGives.find(({ value }) => value === 'idp_metadata_url')
  if (!given) return ['metadataUrlPattern is set, but the provider gives no idp_metadata_url']
  return given.format.startsWith(row.metadataUrlPattern)
    ? []
    : ['metadataUrlPattern and the format of idp_metadata_url differ']
}
