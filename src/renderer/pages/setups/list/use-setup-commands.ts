import { useLocation } from 'wouter'
import type { Problem } from '../../../../shared/problem'
import { useAction } from '../../../bridge/use-action'
import { notify } from '../../../components/notices'

type Named = { id: string; name: string }

const say = (problem: Problem) => notify({ text: `${problem.title} ${problem.remedy}`, tone: 'fail' })

/** What can be done with a set-up as a whole. Deleting can be undone from the notice it leaves. */
export function useSetupCommands() {
  const [, go] = useLocation()
  const copy = useAction('setups.duplicate')
  const remove = useAction('setups.remove')
  const restore = useAction('setups.restore')
  const save = useAction('setups.export')

  return {
    duplicate: async ({ id }: Named) => {
      const outcome = await copy.run({ id })
      if (!outcome.ok) return say(outcome.problem)
      notify({
        text: `Copied as “${outcome.value.name}”, without secrets and without the tie to WorkOS.`,
        action: { label: 'Open', run: () => go(`/setups/${outcome.value.id}`) },
      })
    },
    remove: async ({ id, name }: Named) => {
      const outcome = await remove.run({ id })
      if (!outcome.ok) return say(outcome.problem)
      notify({
        text: `“${name}” was deleted.`,
        action: {
          label: 'Undo',
          run: async () => {
            const back = await restore.run({ id })
            if (!back.ok) say(back.problem)
          },
        },
      })
    },
    export: async ({ id, name }: Named) => {
      const outcome = await save.run({ id })
      if (!outcome.ok) return say(outcome.problem)
      if (outcome.value.saved) notify({ text: `“${name}” was exported, without secrets.` })
    },
  }
}
