import { z } from 'zod'
import { attributeNames, categories, confidences, integrationTypes, places } from './terms'
import { isValueName, type ValueName } from './values'

/**
 * One row of the catalog, exactly: no key more, no key less. Judged in tests and at build time, never at run time, because
 * the rows are part of the program.
 */

const text = z
  .string()
  .min(1)
  .refine((value) => value === value.trim() && !/[\p{Cc}\p{Cf}]|\s{2}/u.test(value), {
    error: 'is padded, has doubled blanks or control characters',
  })
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const address = z
  .url({ protocol: /^https$/ })
  .refine((value) => !/[\s<>"{}]/.test(value), { error: 'is not an address alone' })
/** An address with `{placeholders}` for what differs from tenant to tenant. */
const addressPattern = z
  .string()
  .regex(/^(https:\/\/|\{[a-zA-Z0-9]+\}\/)[^\s<>"]+$/)
  .refine((pattern) => !/[{}]/.test(pattern.replace(/\{[a-z][a-zA-Z0-9]*\}/g, '')), {
    error: 'has a placeholder that is not {camelCase}',
  })
/** Where a statement was read: an address, nowhere that could be confirmed, or this program's own advice. */
const source = z.union([address, z.literal(['unconfirmed', 'app'])])
const valueName = z.custom<ValueName>(isValueName, { error: 'is no value of values.ts' })
const attributeName = z.enum(attributeNames)

const mappedAttribute = z.strictObject({
  workos: attributeName,
  provider: text,
  /** SAML attribute, OIDC claim, SCIM path or report column to emit. `null`: the provider cannot name it. */
  claimName: text.nullable(),
  source,
})

const handedOver = { value: valueName, field: text, where: text, source }

const errorCode = z.strictObject({ code: text, where: text, meaning: text, source })

export const integrationSchema = z.strictObject({
  slug,
  /** As the published table of integrations writes it. */
  provider: text,
  /** The same name as its owner writes it, which is what is shown. */
  name: text,
  type: z.enum(integrationTypes),
  docUrl: address,
  aliases: z.array(text).min(1),
  category: z.enum(categories),
  workos: z.strictObject({
    connectionType: text.nullable(),
    directoryType: text.nullable(),
    dashboardName: text.nullable(),
  }),
  consoleName: text.nullable(),
  consoleUrl: addressPattern.nullable(),
  requirements: z.array(text),
  workosGives: z.array(z.strictObject(handedOver)),
  providerGives: z.array(z.strictObject({ ...handedOver, format: text })),
  environmentValues: z.array(valueName),
  attributeMapping: z.array(mappedAttribute),
  nameId: z.strictObject({ format: text.nullable(), source: text.nullable() }).nullable(),
  groups: text.nullable(),
  metadataUrlPattern: addressPattern.nullable(),
  discoveryUrlPattern: addressPattern.nullable(),
  oauth: z
    .strictObject({
      authorizeUrl: addressPattern.nullable(),
      tokenUrl: addressPattern.nullable(),
      scopes: z.array(text),
      redirectUriRules: text.nullable(),
      errorCodes: z.array(errorCode),
    })
    .nullable(),
  scim: z
    .strictObject({
      baseUrlLabel: text,
      tokenLabel: text,
      authHeader: z.literal('Bearer'),
      actions: z.array(text).min(1),
      quirks: z.array(z.strictObject({ quirk: text, source })),
    })
    .nullable(),
  steps: z
    .array(
      z.strictObject({
        in: z.enum(places),
        do: text,
        values: z.array(valueName),
        attributes: z.array(attributeName),
        source,
      }),
    )
    .min(1),
  pitfalls: z.array(z.strictObject({ symptom: text, cause: text, fix: text, source })).min(1),
  sources: z.array(address).min(1),
  confidence: z.enum(confidences),
  /** The day the guide was last held against its sources. */
  checkedOn: z.iso.date(),
  /** Field path of this file to the place it was read. */
  factSources: z.record(text, source),
  /** What nobody could confirm: field paths or statements. */
  unconfirmed: z.array(text),
})

export type Integration = z.infer<typeof integrationSchema>
export type IntegrationStep = Integration['steps'][number]
