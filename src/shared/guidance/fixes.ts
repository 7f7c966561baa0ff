import type { Evidence, Finding, Fix } from '../finding'
import type { Cause } from './causes/shape'
import { fixFromCatalog } from './fixes-catalog'
import { entityIds, type FixSubject } from './subjects'

/** What decides which advice is given. */
export interface FixGrounds {
  /** The findings that carry the verdict. */
  carrying: readonly Finding[]
  /** Advice that tells apart what the advice of the product lumps together. */
  exact: readonly Fix[]
}

/**
 * The advice for a cause: that which the row of the table calls exact; the product’s own field or command; the
 * fields of the catalog’s row; what the decisive finding advises; the general advice. Values that are known stand in it.
 */
export function fixFor(
  cause: Cause,
  { product, slug }: FixSubject,
  { carrying, exact }: FixGrounds,
  findings: readonly Finding[],
): Fix {
  const fix =
    exact[0] ??
    (product === null ? undefined : cause.fixes[product]) ??
    (slug === null ? null : fixFromCatalog(cause.id, slug)) ??
    carrying.find((one) => one.fix !== undefined)?.fix ??
    cause.fix
  return filledIn(fix, findings)
}

/** What stands in a command for a value of the connection, and where that value is known from. */
const placeholders: ReadonlyArray<
  readonly [placeholder: RegExp, valueIn: (findings: readonly Finding[]) => string | null]
> = [
  [
    /\bACS-URL\b/g,
    (findings) =>
      shownByWorkos(findings, 'ACS URL') ?? expected(findings, ['response.recipient', 'response.destination']),
  ],
  [
    /\bSP-ENTITY-ID\b/g,
    (findings) => shownByWorkos(findings, 'SP entity ID') ?? expected(findings, ['response.audience']),
  ],
  [/\bHOST\b/g, (findings) => hostIn(findings)],
  [
    /\bREALM\b/g,
    (findings) =>
      entityIds(findings)
        .map((id) => /\/realms\/([\w.-]+)$/.exec(id)?.[1])
        .find((one) => one !== undefined) ?? null,
  ],
]

/** What may stand in a command that somebody pastes into a shell: the value may come from a stranger’s document. */
const harmless = /^[\w.~:/?=%+@-]{1,300}$/

function filledIn(fix: Fix, findings: readonly Finding[]): Fix {
  const fill = (text: string) =>
    placeholders.reduce((rest, [placeholder, valueIn]) => {
      const value = placeholder.test(rest) ? valueIn(findings) : null
      placeholder.lastIndex = 0
      return value !== null && harmless.test(value) ? rest.replace(placeholder, () => value) : rest
    }, text)
  return {
    ...fix,
    action: fill(fix.action),
    ...(fix.where === undefined ? {} : { where: fill(fix.where) }),
    ...(fix.command === undefined ? {} : { command: fill(fix.command) }),
  }
}

function shownByWorkos(findings: readonly Finding[], label: string): string | null {
  const shown = findings.filter(({ id }) => id === 'workos.connection').flatMap(({ evidence }) => evidence)
  return shown.find((one: Evidence) => one.label === label)?.value ?? null
}

function expected(findings: readonly Finding[], checks: readonly Finding['id'][]): string | null {
  const comparisons = findings.filter(({ id }) => checks.includes(id)).flatMap(({ compared }) => compared ?? [])
  // The address a browser posted to is what happened, not what should be.
  return comparisons.find(({ expected: { from } }) => !from.includes('posted'))?.expected.value ?? null
}

function hostIn(findings: readonly Finding[]): string | null {
  const hosts = entityIds(findings).flatMap((id) => /^https?:\/\/([\w.-]+(?::\d+)?)(?=[/?#]|$)/.exec(id)?.[1] ?? [])
  const looked = findings.find(({ id }) => id === 'network.url')?.evidence.find(({ label }) => label === 'Host')?.value
  return hosts[0] ?? looked ?? null
}
