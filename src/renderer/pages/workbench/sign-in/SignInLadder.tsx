import { ChevronRight, CircleAlert, Scissors } from 'lucide-react'
import type { ReactNode } from 'react'
import { isStray, strayIn } from '../../../../shared/sign-in/stray'
import type { Hop, HopKind, Note, SignIn } from '../../../../shared/sign-in/trace'
import { hopTitle, noteSentences } from '../../../../shared/sign-in/words'
import { HopDetails } from './HopDetails'
import styles from './ladder.module.css'

/** Who a step is between. The browser carries every one of them. */
const lanes = ['Application', 'WorkOS', 'IdP'] as const
type Lane = 0 | 1 | 2
const ways: Readonly<Record<HopKind, readonly [from: Lane, to: Lane]>> = {
  authorize: [0, 1],
  request: [1, 2],
  idp: [2, 2],
  response: [2, 1],
  workos: [1, 1],
  return: [1, 0],
}

/** The sign-in as a ladder: who handed the browser what, from the first request to the return. Each rung opens to its details. */
export function SignInLadder({ signIn }: { signIn: SignIn }) {
  const { hops, notes, startedAt, way } = signIn
  const first = Date.parse(hops[0]?.at ?? startedAt)
  return (
    <div className={styles.frame}>
      <div className={styles.heads} aria-hidden>
        <span className={styles.lanes}>
          {lanes.map((lane) => (
            <span key={lane}>{lane}</span>
          ))}
        </span>
      </div>
      <ol className={styles.ladder} aria-label="Steps of the sign-in">
        <Notes notes={notes} after={-1} />
        {hops.map((hop) => (
          <Rung key={hop.index} hop={hop} signIn={signIn} ms={Date.parse(hop.at) - first}>
            <Notes notes={notes} after={hop.index} />
          </Rung>
        ))}
        <Exchanged signIn={signIn} />
        {hops.length === 0 && (
          <li className={styles.empty}>
            {way === 'browser' ? 'What passes through your own browser is not seen here.' : 'Nothing yet.'}
          </li>
        )}
      </ol>
    </div>
  )
}

function Rung({ hop, signIn, ms, children }: { hop: Hop; signIn: SignIn; ms: number; children: ReactNode }) {
  const state = strayIn(signIn)?.index === hop.index ? 'bad' : stateOf(hop)
  return (
    <>
      <li className={styles.rung} data-state={state}>
        <details>
          <summary className={styles.line}>
            <Arrow way={isStray(hop, signIn) ? ways.idp : ways[hop.kind]} state={state} />
            <span className={styles.what}>
              <span className={styles.title}>
                {hopTitle(hop, signIn)}
                {hop.message && <span className={styles.message}>{hop.message.parameter}</span>}
                {hop.stopped && (
                  <span className={styles.stopped} title="Taken from the browser here: the application never saw it">
                    <Scissors aria-hidden size={11} />
                    stopped here
                  </span>
                )}
              </span>
              <span className={styles.address}>
                {hop.method} {hop.address}
              </span>
              {hop.pageSays && <span className={styles.says}>“{hop.pageSays}”</span>}
            </span>
            <span className={styles.status}>{statusOf(hop)}</span>
            <span className={styles.time}>{sayOffset(ms)}</span>
            <ChevronRight aria-hidden size={14} className={styles.open} />
          </summary>
          <HopDetails hop={hop} signInId={signIn.id} />
        </details>
      </li>
      {children}
    </>
  )
}

function Arrow({ way: [from, to], state }: { way: readonly [Lane, Lane]; state: string }) {
  const at = (lane: Lane) => 24 + lane * 64
  const y = 12
  return (
    <svg className={styles.arrow} data-state={state} viewBox="0 0 176 24" aria-hidden="true">
      {([0, 1, 2] as const).map((lane) => (
        <line key={lane} x1={at(lane)} x2={at(lane)} y1={-40} y2={80} className={styles.lane} />
      ))}
      {from === to ? (
        <circle cx={at(to)} cy={y} r={5} className={styles.dot} />
      ) : (
        <>
          <line x1={at(from)} x2={at(to) + (to > from ? -5 : 5)} y1={y} y2={y} className={styles.shaft} />
          <path d={`M${at(to)} ${y} l${to > from ? -8 : 8} -4.5 v9 z`} className={styles.head} />
          <circle cx={at(from)} cy={y} r={2.5} className={styles.head} />
        </>
      )}
    </svg>
  )
}

function Notes({ notes, after }: { notes: readonly Note[]; after: number }) {
  return notes
    .filter((note) => note.after === after)
    .map(({ kind, about, at }) => (
      <li key={`${kind} ${about} ${at}`} className={styles.note}>
        <CircleAlert aria-hidden size={14} />
        <span>{noteSentences[kind](about)}</span>
      </li>
    ))
}

/** What Signpost does itself after the browser is done. */
function Exchanged({ signIn: { end, profile, phase } }: { signIn: SignIn }) {
  if (phase !== 'exchanging' && end?.kind !== 'profile' && end?.kind !== 'not-exchanged') return null
  const state = profile ? 'good' : end?.kind === 'not-exchanged' ? 'bad' : 'plain'
  return (
    <li className={styles.rung} data-state={state}>
      <div className={styles.line}>
        <Arrow way={[0, 1]} state={state} />
        <span className={styles.what}>
          <span className={styles.title}>Code exchanged by Signpost</span>
          <span className={styles.address}>POST /sso/token</span>
        </span>
        <span className={styles.status}>
          {profile ? 'profile' : end?.kind === 'not-exchanged' ? 'refused' : 'waiting'}
        </span>
        <span />
        <span />
      </div>
    </li>
  )
}

const errorIn = ({ parameters }: Hop) => parameters.find(({ name }) => name === 'error')?.value ?? null

function stateOf(hop: Hop): 'good' | 'bad' | 'plain' {
  if (hop.failure !== null || hop.pageSays !== null || (hop.status ?? 0) >= 400) return 'bad'
  if (hop.kind !== 'return') return 'plain'
  return errorIn(hop) === null ? 'good' : 'bad'
}

function statusOf(hop: Hop): string {
  if (hop.kind === 'return') return errorIn(hop) ?? 'code'
  if (hop.failure !== null) return hop.failure
  return hop.status === null ? '' : String(hop.status)
}

const sayOffset = (ms: number) => (Number.isFinite(ms) && ms >= 0 ? `+${(ms / 1000).toFixed(1)} s` : '')
