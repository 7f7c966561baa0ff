import { Button } from '@radix-ui/themes'
import { CircleDashed, Telescope } from 'lucide-react'
import { Link } from 'wouter'
import { causeOf } from '../../../../shared/guidance/causes/causes'
import { foresightIn } from '../../../../shared/guidance/foresight'
import type { MessageContext } from '../../../../shared/guidance/message'
import { wordsUsedIn } from '../../../../shared/guidance/words'
import type { Verdict } from '../../../../shared/verdict'
import { EmptyState } from '../../../components/EmptyState'
import { FindingCard } from '../../../components/FindingCard'
import type { Shown } from '../shown'
import { CauseMark } from '../tree/CauseMark'
import { type CauseState, viewTree } from '../tree/cause-state'
import { TreePicture } from '../tree/TreePicture'
import { FoldableCard } from './FoldableCard'
import { NothingProven } from './NothingProven'
import { Probes } from './Probes'
import styles from './result.module.css'
import { SettleButton } from './SettleButton'
import { openNeeds, type Settle, titlesOf } from './settle'
import { VerdictCard } from './VerdictCard'

/**
 * What a diagnosis comes to: the confirmed root cause on top, what follows from it, what is likely, what would settle the rest,
 * and, folded, what is ruled out and what nobody looked at. While it runs it firms up.
 */
