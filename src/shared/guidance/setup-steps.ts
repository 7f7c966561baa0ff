import type { Integration, IntegrationStep } from '../catalog/schema'
import type { Place, Side } from '../catalog/terms'
import { type ValueName, type ValueWord, valueMeaning, valueWord } from '../catalog/values'
import type { Setup, SetupValue } from '../setup'
import { type Handover, handoversOf, sideOf, valuesOf } from './handovers'
import { patternFor } from './recognise/against'

/** `take`: the step is where the value comes from. `enter`: the step is where it goes into. */
type ValueRole = 'take' | 'enter'

/** A value as a step needs it. */
export interface StepValue {
  name: ValueName
  word: ValueWord
  side: Side
  role: ValueRole
  means: string
  /** The fields of the provider's console; several when the same value goes into several. */
  handovers: readonly Handover[]
  /** What the empty box shows. */
  placeholder: string
  value: SetupValue | null
  /** What the value has to be, where the guide and the other values leave no choice. */
  known: string | null
}

type StepMarkKind = 'open' | 'done' | 'skipped' | 'blocked'

export interface StepView {
  index: number
  place: Place
  do: string
  source: string
  mark: StepMarkKind
  /** Whom a blocked step waits for. */
  blockedBy: string | null
  isHere: boolean
  /** The guide says that not every set-up needs it. */
  optional: boolean
  values: readonly StepValue[]
  attributes: readonly Integration['attributeMapping'][number][]
  /** Values of the step that are not there yet. */
  missing: readonly ValueName[]
}

/** Steps that follow each other in the same place. */
interface StepSection {
  place: Place
  title: string
  steps: readonly StepView[]
}

export interface SetupRail {
  sections: readonly StepSection[]
  steps: readonly StepView[]
  /** Steps that are done or skipped. */
  settled: number
  /** The step to work on next: the first open one from where the person is, else the first open one of all. */
  next: number | null
}

/** The way through a set-up: the guide's steps with what the set-up knows of each. Pure. */
export function railOf(row: Integration, setup: Setup): SetupRail {
  const here = Math.min(setup.here, row.steps.length - 1)
  const steps = row.steps.map((step, index) => viewOf(row, setup, step, index, index === here))
  const open = steps.filter(({ mark }) => mark === 'open')
  return {
    sections: sectionsOf(row, steps),
    steps,
    settled: steps.filter(({ mark }) => mark === 'done' || mark === 'skipped').length,
    next: (open.find(({ index }) => index >= here) ?? open[0])?.index ?? null,
  }
}

function viewOf(row: Integration, setup: Setup, step: IntegrationStep, index: number, isHere: boolean): StepView {
  const mark = setup.steps[index]
  const values = step.values.map((name) => stepValue(row, setup, name, step.in))
  return {
    index,
    place: step.in,
    do: step.do,
    source: step.source,
    mark: mark?.kind ?? 'open',
    blockedBy: mark?.kind === 'blocked' ? mark.by : null,
    isHere,
    optional: /^(optional|only (when|if|for)|alternative)\b/i.test(step.do),
    values,
    attributes: row.attributeMapping.filter(({ workos }) => step.attributes.includes(workos)),
    missing: values.filter((value) => isMissing(value, setup)).map(({ name }) => name),
  }
}

/** What makes other values unnecessary: metadata holds what would else be entered by hand, and one kind of it is enough. */
const coverage: ReadonlyArray<{ by: readonly ValueName[]; covers: readonly ValueName[] }> = [
  {
    by: ['idp_metadata_url', 'idp_metadata_xml'],
    covers: ['idp_metadata_url', 'idp_metadata_xml', 'idp_entity_id', 'idp_sso_url', 'x509_certificate'],
  },
  {
    by: ['scim_bearer_token', 'oauth_client_credentials'],
    covers: ['scim_bearer_token', 'oauth_client_credentials'],
  },
]

/** Whether a value that is not there is made unnecessary by one that is. */
export function isCovered(name: ValueName, setup: Setup): boolean {
  return coverage.some(
    ({ by, covers }) => covers.includes(name) && by.some((other) => setup.values[other] !== undefined),
  )
}

