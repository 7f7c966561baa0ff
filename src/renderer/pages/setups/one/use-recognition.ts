import { useMemo } from 'react'
import type { ValueName } from '../../../../shared/catalog/values'
import { type Recognition, recognise } from '../../../../shared/guidance/recognise/recognise'
import { plainValues } from '../../../../shared/guidance/setup-steps'
import { useOpenSetup } from './setup-context'

/** Judges texts for a field of the open set-up. */
export function useJudge(slot: ValueName): (text: string) => Recognition {
  const { setup, row, environment } = useOpenSetup()
  return useMemo(() => {
    const values = plainValues(setup)
    return (text) => recognise(text, { row, slot, values, environment: environment?.kind ?? null })
  }, [setup, row, environment, slot])
}
