import { useQueryClient } from '@tanstack/react-query'
import { callKey } from './use-call'
import { useEvent } from './use-event'

/** Takes over every set-up that main changed, and asks Watch anew, so that lists and open pages show all as it is now. */
export function useSetupChanges(): void {
  const client = useQueryClient()
  useEvent('setup.changed', ({ setup }) => {
    client.setQueryData(callKey('setups.get', { id: setup.id }), setup)
    void client.invalidateQueries({ queryKey: ['setups.list'] })
  })
  useEvent('watch.overviewChanged', () => void client.invalidateQueries({ queryKey: ['watch.overview'] }))
}
