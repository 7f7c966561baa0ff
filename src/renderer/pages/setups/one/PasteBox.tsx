import { Button } from '@radix-ui/themes'
import { Check, CircleX, LoaderCircle } from 'lucide-react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { longestValue, type Recognition } from '../../../../shared/guidance/recognise/recognise'
import type { StepValue } from '../../../../shared/guidance/setup-steps'
import { CopyButton } from '../../../components/CopyButton'
import { ProblemNote } from '../../../components/ProblemNote'
import { RecognitionNote } from './RecognitionNote'
import { useOpenSetup } from './setup-context'
import { type Draft, useDraft } from './use-draft'
import { useMove } from './use-move'
import { useJudge } from './use-recognition'
import styles from './values.module.css'

/** Documents are typed over several lines; everything else is one value on one line, however it wraps. */
const documents: ReadonlySet<string> = new Set(['pem', 'xml', 'file'])

/** The box of a value: judges what is pasted on the spot, saves by itself and never loses what was typed. */
export function PasteBox({ value }: { value: StepValue }) {
  const { setup } = useOpenSetup()
  const { name, word } = value
  const id = useId()
  const saved = value.value?.kind === 'plain' ? value.value.text : ''
  const draft = useDraft(setup.id, name, saved)
  const judge = useJudge(name)
  const move = useMove()
  const [refused, setRefused] = useState<Recognition | null>(null)
  const isDocument = documents.has(word.kind)
  const judged = useMemo(() => judge(draft.text), [judge, draft.text])
  const seen = refused ?? judged

  const foot = useRef<HTMLDivElement>(null)
  const as = seen.verdict.as

  // What needs an answer is brought into sight, should it have come up below the edge.
  useEffect(() => {
    if (as === 'cleaned' || as === 'elsewhere' || as === 'refused') foot.current?.scrollIntoView({ block: 'nearest' })
  }, [as])

  const put = (text: string) => {
    setRefused(null)
    draft.type(text, !judge(text).sensitive)
  }

  const paste = (event: React.ClipboardEvent<HTMLTextAreaElement>) => {
    const text = event.clipboardData.getData('text/plain')
    if (text.length > longestValue) {
      event.preventDefault()
      setRefused(judge(text))
      return
    }
    if (text === '' && [...event.clipboardData.items].some(({ type }) => type.startsWith('image/'))) {
      event.preventDefault()
      setRefused(judge('data:image/png;base64,'))
      return
    }
  }

  const empty = () => {
    setRefused(null)
    if (refused !== null) return
    if (draft.phase === 'held') draft.drop()
    else draft.type('', true)
  }

  return (
    <div className={styles.box}>
      <label htmlFor={id} className="visually-hidden">
        {word.label}
      </label>
      <div className={styles.boxFrame} data-verdict={seen.verdict.as} data-phase={draft.phase}>
        <textarea
          id={id}
          className={styles.input}
          data-document={isDocument}
          data-value={name}
          rows={isDocument ? 4 : 1}
          value={draft.text}
          placeholder={value.placeholder === '' ? 'Paste it here' : value.placeholder}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={`${id}-note`}
          aria-invalid={seen.verdict.as === 'refused' || seen.verdict.as === 'elsewhere' ? true : undefined}
          onChange={(event) => put(event.target.value)}
          onPaste={paste}
          onBlur={draft.flush}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || isDocument || event.ctrlKey || event.metaKey) return
            event.preventDefault()
            draft.flush()
          }}
        />
        {draft.text !== '' && draft.phase !== 'held' && <CopyButton text={draft.text} what={word.label} />}
      </div>
      <div ref={foot} className={styles.boxFoot} id={`${id}-note`}>
        {draft.text === '' && value.known !== null && (
          <p className={styles.known}>
            It can only be <code>{value.known}</code>
            <Button size="1" variant="soft" onClick={() => put(value.known ?? '')}>
              Use it
            </Button>
          </p>
        )}
        {(seen.verdict.as !== 'nothing' || refused) && (
          <RecognitionNote
            seen={seen}
            pasted={refused ? '' : draft.text}
            onUse={put}
            onMove={async (to) => {
              const moved = await move(to, seen.value)
              if (!moved.ok) return
              // What was held back was never saved; anything else is, or is on its way.
              if (draft.phase === 'held') draft.drop()
              else draft.type('', true)
            }}
            onEmpty={empty}
          />
        )}
        <SaveState draft={draft} />
      </div>
      {draft.problem && <ProblemNote problem={draft.problem} onRetry={draft.flush} />}
    </div>
  )
}

function SaveState({ draft }: { draft: Draft }) {
  if (draft.phase === 'held')
    return (
      <p className={styles.saveState} data-phase="held">
        <CircleX aria-hidden size={13} />
        Not saved: a secret must not stand here
      </p>
    )
  if (draft.text === '' && draft.phase === 'kept') return null
  return (
    <p className={styles.saveState} data-phase={draft.phase}>
      {draft.phase === 'kept' ? (
        <>
          <Check aria-hidden size={13} />
          Saved
        </>
      ) : draft.phase === 'failed' ? (
        <>
          <CircleX aria-hidden size={13} />
          Not saved
        </>
      ) : (
        <>
          <LoaderCircle aria-hidden size={13} />
          Saving
        </>
      )}
    </p>
  )
}
