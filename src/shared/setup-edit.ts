import { z } from 'zod'
import {
  metadataSightingSchema,
  type Setup,
  signInSightingSchema,
  stateSightingSchema,
  stepMarkSchema,
  valueOriginSchema,
  workosLinkSchema,
} from './setup'

/** One change to a set-up, as the person makes it. Secrets have calls of their own: their text never passes through here. */
export const setupEditSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('set-value'),
    name: z.string().max(100),
    text: z.string().max(1_000_000),
    origin: valueOriginSchema,
  }),
  z.object({ do: z.literal('clear-value'), name: z.string().max(100) }),
  z.object({ do: z.literal('mark-step'), step: z.number().int().min(0), mark: stepMarkPartial().nullable() }),
  z.object({ do: z.literal('go-to'), step: z.number().int().min(0) }),
  z.object({
    do: z.literal('rename'),
    name: z.string().trim().min(1).max(200),
    organization: z.string().trim().min(1).max(200),
  }),
  z.object({ do: z.literal('note'), text: z.string().trim().min(1).max(2000) }),
  z.object({ do: z.literal('link'), link: workosLinkSchema.nullable() }),
  z.object({ do: z.literal('sight'), sighting: stateSightingSchema.omit({ at: true }) }),
  z.object({ do: z.literal('sight-metadata'), metadata: metadataSightingSchema.omit({ at: true }) }),
  z.object({ do: z.literal('sight-sign-in'), signIn: signInSightingSchema }),
  z.object({ do: z.literal('confirm'), item: z.string().max(100) }),
  z.object({ do: z.literal('withdraw-confirmation'), item: z.string().max(100) }),
  z.object({ do: z.literal('record-check'), text: z.string().max(2000) }),
])
export type SetupEdit = z.infer<typeof setupEditSchema>

/** A mark as the page sends it; the time is main's. */
function stepMarkPartial() {
  return z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('done') }),
    z.object({ kind: z.literal('skipped') }),
    z.object({ kind: z.literal('blocked'), by: z.string().trim().min(1).max(200) }),
  ])
}

const journalLimit = 1000

/** The set-up after an edit. Pure; `now` is ISO 8601. An edit that changes nothing returns the set-up as it was. */
export function applyEdit(setup: Setup, edit: SetupEdit, now: string): Setup {
  const changed = change(setup, edit, now)
  return changed === setup ? setup : { ...changed, updatedAt: now }
}

function change(setup: Setup, edit: SetupEdit, now: string): Setup {
  switch (edit.do) {
    case 'set-value': {
      const before = setup.values[edit.name]
      if (before?.kind === 'plain' && before.text === edit.text) return setup
      const values = {
        ...setup.values,
        [edit.name]: { kind: 'plain', text: edit.text, origin: edit.origin, at: now } as const,
      }
      return journal({ ...setup, values }, now, 'value', `${edit.name} set`)
    }
    case 'clear-value': {
      if (!(edit.name in setup.values)) return setup
      const { [edit.name]: _, ...values } = setup.values
      return journal({ ...setup, values }, now, 'value', `${edit.name} cleared`)
    }
    case 'mark-step': {
      const { [edit.step]: _, ...others } = setup.steps
      const steps =
        edit.mark === null ? others : { ...others, [edit.step]: stepMarkSchema.parse({ ...edit.mark, at: now }) }
      const said =
        edit.mark === null ? 'reopened' : edit.mark.kind === 'blocked' ? `blocked by ${edit.mark.by}` : edit.mark.kind
      return journal({ ...setup, steps }, now, 'step', `Step ${edit.step + 1} ${said}`)
    }
    case 'go-to':
      return setup.here === edit.step ? setup : { ...setup, here: edit.step }
    case 'rename':
      if (setup.name === edit.name && setup.organization === edit.organization) return setup
      return journal(
        { ...setup, name: edit.name, organization: edit.organization },
        now,
        'renamed',
        `Renamed to ${edit.name}`,
      )
    case 'note':
      return journal(setup, now, 'note', edit.text)
    case 'link':
      return journal(
        { ...setup, link: edit.link },
        now,
        'link',
        edit.link ? linkText(edit.link) : 'Link to WorkOS removed',
      )
    case 'sight': {
      const last = setup.sightings.findLast((one) => one.of === edit.sighting.of)
      if (last?.state === edit.sighting.state) return setup
      const sightings = [...setup.sightings, { ...edit.sighting, at: now }]
      return journal({ ...setup, sightings }, now, 'state', `The ${edit.sighting.of} is ${edit.sighting.state}`)
    }
    case 'sight-metadata': {
      const metadata = { ...edit.metadata, at: now }
      return journal({ ...setup, metadata }, now, 'metadata', `Metadata read from ${edit.metadata.from}`.slice(0, 2000))
    }
    case 'sight-sign-in': {
      const { succeeded, error } = edit.signIn
      const text = succeeded ? 'Test sign-in succeeded' : `Test sign-in failed${error === null ? '' : `: ${error}`}`
      return journal({ ...setup, signIn: edit.signIn }, now, 'check', text)
    }
    case 'confirm':
      if (setup.confirmations.some((one) => one.item === edit.item)) return setup
      return journal(
        { ...setup, confirmations: [...setup.confirmations, { item: edit.item, at: now }] },
        now,
        'check',
        `Confirmed by hand: ${edit.item}`,
      )
    case 'withdraw-confirmation': {
      const confirmations = setup.confirmations.filter((one) => one.item !== edit.item)
      return confirmations.length === setup.confirmations.length ? setup : { ...setup, confirmations }
    }
    case 'record-check':
      return journal(setup, now, 'check', edit.text)
  }
}

/** Typing saves at every pause: the same thing said again of a value moves its last entry on instead of adding one. */
function journal(setup: Setup, at: string, kind: Setup['journal'][number]['kind'], text: string): Setup {
  const last = setup.journal.at(-1)
  const kept =
    kind === 'value' && last?.kind === kind && last.text === text ? setup.journal.slice(0, -1) : setup.journal
  return { ...setup, journal: [...kept, { at, kind, text }].slice(-journalLimit) }
}

function linkText(link: NonNullable<Setup['link']>): string {
  return `Tied to ${link.connectionId ?? link.directoryId ?? link.organizationId ?? 'the environment'}`
}
