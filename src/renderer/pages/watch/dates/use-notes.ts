import { type NoteDraft, notedKinds } from '../../../../shared/watch/note'
import type { WatchRow } from '../../../../shared/watch/overview'
import { useAction } from '../../../bridge/use-action'
import { notify } from '../../../components/notices'

/** Removes a note; the notice that it leaves brings it back. */
export function useNotes(): { remove: (row: WatchRow) => Promise<void> } {
  const removal = useAction('watch.removeNote')
  const noting = useAction('watch.note')
  return {
    remove: async (row) => {
      if (row.noteId === null) return
      const before = draftOf(row)
      const outcome = await removal.run({ id: row.noteId })
      if (!outcome.ok) return notify({ text: `${outcome.problem.title} ${outcome.problem.remedy}`, tone: 'fail' })
      notify({
        text: 'The note was removed.',
        ...(before === null ? {} : { action: { label: 'Undo', run: () => void noting.run(before) } }),
      })
    },
  }
}

/** What was noted of a row, to note it again; null where nothing is. */
function draftOf({ noteId, kind, what, setup, value, end }: WatchRow): NoteDraft | null {
  const noted = notedKinds.find((one) => one === kind)
  if (noteId === null || noted === undefined || end.kind === 'unknown') return null
  return { id: noteId, kind: noted, label: what.slice(0, 200), setupId: setup?.id ?? null, value, end }
}
