import { readFile, stat } from 'node:fs/promises'
import { catalogEntry } from '../../../shared/catalog/index'
import { failed, type Outcome, type Problem, succeeded } from '../../../shared/problem'
import type { SecretSource } from '../../../shared/runs/secret'
import type { Setup, SetupSummary } from '../../../shared/setup'
import { largestBundle, type SetupBundle, setupBundleSchema } from '../../../shared/setup-bundle'
import type { Note } from '../../../shared/watch/note'
import type { OpenFiles } from '../files'
import type { Handlers } from '../ipc'
import { fileName, saveAs } from '../save-as'
import type { HeldSecrets } from '../store/held-secrets'
import { fileProblem } from '../store/json-file'
import type { SetupStore } from '../store/setups'
import type { Vault } from '../store/vault'

type SetupCalls = Pick<
  Handlers,
  | 'setups.list'
  | 'setups.get'
  | 'setups.create'
  | 'setups.edit'
  | 'setups.setSecret'
  | 'setups.forgetSecret'
  | 'setups.duplicate'
  | 'setups.remove'
  | 'setups.restore'
  | 'setups.export'
  | 'setups.import'
>

const secretName = (setupId: string, value: string) => `setup:${setupId}:${value}`

/** The secret a run needs, for main only: as it was typed for the run, one that is held, or the one the vault keeps for a set-up. */
export async function readSecret(source: SecretSource, vault: Vault, held: HeldSecrets): Promise<Outcome<string>> {
  if (source.kind === 'typed') return succeeded(source.text)
  if (source.kind === 'held') return held.read(source.ticket)
  const text = await vault.read(secretName(source.setupId, source.name))
  if (text !== null) return succeeded(text)
  return failed({
    code: 'secret.absent',
    title: 'The secret is not there.',
    detail: 'This set-up has none kept, or it can no longer be opened on this machine.',
    remedy: 'Enter it again.',
  })
}

export function setupHandlers(
  store: SetupStore,
  vault: Vault,
  files: OpenFiles,
  reports: () => SetupReports,
  dates: SetupDates,
): SetupCalls {
  const now = () => new Date().toISOString()
  return {
    'setups.list': () => succeeded({ setups: store.all().map(summarize), damaged: reports() }),
    'setups.get': ({ id }) => store.get(id),

    'setups.create': async ({ slug, organization }) => {
      const entry = catalogEntry(slug)
      if (!entry) return failed(unknownRow(slug))
      return store.create(slug, organization, `${organization} · ${entry.name} ${entry.type}`)
    },

    'setups.edit': ({ id, edit }) => store.edit(id, edit),

    'setups.setSecret': async ({ id, name, text }) => {
      const found = store.get(id)
      if (!found.ok) return found
      const kept = await vault.set(secretName(id, name), text)
      if (!kept.ok) return kept
      const { lastFour } = kept.value
      const changed = await store.change(id, (setup, at) => ({
        ...setup,
        updatedAt: at,
        values: { ...setup.values, [name]: { kind: 'secret', lastFour, origin: 'typed', at } },
        journal: [...setup.journal, { at, kind: 'value', text: `${name} set` }],
      }))
      if (changed.ok) await dates.sawSecret(id, name, text)
      return changed
    },

    'setups.forgetSecret': async ({ id, name }) => {
      const forgotten = await vault.forget(secretName(id, name))
      return forgotten.ok ? store.edit(id, { do: 'clear-value', name }) : forgotten
    },

    'setups.duplicate': async ({ id }) => {
      const found = store.get(id)
      if (!found.ok) return found
      const copy = { ...withoutSecrets(found.value), name: `${found.value.name} (copy)`.slice(0, 200), journal: [] }
      return store.adopt(
        { ...copy, link: null, signIn: null, sightings: [], confirmations: [] },
        `Copied from ${found.value.name}`,
      )
    },

    'setups.remove': ({ id }) => store.remove(id),
    'setups.restore': ({ id }) => store.restore(id),

    'setups.export': async ({ id }, window) => {
      const found = store.get(id)
      if (!found.ok) return found
      const bundle: SetupBundle = {
        signpost: 'set-up',
        schema: 1,
        exportedAt: now(),
        setup: { ...withoutSecrets(found.value), link: null, signIn: null },
        notes: dates.notesOf(id),
      }
      return saveAs(
        window,
        `${fileName(found.value.name)}.signpost.json`,
        'json',
        `${JSON.stringify(bundle, null, 2)}\n`,
      )
    },

    'setups.import': async ({ ticket }) => {
      const file = files.path(ticket)
      if (!file.ok) return file
      const bundle = await readBundle(file.value.path, file.value.name)
      if (!bundle.ok) return bundle
      const { setup, notes = [] } = bundle.value
      if (!catalogEntry(setup.slug)) return failed(unknownRow(setup.slug))
      const adopted = await store.adopt(withoutSecrets(setup), `Imported from ${file.value.name}`)
      if (adopted.ok) await dates.takeNotes(adopted.value.id, notes)
      return adopted
    },
  }
}

/** Keeps when the secrets of set-ups end. */
export interface SetupDates {
  /** A secret was kept; it may say itself when it ends. */
  sawSecret(setupId: string, name: string, text: string): Promise<void>
  notesOf(setupId: string): Note[]
  takeNotes(setupId: string, notes: readonly Note[]): Promise<void>
}

type SetupReports = ReturnType<SetupStore['reports']>

function summarize(setup: Setup): SetupSummary {
  const { id, slug, name, organization, updatedAt } = setup
  const marks = Object.values(setup.steps)
  const blocked = marks.find((mark) => mark.kind === 'blocked')
  return {
    id,
    slug,
    name,
    organization,
    updatedAt,
    stepsDone: marks.filter((mark) => mark.kind !== 'blocked').length,
    blockedBy: blocked?.kind === 'blocked' ? blocked.by : null,
    state: setup.sightings.at(-1)?.state ?? null,
  }
}

function withoutSecrets(setup: Setup): Setup {
  return {
    ...setup,
    values: Object.fromEntries(Object.entries(setup.values).filter(([, value]) => value.kind === 'plain')),
  }
}

async function readBundle(path: string, name: string): Promise<Outcome<SetupBundle>> {
  try {
    if ((await stat(path)).size > largestBundle) return failed(notABundle(name, 'It is larger than any set-up.'))
    const judged = setupBundleSchema.safeParse(JSON.parse(await readFile(path, 'utf8')))
    if (judged.success) return succeeded(judged.data)
    const issue = judged.error.issues[0]
    return failed(notABundle(name, `${issue?.path.join('.') || 'The content'}: ${issue?.message ?? 'does not fit'}.`))
  } catch (error) {
    if (error instanceof SyntaxError) return failed(notABundle(name, 'It is not JSON.'))
    return failed(fileProblem(error, path, 'read'))
  }
}

const unknownRow = (slug: string): Problem => ({
  code: 'catalog.unknown',
  title: 'This integration is not in the catalog.',
  detail: `No row is called ${slug}.`,
  remedy: 'Choose one from the catalog, or update Signpost.',
})

const notABundle = (name: string, detail: string): Problem => ({
  code: 'setup.not-a-bundle',
  title: `${name} is not a set-up of Signpost.`,
  detail,
  remedy: 'Choose a file that was written by Export in Signpost.',
})
