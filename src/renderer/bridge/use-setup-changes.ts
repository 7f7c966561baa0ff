import { useQueryClient } from '@tanstack/react-query'
import { callKey } from './use-call'
import { useEvent } from './use-event'

/** Takes over every set-up that main changed, so that lists and open pages show it as it is now. */
export function useSetupChanges(): void {
  const client = useQueryClient()
  useEvent('setup.changed', ({ setup }) => {
    client.setQueryData(callKey('setups.get', { id: setup.id }), setup)
    void client.invalidateQueries({ queryKey: ['setups.list'] })
  })
}
