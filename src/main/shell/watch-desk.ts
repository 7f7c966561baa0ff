import { randomUUID } from 'node:crypto'
import { isValueName, valueWord } from '../../shared/catalog/values'
import { entryOf } from '../../shared/entry-of'
import type { Outcome } from '../../shared/problem'
import type { ClockSource } from '../../shared/runs/clock'
import type { RunInput, RunKind, RunResult } from '../../shared/runs/table'
import type { Setup } from '../../shared/setup'
import type { Renewal, SeenCertificate, WatchBook } from '../../shared/watch/book'
import { endingSecrets } from '../../shared/watch/ending-secrets'
import type { Note, NoteDraft } from '../../shared/watch/note'
import type { MetadataStanding, Swept, WatchOverview } from '../../shared/watch/overview'
import { metadataAddress } from '../watch/addresses'
import {
  withClocks,
  withHeld,
  withMetadata,
  withNote,
  withoutGone,
  withoutNote,
  withRenewals,
  withServer,
  withSwept,
} from '../watch/keep'
import { renewalsIn } from '../watch/renewals'
import type { MetadataSeen, Watched } from '../watch/watched'
import type { SetupDates } from './handlers/setups'
import type { RunKeeper } from './run-desk'
import type { SetupStore } from './store/setups'
import type { WatchBookStore } from './store/watch-book'

/** Keeps what Watch sees, and puts together what its page shows. */
export class WatchDesk implements Watched, SetupDates {
  private scheduled: WatchOverview['schedule'] = { phase: 'off', nextAt: null }

  constructor(
    private readonly store: SetupStore,
    private readonly kept: WatchBookStore,
    private readonly clock: () => Date,
    private readonly changed: () => void,
    private readonly showsNotifications: () => boolean,
  ) {}

  setups(): readonly Setup[] {
    return this.store.all()
  }

  book(): WatchBook {
    return this.kept.get()
  }

  /** Everything, judged now. What judges is read when it is first asked, so that the window does not wait for it. */
  async overview(): Promise<WatchOverview> {
    const { watchOverview } = await import('../watch/overview')
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    return watchOverview(this.setups(), this.book(), this.clock().getTime(), zone, {
      schedule: this.scheduled,
      notifications: this.showsNotifications(),
      problem: this.kept.refused,
    })
  }

  schedule(schedule: WatchOverview['schedule']): void {
    this.scheduled = schedule
    this.changed()
  }

  async sawMetadata(setupId: string, url: string, look: MetadataSeen): Promise<MetadataStanding | null> {
    const before = await this.standing(setupId, url)
    if (before === null) return null
    if ('seen' in look) await this.takeAsGood(setupId, look.seen)
    this.kept.see((book) => withMetadata(withoutGone(book, this.setups()), setupId, url, look, this.at()))
    const after = await this.standing(setupId, url)
    if (after?.state === 'changed' && said(after) !== said(before)) {
      await this.store.edit(setupId, {
        do: 'record-check',
        text: `The metadata changed. ${said(after)}`.slice(0, 2000),
      })
    }
    return after
  }

  /** What was read first is the good state. Where that has no addresses yet, they are taken from what was read now. */
  private async takeAsGood(setupId: string, seen: Extract<MetadataSeen, { seen: unknown }>['seen']): Promise<void> {
    const found = this.store.get(setupId)
    if (!found.ok) return
    const { metadata } = found.value
    if (metadata === null) await this.store.edit(setupId, { do: 'sight-metadata', metadata: seen })
    else if (metadata.sso === undefined) {
      await this.store.change(setupId, (setup) => ({ ...setup, metadata: { ...metadata, sso: seen.sso } }))
    }
  }

  private async standing(setupId: string, url: string): Promise<MetadataStanding | null> {
    const { metadataStanding } = await import('../watch/drift')
    const found = this.store.get(setupId)
    return found.ok ? metadataStanding(found.value, url, this.book().metadata[setupId]) : null
  }

  /** Takes what was read last as the new good state. */
  async acceptMetadata(setupId: string): Promise<Outcome<void>> {
    const found = this.store.get(setupId)
    if (!found.ok) return found
    const look = this.book().metadata[setupId]
    if (!look?.seen || look.url !== metadataAddress(found.value)) return { ok: true, value: undefined }
    const { at: _, ...metadata } = look.seen
    const edited = await this.store.edit(setupId, { do: 'sight-metadata', metadata })
    if (!edited.ok) return edited
    return this.kept.change((book) => withMetadata(book, setupId, look.url, { seen: metadata }, this.at()))
  }