/** Whether a value is still to come. */
export function isMissing({ name, value, word }: StepValue, setup: Setup): boolean {
  return value === null && word.kind !== 'consent' && !isCovered(name, setup)
}

/** A value of the row for the place it is worked on in; `null` as place: for a list of all values. */
function stepValue(row: Integration, setup: Setup, name: ValueName, place: Place | null): StepValue {
  const side = sideOf(row, name)
  const meaning = valueMeaning(name, side)
  const comesFromHere = place === null || (side === 'provider') === (place === 'provider')
  return {
    name,
    word: valueWord(name),
    side,
    role: comesFromHere && place !== 'app' ? 'take' : 'enter',
    means: meaning?.means ?? '',
    handovers: handoversOf(row, name),
    placeholder: patternFor(row, name) ?? socialRedirect(row, name, side) ?? meaning?.example ?? '',
    value: setup.values[name] ?? null,
    known: knownValue(row, setup, name),
  }
}

/** Social logins have a redirect URI of their own form. Source: the addresses WorkOS shows for its OAuth providers. */
function socialRedirect(row: Integration, name: ValueName, side: Side): string | null {
  const isSocial = name === 'redirect_uri' && side === 'workos' && /OAuth$/.test(row.workos.connectionType ?? '')
  const provider = row.workos.connectionType?.replace(/OAuth$/, '').toLowerCase()
  return isSocial ? `https://auth.workos.com/sso/oauth/${provider}/…/callback` : null
}

/** Every value of the row, in the order the guide first needs them. */
export function allValues(row: Integration, setup: Setup): StepValue[] {
  return valuesOf(row).map((name) => stepValue(row, setup, name, null))
}

function sectionsOf(row: Integration, steps: readonly StepView[]): StepSection[] {
  const sections: { place: Place; title: string; steps: StepView[] }[] = []
  for (const step of steps) {
    const last = sections.at(-1)
    if (last?.place === step.place) last.steps.push(step)
    else sections.push({ place: step.place, title: placeTitle(row, step.place), steps: [step] })
  }
  return sections
}

/** A place by the name a person knows it by: the provider's console has a name of its own. */
export function placeTitle(row: Integration, place: Place): string {
  if (place === 'workos') return 'WorkOS Dashboard'
  if (place === 'app') return 'Check and application'
  const name = (row.consoleName ?? row.name).replace(/\s*\(.*\)\s*/g, ' ').trim()
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** The same for everybody, by the guides of the catalog. */
const constants: Partial<Record<ValueName, string>> = {
  sftp_host: 'sftp.workos.com',
  workos_url: 'https://api.workos.com',
  workos_aws_account_id: '611361754156',
  cname_target: 'cname.workosdns.com',
}

function knownValue(row: Integration, setup: Setup, name: ValueName): string | null {
  if (setup.values[name] !== undefined) return null
  const link = setup.link
  if (name === 'connection_id' && link?.connectionId) return link.connectionId
  if (name === 'organization_id' && sideOf(row, name) === 'workos' && link?.organizationId) return link.organizationId
  const constant = constants[name]
  if (constant !== undefined) return constant
  if (name === 'discovery_endpoint' && row.discoveryUrlPattern !== null && !row.discoveryUrlPattern.includes('{'))
    return row.discoveryUrlPattern
  return fromClientId(row, setup, name)
}

/** Addresses the guide writes as `https://…/<client_id>`. */
function fromClientId(row: Integration, setup: Setup, name: ValueName): string | null {
  const client = setup.values.client_id
  if (name !== 'issuer_url' || client?.kind !== 'plain') return null
  const pattern = handoversOf(row, name)
    .map(({ field }) => /https:\/\/\S+<client_id>/.exec(field)?.[0])
    .find((found) => found !== undefined)
  return pattern?.replace('<client_id>', client.text) ?? null
}

/** The set-up's values in plain text, for holding a paste against them. */
export function plainValues(setup: Setup): Record<string, string> {
  return Object.fromEntries(
    Object.entries(setup.values).flatMap(([name, value]) => (value.kind === 'plain' ? [[name, value.text]] : [])),
  )
}
