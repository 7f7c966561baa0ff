import { createContext, useContext } from 'react'
import type { Integration } from '../../../../shared/catalog/schema'
import type { Protocol } from '../../../../shared/catalog/terms'
import type { Watch } from '../../../../shared/contract'
import type { EnvironmentView } from '../../../../shared/environment'
import type { StateSubject } from '../../../../shared/guidance/workos/states'
import type { Outcome } from '../../../../shared/problem'
import type { Setup } from '../../../../shared/setup'
import type { SetupEdit } from '../../../../shared/setup-edit'

/** The set-up that is open, with what every part of its page needs. */
export interface OpenSetup {
  setup: Setup
  row: Integration
  protocol: Protocol
  /** Whether its state is that of a connection or of a directory. */
  subject: StateSubject
  environments: readonly EnvironmentView[]
  /** The environment it is tied to, when there still is one. */
  environment: EnvironmentView | null
  /** How the watch over its state is doing; `null` while nothing is tied. */
  watch: Watch | null
  edit: (edit: SetupEdit) => Promise<Outcome<Setup>>
}

export const SetupContext = createContext<OpenSetup | null>(null)

export function useOpenSetup(): OpenSetup {
  const open = useContext(SetupContext)
  if (!open) throw new Error('used outside a set-up')
  return open
}
