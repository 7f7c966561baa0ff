import type { Integration } from '../../shared/catalog/schema'
import type { Confidence, Place } from '../../shared/catalog/terms'
import { type ValueName, valueWord } from '../../shared/catalog/values'
import { wrap } from './layout'
import { paint } from './output'

/** How sure a guide is, in words. */
const confidenceWords: Readonly<Record<Confidence, string>> = {
  documented: 'documented',
  partly: 'partly documented',
  'general-knowledge': 'general knowledge',
}

/** A whole guide as plain text, to be followed without Internet. */
export function guideText(row: Integration): string {
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['Before you start', row.requirements.map((requirement) => item(requirement))],
    [
      'Values from WorkOS, to enter at the provider',
      row.workosGives.map((given) => handedOver(given.value, given.field, given.where)),
    ],
    [
      'Values from the provider, to enter in WorkOS',
      row.providerGives.map((given) => handedOver(given.value, given.field, given.where, given.format)),
    ],
    ['Values of your own environment', row.environmentValues.map((name) => item(label(name)))],
    [
      'Attributes',
      row.attributeMapping.map(({ workos, provider, claimName }) =>
        item(`${workos} ← ${provider}${claimName ? `, sent as ${claimName}` : ''}`),
      ),
    ],
    ['Protocol facts', protocolFacts(row)],
    ['Steps', stepLines(row)],
    [
      'When it does not work',
      row.pitfalls.map(
        ({ symptom, cause, fix }) => `${item(symptom)}\n${wrap(cause, '    why  ')}\n${wrap(fix, '    do   ')}`,
      ),
    ],
    [
      'Error codes of the provider',
      (row.oauth?.errorCodes ?? []).map(
        ({ code, where, meaning }) => `${item(`${code} (${where})`)}\n${wrap(meaning, '    ')}`,
      ),
    ],
    ['Not confirmed', row.unconfirmed.map((statement) => item(statement))],
    ['Sources', row.sources.map((source) => item(source))],
  ]
  return [
    head(row),
    ...sections.filter(([, lines]) => lines.length > 0).map(([title, lines]) => section(title, lines)),
  ].join('\n\n')
}

function head({
  name,
  type,
  slug,
  docUrl,
  consoleName,
  consoleUrl,
  aliases,
  confidence,
  checkedOn,
}: Integration): string {
  const console = [consoleName, consoleUrl].filter((part) => part !== null).join(', ')
  return [
    paint('bold', `${name} · ${type}`),
    `${slug}, ${confidenceWords[confidence]}, checked on ${checkedOn}`,
    docUrl,
    ...(console === '' ? [] : [wrap(console, 'Console: ')]),
    wrap(aliases.filter((alias) => alias !== name).join(', '), 'Also called: '),
  ].join('\n')
}

const section = (title: string, lines: readonly string[]) => [paint('bold', title), ...lines].join('\n')

const item = (text: string) => wrap(text, '  - ')

const numbered = (number: number, text: string) => wrap(text, `${String(number).padStart(3)}. `)

const label = (name: ValueName) => valueWord(name).label

function handedOver(name: ValueName, field: string, where: string, format?: string): string {
  const detail = [wrap(where, '    at     ')]
  if (format !== undefined) detail.push(wrap(format, '    looks  '))
  return [item(`${label(name)} → ${field}`), ...detail].join('\n')
}

/** The steps in order, with a line wherever the work moves to another console. */
function stepLines(row: Integration): string[] {
  return row.steps.flatMap((step, index) => {
    const moved = step.in !== row.steps[index - 1]?.in
    const lines = [numbered(index + 1, step.do)]
    if (step.values.length > 0) lines.push(wrap(step.values.map(label).join(', '), '     → '))
    return moved ? [paint('dim', `  ${placeWords(row)[step.in]}`), ...lines] : lines
  })
}

function placeWords({ consoleName, provider }: Integration): Readonly<Record<Place, string>> {
  return { workos: 'In the WorkOS Dashboard', provider: `In ${consoleName ?? provider}`, app: 'Check' }
}

function protocolFacts({
  workos,
  nameId,
  groups,
  metadataUrlPattern,
  discoveryUrlPattern,
  oauth,
  scim,
}: Integration): string[] {
  const facts: readonly (readonly [name: string, value: string | null])[] = [
    ['Name in the WorkOS Dashboard', workos.dashboardName],
    ['Connection type', workos.connectionType],
    ['Directory type', workos.directoryType],
    ['NameID format', nameId?.format ?? null],
    ['NameID source', nameId?.source ?? null],
    ['Groups', groups],
    ['Metadata address', metadataUrlPattern],
    ['Discovery address', discoveryUrlPattern],
    ['Authorization endpoint', oauth?.authorizeUrl ?? null],
    ['Token endpoint', oauth?.tokenUrl ?? null],
    ['Scopes', oauth && oauth.scopes.length > 0 ? oauth.scopes.join(' ') : null],
    ['Redirect URI rules', oauth?.redirectUriRules ?? null],
    ['SCIM base URL label', scim?.baseUrlLabel ?? null],
    ['SCIM token label', scim?.tokenLabel ?? null],
    ['Switched on at the provider', scim ? scim.actions.join(', ') : null],
    ...(scim?.quirks ?? []).map(({ quirk }) => ['Mind', quirk] as const),
  ]
  return facts.flatMap(([name, value]) => (value === null ? [] : [item(`${name}: ${value}`)]))
}
