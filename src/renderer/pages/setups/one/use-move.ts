import type { ValueName } from '../../../../shared/catalog/values'
import { valueWord } from '../../../../shared/catalog/values'
import type { Outcome } from '../../../../shared/problem'
import type { Setup } from '../../../../shared/setup'
import { useAction } from '../../../bridge/use-action'
import { notify } from '../../../components/notices'
import { useOpenSetup } from './setup-context'

/** Puts a text into another field of the set-up: into the vault where that field is a secret one. */
export function useMove(): (to: ValueName, text: string) => Promise<Outcome<Setup>> {
  const { setup, edit } = useOpenSetup()
  const keep = useAction('setups.setSecret')
  return async (to, text) => {
    const { label, secret } = valueWord(to)
    const before = setup.values[to]
    const outcome = secret
      ? await keep.run({ id: setup.id, name: to, text })
      : await edit({ do: 'set-value', name: to, text, origin: 'typed' })
    if (!outcome.ok) {
      notify({ text: `${outcome.problem.title} ${outcome.problem.remedy}`, tone: 'fail' })
      return outcome
    }
    notify({
      text: `Moved to ${label}.`,
      action: secret
        ? undefined
        : {
            label: 'Undo',
            run: () =>
              void edit(
                before?.kind === 'plain'
                  ? { do: 'set-value', name: to, text: before.text, origin: before.origin }
                  : { do: 'clear-value', name: to },
              ),
          },
    })
    return outcome
  }
}
