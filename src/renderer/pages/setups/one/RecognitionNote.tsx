import { Button } from '@radix-ui/themes'
import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import type { ValueName } from '../../../../shared/catalog/values'
import { compareValues } from '../../../../shared/compare'
import type { Note } from '../../../../shared/guidance/recognise/against'
import type { Recognition } from '../../../../shared/guidance/recognise/recognise'
import { Callout } from '../../../components/Callout'
import { CompareTable } from '../../../components/CompareTable'
import { MenuPath } from '../../../components/MenuPath'
import { visibleParts } from '../../../components/visible-text'
import { useOpenSetup } from './setup-context'
import styles from './values.module.css'

/** What was recognised in a box, and what can be done about it with one press. */
export function RecognitionNote({
  seen,
  pasted,
  onUse,
  onMove,
  onEmpty,
}: {
  seen: Recognition
  pasted: string
  /** Left out where the box takes the cleaned value itself. */
  onUse?: (text: string) => void
  onMove: (to: ValueName) => void
  onEmpty: () => void
}) {
  const { verdict } = seen
  return (
    <div className={styles.recognition} role="status">
      {verdict.as === 'fits' && (
        <p className={styles.fits}>
          <CircleCheck aria-hidden size={14} />
          {seen.summary}
        </p>
      )}
      {verdict.as === 'cleaned' && (
        <Callout
          tone="warn"
          title={seen.summary}
          actions={
            onUse && (
              <Button size="1" onClick={() => onUse(seen.value)}>
                Use the cleaned value
              </Button>
            )
          }
        >
          {seen.value.length <= 2000 && !seen.sensitive && pasted.length <= 2000 && (
            <code className={styles.cleaned}>{seen.value}</code>
          )}
        </Callout>
      )}
      {verdict.as === 'elsewhere' && <Elsewhere seen={seen} to={verdict.to} onMove={onMove} />}
      {verdict.as === 'refused' && (
        <Callout
          tone="fail"
          title={seen.summary}
          actions={
            pasted !== '' && (
              <Button size="1" variant="soft" color="gray" onClick={onEmpty}>
                Empty the box
              </Button>
            )
          }
        >
          <p>{verdict.why}</p>
          <p>{verdict.remedy}</p>
          {pasted.length <= 300 && !seen.sensitive && hasUnseen(pasted) && <Unseen text={pasted} />}
        </Callout>
      )}
      {seen.notes.map((note) => (
        <NoteLine key={note.text} note={note} />
      ))}
    </div>
  )
}

function Elsewhere({
  seen,
  to,
  onMove,
}: {
  seen: Recognition
  to: Extract<Recognition['verdict'], { as: 'elsewhere' }>['to']
  onMove: (to: ValueName) => void
}) {
  const { setup } = useOpenSetup()
  const first = to[0]
  if (!first) return <Callout tone="fail" title={seen.summary} />
  const there = setup.values[first.name]
  const differs = there?.kind === 'plain' && there.text !== seen.value ? there.text : null
  return (
    <Callout
      tone="warn"
      title={seen.summary}
      actions={
        <Button size="1" onClick={() => onMove(first.name)}>
          {there === undefined ? `Move it to ${first.label}` : `Replace ${first.label} with it`}
        </Button>
      }
    >
      {to.map(({ field, where }) => (
        <p key={`${field} ${where}`} className={styles.destination}>
          <strong>{field}</strong>
          <span className={styles.where}>
            <MenuPath path={where} />
          </span>
        </p>
      ))}
      {differs !== null && (
        <CompareTable
          comparison={compareValues(
            first.label,
            { value: differs, from: `in ${first.label} now` },
            { value: seen.value, from: 'pasted here' },
          )}
        />
      )}
      {there?.kind === 'secret' && (
        <p>
          {first.label} holds one already, which ends in {there.lastFour}.
        </p>
      )}
    </Callout>
  )
}

function NoteLine({ note }: { note: Note }) {
  if (note.compared) {
    return (
      <Callout tone="warn" title={note.text}>
        <CompareTable comparison={note.compared} />
      </Callout>
    )
  }
  const Icon = note.tone === 'warn' ? CircleAlert : Info
  return (
    <p className={styles.note} data-tone={note.tone}>
      <Icon aria-hidden size={14} />
      <span>
        <span className="visually-hidden">{note.tone === 'warn' ? 'Warning: ' : 'Note: '}</span>
        {note.text}
      </span>
    </p>
  )
}

const hasUnseen = (text: string) => visibleParts(text, null).some((part) => part.kind === 'sign')

/** The text with its invisible characters made visible. */
function Unseen({ text }: { text: string }) {
  return (
    <code className={styles.cleaned}>
      {visibleParts(text, null).map((part) =>
        part.kind === 'plain' ? (
          part.text
        ) : (
          <mark key={part.start} title={part.name} className={styles.unseen}>
            {part.text}
          </mark>
        ),
      )}
    </code>
  )
}
