import { Button } from '@radix-ui/themes'
import { keep } from '../../../app/kept'
import { useAction } from '../../../bridge/use-action'
import { useCall } from '../../../bridge/use-call'
import { useEvent } from '../../../bridge/use-event'
import { Callout } from '../../../components/Callout'
import { When } from '../../../components/When'

/**
 * Rehearsals that were cut off, with the way to remove what they left. Nothing is removed without the person’s word.
 *
 * @param shown the endpoint whose rehearsal has ended in view, with what it left named there
 */
export function OpenRehearsals({ running, shown }: { running: boolean; shown: string | null }) {
  const { value, refresh } = useCall('rehearsals.list')
  useEvent('run.ended', refresh)
  const forget = useAction('rehearsals.forget')
  // The one that runs is open, too.
  if (running) return null
  return (value ?? [])
    .filter(({ url }) => url !== shown)
    .map(({ url, startedAt }) => (
      <Callout
        key={url}
        tone="warn"
        title="A rehearsal was cut off"
        actions={
          <>
            <Button
              size="1"
              variant="soft"
              onClick={() => {
                keep('scim.url', url)
                keep('scim.depth', 'clean-up')
              }}
            >
              Remove leftovers…
            </Button>
            <Button size="1" variant="soft" color="gray" onClick={() => void forget.run({ url })}>
              Nothing is left
            </Button>
          </>
        }
      >
        It began <When at={startedAt} /> at <code>{url}</code> and was not seen to clean up. A user whose name begins
        with “signpost-rehearsal-”, or a group “Signpost rehearsal”, may still be there.
      </Callout>
    ))
}
