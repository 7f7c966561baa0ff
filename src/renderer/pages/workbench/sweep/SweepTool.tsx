import { Button, SegmentedControl, TextField } from '@radix-ui/themes'
import { Download, Search } from 'lucide-react'
import { useMemo, useRef } from 'react'
import type { SweptAddress } from '../../../../shared/runs/network'
import { useKept } from '../../../app/kept'
import { usePageFilter } from '../../../app/page-filter'
import { useAction } from '../../../bridge/use-action'
import { useRun } from '../../../bridge/use-run'
import { CopyButton } from '../../../components/CopyButton'
import { notify } from '../../../components/notices'
import { Page } from '../../../components/Page'
import { RunSection } from '../../../components/RunSection'
import { Select } from '../../../components/Select'
import { UseInDiagnosis } from '../../diagnose/UseInDiagnosis'
import type { Typed } from '../../diagnose/use-case'
import { sweptCsv } from './csv'
import { kinds, type Order, rowsOf, type Shown, shownRows } from './rows'
import { SweepForm } from './SweepForm'
import { SweepRows } from './SweepRows'
import styles from './sweep.module.css'

/** Looks at many addresses at once, politely, and shows each as it is done. */
export function SweepTool() {
  const run = useRun('network.sweep', 'workbench.sweep')
  const [total, setTotal] = useKept('sweep.total', 0)
  const [urls, setUrls] = useKept<readonly string[]>('sweep.urls', [])
  const rows = useMemo(() => rowsOf(run.findings), [run.findings])

  const sweep = (list: readonly string[]) => {
    setUrls(list)
    setTotal(list.length)
    run.start({ urls: [...list] })
  }

  return (
    <Page
      title="Many addresses"
      lead="The metadata of all customers in one go: up to 64 hosts side by side, never more than two requests to one of them."
      back={{ to: '/workbench', label: 'Workbench' }}
      wide
    >
      <div className={styles.tool}>
        <SweepForm running={run.phase === 'running'} onSweep={sweep} />
        <RunSection
          run={run}
          title={total === 1 ? '1 address' : `${total.toLocaleString('en')} addresses`}
          working={`${rows.length} of ${total} done`}
          done={total === 0 ? 0 : rows.length / total}
          onRetry={() => sweep(urls)}
        >
          <Swept rows={rows} running={run.phase === 'running'} />
        </RunSection>
      </div>
    </Page>
  )
}

function Swept({ rows, running }: { rows: readonly SweptAddress[]; running: boolean }) {
  const [shown, setShown] = useKept<Shown>('sweep.shown', 'all')
  const [order, setOrder] = useKept<Order>('sweep.order', 'arrival')
  const [text, setText] = useKept('sweep.filter', '')
  const filter = useRef<HTMLInputElement>(null)
  usePageFilter(filter)
  const kept = useMemo(() => shownRows(rows, shown, text, order), [rows, shown, text, order])
  if (rows.length === 0) return null

  return (
    <div className={styles.swept}>
      <div className={styles.bar}>
        <SegmentedControl.Root
          value={shown}
          aria-label="Which rows are shown"
          onValueChange={(value) =>
            setShown(value === 'failing' || value === 'warnings' || value === 'good' ? value : 'all')
          }
        >
          <SegmentedControl.Item value="all">All {rows.length}</SegmentedControl.Item>
          <SegmentedControl.Item value="failing">Failing {rows.filter(kinds.failing).length}</SegmentedControl.Item>
          <SegmentedControl.Item value="warnings">Warnings {rows.filter(kinds.warnings).length}</SegmentedControl.Item>
          <SegmentedControl.Item value="good">Good {rows.filter(kinds.good).length}</SegmentedControl.Item>
        </SegmentedControl.Root>
        <TextField.Root
          ref={filter}
          className={styles.filter}
          value={text}
          placeholder="Filter"
          aria-label="Filter the rows"
          onChange={(event) => setText(event.target.value)}
        >
          <TextField.Slot>
            <Search aria-hidden size={14} />
          </TextField.Slot>
        </TextField.Root>
        <span className={styles.order}>
          <Select
            value={order}
            aria-label="Order of the rows"
            onChange={(event) => setOrder(orders.find(([id]) => id === event.target.value)?.[0] ?? 'arrival')}
          >
            {orders.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </span>
        {!running && <Export rows={kept} />}
        {!running && <InDiagnosis rows={kept} />}
      </div>
      {kept.length === 0 ? <p className={styles.none}>No row is like that.</p> : <SweepRows rows={kept} />}
    </div>
  )
}

/** How many addresses a diagnosis looks at besides the metadata. */
const mostUrls = 8

/** The rows that are shown, the failing ones first, as addresses of a diagnosis; a single one as its metadata. */
function InDiagnosis({ rows }: { rows: readonly SweptAddress[] }) {
  const [first, ...more] = shownRows(rows, 'all', '', 'worst').slice(0, mostUrls)
  const part: Typed =
    first && more.length === 0
      ? { metadata: { kind: 'url', url: first.url } }
      : { urls: [first, ...more].flatMap((row) => row?.url ?? []).join('\n') }
  return <UseInDiagnosis part={part} disabled={first === undefined} />
}

/** The rows that are shown, as a table for elsewhere. */
function Export({ rows }: { rows: readonly SweptAddress[] }) {
  const save = useAction('files.save')
  const text = useMemo(() => sweptCsv(rows), [rows])
  const saveAs = async () => {
    const saved = await save.run({ title: 'addresses', extension: 'csv', text })
    if (saved.ok && saved.value.saved)
      notify({ text: rows.length === 1 ? '1 row was saved.' : `${rows.length} rows were saved.` })
    if (!saved.ok) notify({ text: `${saved.problem.title} ${saved.problem.remedy}`, tone: 'fail' })
  }
  return (
    <span className={styles.export}>
      <CopyButton text={text} what="as CSV" named />
      <Button variant="soft" color="gray" onClick={saveAs} disabled={rows.length === 0 || save.running}>
        <Download aria-hidden size={14} />
        Save as CSV
      </Button>
    </span>
  )
}

const orders: ReadonlyArray<readonly [Order, string]> = [
  ['arrival', 'As they came'],
  ['list', 'As in the list'],
  ['worst', 'Worst first'],
  ['expiry', 'Certificate ends first'],
  ['slowest', 'Slowest first'],
]
