import { Button } from '@radix-ui/themes'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Finding } from '../../../shared/finding'
import type { DocumentSource, PageWish, ShownText, TextStretch } from '../../../shared/runs/document'
import { useRun } from '../../bridge/use-run'
import { ProblemNote } from '../../components/ProblemNote'
import { XmlView } from '../../components/xml/XmlView'
import styles from './document-text.module.css'

type TurnedPage = { page: number; text: TextStretch }

/**
 * The text of a document that was inspected. A long one comes in pages: the first with the inspection, the others as they are
 * turned to, asked for by a finding, or hold what is searched.
 */
export function DocumentText({
  source,
  message,
  beginning,
  shown,
  label,
  findings,
  asked,
  onFinding,
}: {
  source: DocumentSource
  /** Which of the responses of the document it is; null for the document itself. */
  message: { index: number | null } | null
  /** What came with the inspection. */
  beginning: TextStretch
  shown: ShownText
  label: string
  findings: readonly Finding[]
  /** The finding whose place is asked for; a new object asks again. */
  asked: { finding: Finding } | null
  onFinding: (finding: Finding) => void
}) {
  const run = useRun('document.page')
  const [turned, setTurned] = useState<TurnedPage | null>(null)
  const [missed, setMissed] = useState<string | null>(null)
  const { phase, outcome, text } = run
  const found = phase === 'ended' && outcome?.ok ? outcome.value : null

  useEffect(() => {
    if (!found) return
    // The first page is there already, and can be looked at as a tree.
    if (found.page === 0) setTurned(null)
    else if (found.page !== null && text) setTurned({ page: found.page, text })
  }, [found, text])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document begins on its first page
  useEffect(() => setTurned(null), [beginning])

  const isPaged = !shown.complete && beginning.origin.line === 1 && beginning.origin.column === 1
  const page = turned?.page ?? 0
  const turnTo = (wish: PageWish) => {
    setMissed('words' in wish ? wish.words : null)
    run.start({ source, message, wish })
  }
  const last = found && found.pages - 1
  const { text: view, origin } = turned?.text ?? beginning
  return (
    <>
      <XmlView
        text={view}
        origin={origin}
        wellFormed={shown.wellFormed && page === 0}
        label={label}
        findings={findings}
        shown={asked}
        onFinding={onFinding}
        note={isPaged ? null : shown.complete ? null : 'Only the beginning is shown.'}
        elsewhere={
          isPaged
            ? {
                onPlace: (place) => turnTo({ place }),
                onWords: (words, towards) => turnTo({ words, from: page, towards }),
                missed: found?.page === null ? missed : null,
              }
            : undefined
        }
        pager={
          isPaged && (
            <span className={styles.pager}>
              <Button
                type="button"
                size="1"
                variant="soft"
                color="gray"
                disabled={page === 0 || phase === 'running'}
                onClick={() => turnTo({ page: page - 1 })}
              >
                <ChevronLeft aria-hidden size={13} />
                Previous page
              </Button>
              <span role="status">
                Page {(page + 1).toLocaleString('en-GB')}
                {last !== null && ` of ${(last + 1).toLocaleString('en-GB')}`}
              </span>
              <Button
                type="button"
                size="1"
                variant="soft"
                color="gray"
                disabled={page === last || phase === 'running'}
                onClick={() => turnTo({ page: page + 1 })}
              >
                Next page
                <ChevronRight aria-hidden size={13} />
              </Button>
            </span>
          )
        }
      />
      {outcome && !outcome.ok && <ProblemNote problem={outcome.problem} />}
    </>
  )
}
