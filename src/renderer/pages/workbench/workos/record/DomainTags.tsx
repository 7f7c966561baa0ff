import { entryOf } from '../../../../../shared/entry-of'
import { domainStates } from '../../../../../shared/guidance/workos/domains'
import type { OrganizationDomain } from '../../../../../shared/workos'
import { StatusMark } from '../../../../components/StatusMark'

/** The state of a domain as WorkOS has it. */
export function DomainState({ state }: { state: string }) {
  const known = entryOf(domainStates, state)
  return <StatusMark status={known?.status ?? 'info'} word={known?.label ?? state} />
}

/** The domains of an organization in short, each with its state. */
export function DomainTags({ domains }: { domains: readonly OrganizationDomain[] }) {
  if (domains.length === 0) return <span>none</span>
  return domains.map(({ id, domain, state }) => (
    <span key={id}>
      {domain} <DomainState state={state} />
    </span>
  ))
}
