import { call, listen } from './bridge'
import { TextCarrier } from './held-texts'
import { queryClient } from './query-client'
import { RunStore } from './run-store'
import { unexpected } from './unexpected'

const texts = new TextCarrier({
  hold: (ticket, piece) => call('texts.hold', { ticket, piece }),
  forget: (ticket) => void call('texts.forget', { ticket }),
})

/** The runs of this window. */
export const runs = new RunStore({
  start: async (kind, input, isWanted) => {
    try {
      const light = await texts.carry(input, isWanted)
      return light.ok ? await call('runs.start', { kind, input: light.value }) : light
    } catch (error) {
      return unexpected(error)
    }
  },
  cancel: (runId) => void call('runs.cancel', { runId }),
})

listen('run.findings', (payload) => runs.found(payload))
listen('run.progress', (payload) => runs.progressed(payload))
listen('run.text', (payload) => runs.told(payload))
listen('run.ended', (payload) => {
  runs.ended(payload)
  // A diagnosis is kept by the time it has ended.
  void queryClient.invalidateQueries({ queryKey: ['diagnoses.list'] })
})
