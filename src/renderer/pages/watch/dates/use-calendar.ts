import { useAction } from '../../../bridge/use-action'
import { notify } from '../../../components/notices'

/** Saves a calendar file of the rows named, or of all that lie ahead. */
export function useCalendar(): { save: (rows: string[] | null) => Promise<void>; running: boolean } {
  const action = useAction('watch.saveCalendar')
  return {
    running: action.running,
    save: async (rows) => {
      const outcome = await action.run({ rows })
      if (!outcome.ok) return notify({ text: `${outcome.problem.title} ${outcome.problem.remedy}`, tone: 'fail' })
      const { saved, count } = outcome.value
      if (saved) notify({ text: count === 1 ? '1 date was saved.' : `${count} dates were saved.` })
    },
  }
}
