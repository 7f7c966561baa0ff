import { Button } from '@radix-ui/themes'
import { BookOpenText, Mail } from 'lucide-react'
import { useId, useState } from 'react'
import { Link } from 'wouter'
import type { Finding } from '../../../../shared/finding'
import { causeOf } from '../../../../shared/guidance/causes/causes'
import type { MessageContext } from '../../../../shared/guidance/message'
import type { Verdict } from '../../../../shared/verdict'
import { Callout } from '../../../components/Callout'
import { FixNote, ownerNames } from '../../../components/FindingCard'
import { CauseMark } from '../tree/CauseMark'
import { stateOf } from '../tree/cause-state'
import { Grounds, groundsOf, MoreGrounds } from './Grounds'
import { MessageDialog } from './MessageDialog'
import styles from './result.module.css'
import { SettleButton } from './SettleButton'
import type { Settle } from './settle'

/**
 * A verdict in its four parts: state, one sentence, evidence, and the next action with the person who can take it. `level` is
 * the rank of its heading. `explains` are the confirmed causes it brings about. `bare`: state, title and sentence stand above it.
 */
export function VerdictCard({
  verdict,
  findings,
  context,
  explains = [],
  settle,
  level = 3,
  bare = false,
}: {
  verdict: Verdict
  findings: readonly Finding[]
  context: MessageContext
  explains?: readonly Verdict[]
  /** How what is still needed can be given; null where nothing can, as for a diagnosis of somebody else. */
  settle: Settle | null
  level?: 2 | 3
  bare?: boolean
}) {
  const heading = useId()
  const [writing, setWriting] = useState(false)
  const { cause: id, summary, fix, rivals, needs, input, likely, consequenceOf } = verdict
  const cause = causeOf(id)
  const against = groundsOf(verdict, findings, verdict.state === 'ruled-out' ? 'suggests' : 'rules-out')
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <article className={styles.card} data-state={stateOf(verdict)} data-bare={bare} aria-labelledby={heading}>
      <header className={bare ? 'visually-hidden' : styles.cardHead}>
        <CauseMark state={stateOf(verdict)} />
        <Heading id={heading} className={styles.cardTitle}>
          {cause.title}
        </Heading>
        <p className={styles.sentence}>{sentenceOf(summary)}</p>
        {consequenceOf && (
          <p className={styles.explains}>
            It follows from {consequenceOf.map((one) => `“${causeOf(one).title}”`).join(' and ')}. Mend that first.
          </p>
        )}
      </header>

      <Grounds verdict={verdict} findings={findings} />

      {against.length > 0 && (
        <Callout tone="warn" title="There is evidence against it, too">
          {against.map((finding, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one check may come to the same sentence twice
            <p key={index}>{finding.summary}</p>
          ))}
        </Callout>
      )}
      {rivals && rivals.length > 0 && (
        <div className={styles.rivals}>
          <p className={styles.smallTitle}>It may as well be</p>
          <ul>
            {rivals.map(({ cause: rival, sentence }) => (
              <li key={sentence}>
                {sentence} {rival && <Link to={`/diagnose/causes/${rival}`}>About this cause</Link>}
              </li>
            ))}
          </ul>
        </div>
      )}
      {likely && needs && (
        <div className={styles.needs}>
          <p>
            <span className={styles.smallTitle}>To settle it</span> {needs}
          </p>
          {input && settle && <SettleButton input={input} settle={settle} />}
        </div>
      )}
      {fix && !consequenceOf && <FixNote fix={fix} />}
      <MoreGrounds verdict={verdict} findings={findings} />
      {explains.length > 0 && (
        <p className={styles.explains}>
          This also explains: {explains.map((one) => `“${causeOf(one.cause).title}”`).join(', ')}. It goes away with it.
        </p>
      )}

      <footer className={styles.cardFoot}>
        {fix && !consequenceOf && (
          <Button size="1" variant="soft" onClick={() => setWriting(true)}>
            <Mail aria-hidden size={13} />
            Message to the {ownerNames[fix.owner]}
          </Button>
        )}
        <Button size="1" variant="soft" color="gray" asChild>
          <Link to={`/diagnose/causes/${id}`}>
            <BookOpenText aria-hidden size={13} />
            About this cause
          </Link>
        </Button>
      </footer>
      {writing && (
        <MessageDialog verdict={verdict} findings={findings} context={context} onClose={() => setWriting(false)} />
      )}
    </article>
  )
}

/** What speaks against a verdict has a place of its own on the card. */
const sentenceOf = (summary: string) => summary.replace(/ Against it stands: .*$/s, '')
