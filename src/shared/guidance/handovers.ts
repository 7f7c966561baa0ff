import type { Integration } from '../catalog/schema'
import type { Side } from '../catalog/terms'
import { type ValueName, valueWord } from '../catalog/values'

/** One place where a value changes hands: the field of the provider's console it goes into or comes from. */
export interface Handover {
  name: ValueName
  /** The word for the value, the same in every set-up. */
  label: string
  /** Who gives it. */
  side: Side
  /** The field exactly as the provider's console labels it. */
  field: string
  /** The menu path to that field. */
  where: string
  /** What the console shows it as, for values the provider gives. */
  format: string | null
}

/** The places of a value in a row, in the order of the guide; a value of the WorkOS environment has one place there. */
export function handoversOf(row: Integration, name: ValueName): Handover[] {
  const { label } = valueWord(name)
  const given = row.workosGives
    .filter((one) => one.value === name)
    .map(({ field, where }): Handover => ({ name, label, side: 'workos', field, where, format: null }))
  const taken = row.providerGives
    .filter((one) => one.value === name)
    .map(({ field, where, format }): Handover => ({ name, label, side: 'provider', field, where, format }))
  const environment = row.environmentValues
    .filter((one) => one === name)
    .map(
      (): Handover => ({
        name,
        label,
        side: 'environment',
        field: label,
        where: environmentPlaces[name] ?? 'WorkOS Dashboard',
        format: null,
      }),
    )
  return [...given, ...taken, ...environment]
}

/** Who gives the value in this row. */
export function sideOf(row: Integration, name: ValueName): Side {
  return handoversOf(row, name)[0]?.side ?? 'environment'
}

/** Every value of the row by name, in the order the guide first needs them. */
export function valuesOf(row: Integration): ValueName[] {
  const inSteps = row.steps.flatMap(({ values }) => values)
  const declared = [...row.workosGives, ...row.providerGives].map(({ value }) => value)
  return [...new Set([...inSteps, ...declared, ...row.environmentValues])]
}

const environmentPlaces: Partial<Record<ValueName, string>> = {
  redirect_uri: 'WorkOS Dashboard > Redirects',
  connection_id: 'WorkOS Dashboard > Organizations > [organization] > the connection',
}
