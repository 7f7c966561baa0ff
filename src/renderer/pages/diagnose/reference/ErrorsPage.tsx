import { TextField } from '@radix-ui/themes'
import { Search, SearchX } from 'lucide-react'
import { useRef } from 'react'
import { Link } from 'wouter'
import { branchOf, causeOf } from '../../../../shared/guidance/causes/causes'
import { type ErrorReferenceRow, searchErrorReference } from '../../../../shared/guidance/error-reference'
import { searchErrors } from '../../../../shared/guidance/errors/dictionary'
import type { ErrorEntry } from '../../../../shared/guidance/errors/entry'
import type { CauseId } from '../../../../shared/verdict'
import { useKept } from '../../../app/kept'
import { usePageFilter } from '../../../app/page-filter'
import { EmptyState } from '../../../components/EmptyState'
import { ownerNames } from '../../../components/FindingCard'
import { MenuPath } from '../../../components/MenuPath'
import { Page } from '../../../components/Page'
import { SourceLink } from '../../../components/SourceLink'
import { Tag } from '../../../components/Tag'
import { casePath, ownCase, replaceCase } from '../use-case'
import styles from './reference.module.css'

const mostEntries = 40

/** The errors people meet, searchable, and where in the tree they lead; with it the codes of WorkOS and the providers. */
export function ErrorsPage() {
  const [text, setText] = useKept('diagnose.errors.text', '')
  const input = useRef<HTMLInputElement>(null)
  usePageFilter(input)
  const rows = searchErrorReference(text)
  const entries = text.trim() === '' ? [] : searchErrors(text)
  return (
    <Page
      title="Error reference"
      lead="What an error means, where it comes from, and what to do first. Works without Internet."
      back={{ to: '/diagnose', label: 'Diagnose' }}
      toolbar={
        <TextField.Root
          ref={input}
          className={styles.search}
          value={text}
          maxLength={20_000}
          placeholder="Search: MSIS3200, 50011, “audience mismatch”, redirect_uri_mismatch…"
          aria-label="Search the errors"
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        >
          <TextField.Slot>
            <Search aria-hidden size={14} />
          </TextField.Slot>
        </TextField.Root>
      }
    >
      <p className="visually-hidden" role="status">
        {text.trim() === '' ? '' : `${rows.length + entries.length} found`}
      </p>
      <div className={styles.results}>
        {entries.length > 0 && (
          <section className={styles.section} aria-label="Codes and messages">
            <h2 className={styles.title}>Codes and messages</h2>
            {entries.slice(0, mostEntries).map((entry) => (
              <EntryCard key={`${entry.product} ${entry.code}`} entry={entry} />
            ))}
            {entries.length > mostEntries && (
              <p className={styles.quiet}>{entries.length - mostEntries} more fit. Type more of the text.</p>
            )}
          </section>
        )}
        {rows.length > 0 && (
          <section className={styles.section} aria-label="Errors by what people see">
            <h2 className={styles.title}>By what people see</h2>
            {rows.map((row) => (
              <RowCard key={row.id} row={row} />
            ))}
          </section>
        )}
        {rows.length === 0 && entries.length === 0 && (
          <EmptyState
            Icon={SearchX}
            title={`Nothing is known as “${text.trim().slice(0, 80)}”`}
            actions={
              <Link to={`${casePath(ownCase)}/inputs`} onClick={() => replaceCase(ownCase, { symptom: text })}>
                Diagnose with this text
              </Link>
            }
          >
            <p>
              Try the code alone, or fewer words. A diagnosis does not depend on it: it looks at what is really there.
            </p>
          </EmptyState>
        )}
      </div>
    </Page>
  )
}

function RowCard({ row: { title, alsoCalled, seen, meaning, first, causes } }: { row: ErrorReferenceRow }) {
  const branchTitle = branchOf(causes[0]).title
  return (
    <article className={styles.entry} aria-label={title}>
      <header className={styles.entryHead}>
        <h3 className={styles.entryTitle}>{title}</h3>
        {branchTitle !== title && <Tag>{branchTitle}</Tag>}
      </header>
      <p>{meaning}</p>
      <dl className={styles.facts}>
        <dt>First</dt>
        <dd>{first}</dd>
        <dt>Seen</dt>
        <dd>{seen}</dd>
        <dt>Also called</dt>
        <dd className={styles.quiet}>{alsoCalled.join(' · ')}</dd>
        <Causes causes={causes} />
      </dl>
    </article>
  )
}

function EntryCard({ entry }: { entry: ErrorEntry }) {
  const { product, code, alsoSeenAs, seen, meaning, causes, fix, where, owner, source } = entry
  return (
    <article className={styles.entry} aria-label={`${product}: ${code}`}>
      <header className={styles.entryHead}>
        <h3 className={styles.entryTitle}>
          <code>{code}</code>
        </h3>
        <Tag>{product}</Tag>
      </header>
      <p>{meaning}</p>
      <dl className={styles.facts}>
        <dt>{ownerNames[owner]}</dt>
        <dd>
          {fix}
          {where && (
            <span className={styles.where}>
              <MenuPath path={where} />
            </span>
          )}
        </dd>
        <dt>Seen</dt>
        <dd>{seen}</dd>
        {alsoSeenAs.length > 0 && (
          <>
            <dt>Also seen as</dt>
            <dd className={styles.quiet}>{alsoSeenAs.join(' · ')}</dd>
          </>
        )}
        <Causes causes={causes} />
      </dl>
      <SourceLink url={source} />
    </article>
  )
}

function Causes({ causes }: { causes: readonly CauseId[] }) {
  if (causes.length === 0) return null
  return (
    <>
      <dt>Comes from</dt>
      <dd>
        <ul className={styles.causes}>
          {causes.map((cause) => (
            <li key={cause}>
              <Link to={`/diagnose/causes/${cause}`}>{causeOf(cause).title}</Link>
            </li>
          ))}
        </ul>
      </dd>
    </>
  )
}
