import { purposesOf } from './purposes'
import type { Integration } from './schema'
import type { IntegrationType, Purpose } from './terms'

/** What a row offers to be found by. Guides bring `fields` and `pitfalls`; summaries are found by their names alone. */
export interface SearchEntry {
  slug: string
  provider: string
  name: string
  type: IntegrationType
  aliases: readonly string[]
  purposes: readonly Purpose[]
  /** Field labels of both consoles. */
  fields?: readonly string[]
  /** Symptoms, causes, fixes and error codes. */
  pitfalls?: readonly string[]
}

/** Where a word may stand: in a name (provider, aliases, slug, type), in a field label, in a pitfall. */
export const searchFields = ['names', 'fields', 'pitfalls'] as const
export type SearchField = (typeof searchFields)[number]

/** A guide as the search sees it: names, the labels of both consoles, and everything that can go wrong. */
export function searchEntry(row: Integration): SearchEntry {
  const { slug, provider, name, type, aliases, workosGives, providerGives, scim, pitfalls, oauth } = row
  return {
    slug,
    provider,
    name,
    type,
    aliases,
    purposes: purposesOf(row),
    fields: [
      ...[...workosGives, ...providerGives].map(({ field }) => field),
      ...(scim ? [scim.baseUrlLabel, scim.tokenLabel] : []),
    ],
    pitfalls: [
      ...pitfalls.flatMap(({ symptom, cause, fix }) => [symptom, cause, fix]),
      ...(oauth?.errorCodes ?? []).flatMap(({ code, meaning }) => [code, meaning]),
      ...(scim?.quirks ?? []).map(({ quirk }) => quirk),
    ],
  }
}
