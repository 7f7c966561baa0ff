import type { ReactNode } from 'react'
import { integrationOfType } from '../../../../../shared/guidance/workos/types'
import type { ListKind } from '../../../../../shared/workos'
import { Monogram } from '../../../../components/Monogram'
import { StateMark } from '../../../../components/StateMark'
import { StatusIcon } from '../../../../components/StatusIcon'
import { AgeMark } from './AgeMark'
import type { SortKey } from './arrange'
import type { Line } from './lines'
import styles from './table.module.css'

/** One column: its heading, its width as CSS writes a grid track, and what stands in it. */
export interface Column {
  key: string
  label: string
  width: string
  /** Left out where the list is narrower, in pixels. */
  from?: number
  /** The order a press on the heading makes. */
  sort?: SortKey
  show: (line: Line, grouped: boolean) => ReactNode
}

const name: Column = {
  key: 'name',
  label: 'Organization',
  width: 'minmax(0, 2.2fr)',
  sort: 'name',
  show: ({ name: own, organizationName, id }, grouped) => {
    const organization = organizationName ?? own
    // Below the heading of its organization a record goes by its own name.
    const title = grouped ? own : organization
    const besides = !grouped && own !== '' && own !== organization
    return (
      <>
        <span className={styles.name} title={title}>
          {title.trim() === '' ? <code>{id}</code> : title}
        </span>
        <span className={styles.sub} title={id}>
          {besides ? own : title.trim() !== '' && <code>{id}</code>}
        </span>
      </>
    )
  },
}

const provider: Column = {
  key: 'type',
  label: 'Provider',
  width: 'minmax(0, 1.5fr)',
  sort: 'type',
  show: ({ type, typeLabel }) => <Provider type={type ?? ''} label={typeLabel} />,
}

const state: Column = {
  key: 'state',
  label: 'State',
  width: '138px',
  sort: 'state',
  show: (line) => line.state && <StateMark of={line.state.of} state={line.state.word} />,
}

const domains: Column = {
  key: 'domains',
  label: 'Domains',
  from: 760,
  width: 'minmax(0, 1.4fr)',
  sort: 'domains',
  show: (line) => <Domains line={line} />,
}

const users: Column = {
  key: 'users',
  label: 'Users',
  width: '76px',
  sort: 'users',
  show: (line) =>
    line.users === null ? (
      <span className={styles.quiet}>not told</span>
    ) : (
      <span title={`${line.users.active} active, ${line.users.inactive} inactive`}>
        {number.format(line.users.active + line.users.inactive)}
      </span>
    ),
}

const created: Column = {
  key: 'created',
  label: 'Age',
  width: '72px',
  sort: 'created',
  show: ({ createdAt }) => <AgeMark since={createdAt} what="Created" />,
}

const updated: Column = {
  key: 'updated',
  label: 'Changed',
  from: 680,
  width: '86px',
  sort: 'updated',
  show: ({ updatedAt }) => <AgeMark since={updatedAt} what="Changed" />,
}

/** The columns of each list. */
export const columnsOf: Readonly<Record<ListKind, readonly Column[]>> = {
  connections: [name, provider, state, domains, created, updated],
  directories: [name, provider, state, users, created, updated],
  organizations: [name, domains, created, updated],
}

export const number = new Intl.NumberFormat('en-GB')

function Provider({ type, label }: { type: string; label: string }) {
  if (type === 'Pending') return <span className={styles.quiet}>not chosen yet</span>
  const row = integrationOfType(type)
  return (
    <>
      <Monogram name={row?.name ?? label} size="line" />
      <span className={styles.words} title={`${label} (${type})`}>
        <span className={styles.cut}>{row?.name ?? label}</span>
        {row && <span className={styles.sub}>{label.slice(row.name.length).trim() || row.type}</span>}
      </span>
    </>
  )
}

export function Domains({ line }: { line: Line }) {
  const [first, ...others] = line.domains
  if (first === undefined) return <span className={styles.quiet}>none</span>
  const standing = line.domainStanding
  const all = line.domains.map(({ domain, state: one }) => (one === null ? domain : `${domain} (${one})`)).join(', ')
  return (
    <span className={styles.domains} data-standing={standing} title={all}>
      {standing === 'unverified' && <StatusIcon status="warn" label="not all verified" />}
      {standing === 'verified' && <StatusIcon status="pass" label="verified" />}
      <span className={styles.cut}>{first.domain}</span>
      {others.length > 0 && <span className={styles.quiet}>+{others.length}</span>}
    </span>
  )
}