  async sawState(setupId: string, of: 'connection' | 'directory', state: string): Promise<void> {
    await this.store.edit(setupId, { do: 'sight', sighting: { of, state } })
  }

  async sawHeld(connectionId: string, certificates: readonly SeenCertificate[]): Promise<void> {
    this.kept.see((book) => withHeld(book, connectionId, certificates, this.at()))
  }

  async sawRenewals(connectionId: string, renewals: readonly Renewal[]): Promise<void> {
    this.kept.see((book) => withRenewals(book, connectionId, renewals, this.at()))
  }

  async sawServer(origin: string, certificate: SeenCertificate): Promise<void> {
    this.kept.see((book) => withServer(book, origin, certificate, this.at()))
  }

  async sawClocks(sources: readonly ClockSource[]): Promise<void> {
    this.kept.see((book) => withClocks(book, sources, this.at()))
  }

  async swept(swept: Swept): Promise<void> {
    this.kept.see((book) => withSwept(book, swept))
  }

  note(draft: NoteDraft, by: Note['by']): Promise<Outcome<void>> {
    return this.kept.change((book) => withNote(book, draft, by, randomUUID(), this.at()))
  }

  removeNote(id: string): Promise<Outcome<void>> {
    return this.kept.change((book) => withoutNote(book, id))
  }

  notesOf(setupId: string): Note[] {
    return this.book().notes.filter((note) => note.setupId === setupId)
  }

  /** Takes in what was noted of a set-up on another machine. */
  async takeNotes(setupId: string, notes: readonly Note[]): Promise<void> {
    for (const { kind, label, value, end, by } of notes) {
      await this.note({ id: null, kind, label, setupId, value, end }, by)
    }
  }

  /** Notes the end of a secret that says so itself, such as a client secret for Apple. Keeps nothing else of it. */
  async sawSecret(setupId: string, value: string, text: string): Promise<void> {
    if (!/^\s*eyJ/.test(text)) return
    const { readAppleSecret } = await import('../oauth/client-secret')
    const endsAt = readAppleSecret(text.trim())?.expiresAt ?? null
    if (endsAt !== null) await this.noteSecretEnd(setupId, value, endsAt)
  }

  private async noteSecretEnd(setupId: string, value: string, endsAt: string): Promise<void> {
    const kind = entryOf(endingSecrets, value)
    if (kind === undefined) return
    const label = isValueName(value) ? valueWord(value).label : value
    await this.note({ id: null, kind, label, setupId, value, end: { kind: 'instant', at: endsAt } }, 'secret')
  }

  private at(): string {
    return this.clock().toISOString()
  }

  /** What runs of the workbench and of set-ups tell by the way is kept, too. */
  readonly keepers: { readonly [K in RunKind]?: (runId: string, input: RunInput<K>) => RunKeeper } = {
    'clock.check': () => atEnd<'clock.check'>(({ sources }) => this.sawClocks(sources)),
    'network.reach': () =>
      atEnd<'network.reach'>(async ({ url, chain: [leaf] }) => {
        if (leaf && URL.canParse(url)) await this.sawServer(new URL(url).origin, leaf)
      }),
    'workos.check': () =>
      atEnd<'workos.check'>(async ({ connections: [connection], certificates, events, eventsRead }) => {
        if (!connection) return
        if (eventsRead !== null) await this.sawRenewals(connection.id, renewalsIn(events))
        if (certificates === null) return
        await this.sawHeld(
          connection.id,
          certificates.flatMap(({ certificate }) => certificate ?? []),
        )
      }),
    'oauth.check': (_, { clientSecret }) =>
      atEnd<'oauth.check'>(async ({ secretEndsAt }) => {
        if (secretEndsAt === null || clientSecret?.kind !== 'setup') return
        await this.noteSecretEnd(clientSecret.setupId, clientSecret.name, secretEndsAt)
      }),
  }
}

/** Hears nothing of a run but its result. */
function atEnd<K extends RunKind>(take: (result: RunResult<K>) => Promise<void>): RunKeeper {
  return {
    found: async () => {},
    stands: async () => {},
    ended: async (how, result) => {
      // The desk has judged the result by the schema of its kind.
      if (how === 'done') await take(result as RunResult<K>)
    },
  }
}

const said = ({ findings }: MetadataStanding) => findings.map(({ summary }) => summary).join(' ')
