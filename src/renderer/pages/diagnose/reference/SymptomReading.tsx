import { Link } from 'wouter'
import { causeOf } from '../../../../shared/guidance/causes/causes'
import { errorsIn } from '../../../../shared/guidance/errors/dictionary'
import { readSymptom } from '../../../../shared/guidance/symptoms/symptoms'
import type { CauseId } from '../../../../shared/verdict'
import styles from './reference.module.css'

const most = 3

interface Read {
  title: string
  meaning: string
  causes: readonly CauseId[]
  note?: string
}

/** What an error text or a description is known as, and where in the tree it points. Nothing for a text that says nothing. */
export function SymptomReading({ text }: { text: string }) {
  const read = readText(text)
  if (read.length === 0) return null
  return (
    <ul className={styles.reading} aria-label="What this is known as">
      {read.map(({ title, meaning, causes, note }) => (
        <li key={`${title} ${meaning}`}>
          <strong>{title}</strong> {meaning}
          {note && <> {note}</>}
          {causes.length > 0 && (
            <>
              {' '}
              Points to{' '}
              {causes.map((cause, index) => (
                <span key={cause}>
                  {index > 0 && ', '}
                  <Link to={`/diagnose/causes/${cause}`}>{causeOf(cause).title}</Link>
                </span>
              ))}
              .
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

function readText(text: string): Read[] {
  if (text.trim().length < 3) return []
  const known = errorsIn(text).slice(0, most)
  if (known.length > 0)
    return known.map(({ product, code, meaning, causes }) => ({ title: `${product}: ${code}.`, meaning, causes }))
  return readSymptom(text)
    .rows.slice(0, most)
    .map(({ title, meaning, causes, note }) => ({ title: `${title}.`, meaning, causes, note }))
}