export function ResultView({
  shown,
  context,
  settle,
}: {
  shown: Shown
  context: MessageContext
  settle: Settle | null
}) {
  const { verdicts, findings, running } = shown
  const confirmed = verdicts.filter(({ state }) => state === 'confirmed')
  const roots = confirmed.filter(({ consequenceOf }) => consequenceOf === undefined)
  const consequences = confirmed.filter(({ consequenceOf }) => consequenceOf !== undefined)
  const likely = verdicts.filter((verdict) => verdict.likely)
  const needs = openNeeds(verdicts)
  const ruledOut = verdicts.filter(({ state }) => state === 'ruled-out')
  const notRun = verdicts.filter(({ state }) => state === 'not-run')
  const later = foresightIn(findings, verdicts)
  const card = (verdict: Verdict, level: 2 | 3) => (
    <VerdictCard
      key={verdict.cause}
      verdict={verdict}
      findings={findings}
      context={context}
      settle={settle}
      level={level}
      explains={consequences.filter(({ consequenceOf }) => consequenceOf?.includes(verdict.cause))}
    />
  )
  return (
    <div className={styles.result}>
      <p className="visually-hidden" role="status">
        {announcement(shown, roots, likely)}
      </p>
      {running && <Probes probes={shown.probes} />}
      {roots.map((verdict, index) => card(verdict, index === 0 ? 2 : 3))}
      {!running && <Words verdicts={[...roots, ...likely]} />}
      {consequences.length > 0 && (
        <Part title="Follows from it" lead="These are true as well, and go away when their cause is mended.">
          {consequences.map((verdict) => (
            <FoldableCard
              key={verdict.cause}
              open={false}
              verdict={verdict}
              findings={findings}
              context={context}
              settle={settle}
            />
          ))}
        </Part>
      )}
      {!running && roots.length === 0 && <NothingProven verdicts={verdicts} hinted={shown.hinted} settle={settle} />}
      {!running && roots.length === 0 && (
        <Hinted
          verdicts={verdicts.filter(({ cause, state }) => shown.hinted.includes(cause) && state !== 'ruled-out')}
          settle={settle}
        />
      )}
      {(running || notRun.length < verdicts.length) && (
        <section className={styles.pictureCard} aria-label="The tree of causes">
          <TreePicture tree={viewTree(verdicts, shown.open)} />
        </section>
      )}
      {likely.length > 0 && (
        <Part title="Likely" lead="The evidence fits these, and something else too. Each says what would settle it.">
          {likely.map((verdict, index) => (
            <FoldableCard
              key={verdict.cause}
              open={index === 0 && roots.length === 0}
              verdict={verdict}
              findings={findings}
              context={context}
              settle={settle}
            />
          ))}
        </Part>
      )}
      {!running && needs.length > 0 && (
        <Part
          title="Cannot tell"
          lead="What was looked at does not settle these. Each line says the one thing that would."
        >
          <ul className={styles.needList}>
            {needs.map((need) => (
              <li key={need.input} className={styles.need}>
                <div className={styles.needText}>
                  <p>{need.sentence}</p>
                  <p className={styles.needFor}>
                    Settles:{' '}
                    {titlesOf(need)
                      .map((title) => `“${title}”`)
                      .join(', ')}
                  </p>
                </div>
                {settle && <SettleButton input={need.input} settle={settle} />}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {later.length > 0 && (
        <Part
          title="What will break later"
          lead="Sign-in does not fail on these today. They will fail for some people, or on a day that is known."
          Icon={Telescope}
        >
          {later.map((finding, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one check may come to the same sentence twice
            <FindingCard key={index} finding={finding} />
          ))}
        </Part>
      )}
      {ruledOut.length > 0 && <Folded state="ruled-out" verdicts={ruledOut} settle={null} />}
      {!running && notRun.length > 0 && <Folded state="not-run" verdicts={notRun} settle={settle} />}
    </div>
  )
}

function announcement({ running, verdicts }: Shown, roots: readonly Verdict[], likely: readonly Verdict[]): string {
  const [root, probable] = [roots[0], likely[0]]
  if (root) return `Confirmed: ${causeOf(root.cause).title}`
  if (running || verdicts.length === 0) return ''
  return probable ? `Likely: ${causeOf(probable.cause).title}` : 'No cause is confirmed'
}

/** Where a description points, likeliest first, with what would settle each. */
function Hinted({ verdicts, settle }: { verdicts: readonly Verdict[]; settle: Settle | null }) {
  const open = verdicts.filter(({ likely }) => !likely)
  if (open.length === 0) return null
  return (
    <Part title="What you describe points here" lead="A description proves nothing. Each line says what would.">
      <ul className={styles.needList}>
        {open.map(({ cause, needs, input }) => (
          <li key={cause} className={styles.need}>
            <div className={styles.needText}>
              <p>
                <Link to={`/diagnose/causes/${cause}`} className={styles.foldedTitle}>
                  {causeOf(cause).title}
                </Link>
              </p>
              <p className={styles.needFor}>{needs}</p>
            </div>
            {settle && input && <SettleButton input={input} settle={settle} />}
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** The words of the field that these cards use, for somebody who has never met them. */
function Words({ verdicts }: { verdicts: readonly Verdict[] }) {
  const said = verdicts.map(({ cause, summary, fix }) => `${causeOf(cause).title} ${summary} ${fix?.action ?? ''}`)
  const words = wordsUsedIn(said.join(' '))
  if (words.length === 0) return null
  return (
    <details className={styles.folded}>
      <summary>What the words mean: {words.map(({ word }) => word).join(', ')}</summary>
      <ul className={styles.foldedList}>
        {words.map(({ word, meaning }) => (
          <li key={word}>
            <strong>{word}</strong>
            <span className={styles.foldedText}>{meaning}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Part({
  title,
  lead,
  Icon,
  children,
}: {
  title: string
  lead: string
  Icon?: typeof Telescope
  children: React.ReactNode
}) {
  return (
    <section className={styles.part} aria-label={title}>
      <header>
        <h2 className={styles.partTitle}>
          {Icon && <Icon aria-hidden size={16} />}
          {title}
        </h2>
        <p className={styles.partLead}>{lead}</p>
      </header>
      {children}
    </section>
  )
}

function Folded({
  state,
  verdicts,
  settle,
}: {
  state: CauseState
  verdicts: readonly Verdict[]
  settle: Settle | null
}) {
  const words = state === 'ruled-out' ? 'ruled out, with the evidence' : 'not looked at, and what it would take'
  return (
    <details className={styles.folded}>
      <summary>
        <CauseMark state={state} iconOnly />
        {verdicts.length} {words}
      </summary>
      <ul className={styles.foldedList}>
        {verdicts.map(({ cause, summary, needs, input }) => (
          <li key={cause}>
            <Link to={`/diagnose/causes/${cause}`} className={styles.foldedTitle}>
              {causeOf(cause).title}
            </Link>
            <span className={styles.foldedText}>{state === 'not-run' ? needs : summary}</span>
            {settle && input && <SettleButton input={input} settle={settle} />}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What stands where there is no result yet. */
export function NoResultYet({ onStart, inputsPath }: { onStart: (() => void) | null; inputsPath: string }) {
  return (
    <EmptyState
      Icon={CircleDashed}
      title="Not diagnosed yet"
      actions={
        <>
          {onStart && <Button onClick={onStart}>Diagnose</Button>}
          <Button variant="soft" color="gray" asChild>
            <Link to={inputsPath}>See the inputs</Link>
          </Button>
        </>
      }
    >
      <p>
        All that can be looked at is looked at together. Every known cause then ends as confirmed, ruled out, or open
        with what would settle it.
      </p>
    </EmptyState>
  )
}
