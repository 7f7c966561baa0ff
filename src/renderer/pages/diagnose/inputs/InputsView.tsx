import { Button } from '@radix-ui/themes'
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { Callout } from '../../../components/Callout'
import { When } from '../../../components/When'
import { signInPath } from '../../workbench/sign-in/sign-in-form'
import type { Refusals } from '../given'
import { prepareSignInFor } from '../prepare-sign-in'
import { SymptomReading } from '../reference/SymptomReading'
import type { OpenCase } from '../use-open-case'
import { formGroups } from './fields'
import { InputField } from './InputField'
import styles from './inputs.module.css'

/** Everything a diagnosis can be given. Nothing has to be: whatever is there is looked at. */
export function InputsView({
  open,
  refusals,
  running,
  onStart,
  onChange,
}: {
  open: OpenCase
  refusals: Refusals
  running: boolean
  onStart: () => void
  onChange: () => void
}) {
  const form = useRef<HTMLFormElement>(null)
  const first = Object.keys(refusals)[0]

  // The field that has to be mended is brought into sight.
  useEffect(() => {
    if (first === undefined) return
    form.current?.querySelector<HTMLElement>(`[data-field="${first}"]`)?.focus()
  }, [first])

  return (
    <form
      ref={form}
      className={styles.form}
      aria-label="What the diagnosis is given"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onStart()
      }}
    >
      {open.setup && <MissingNote open={open} />}
      <Taken open={open} />
      {formGroups.map(({ id, title, lead, Icon, fields }) => (
        <section key={id} className={styles.group} aria-labelledby={`group-${id}`}>
          <header className={styles.groupHead}>
            <Icon aria-hidden size={17} strokeWidth={1.75} className={styles.groupIcon} />
            <h2 id={`group-${id}`} className={styles.groupTitle}>
              {title}
            </h2>
            <p className={styles.groupLead}>{lead}</p>
          </header>
          <div className={styles.fields}>
            {fields
              .filter((field) => field.when?.(open.given) ?? true)
              .map((field) => (
                <div key={field.name} className={isWide(field.kind) ? styles.whole : undefined}>
                  <InputField
                    field={field}
                    given={open.given}
                    base={open.base}
                    typed={open.typed}
                    refusal={refusals[field.name]}
                    reset={open.reset}
                    change={(part) => {
                      onChange()
                      open.change(part)
                    }}
                  />
                  {field.name === 'symptom' && <SymptomReading text={open.given.symptom} />}
                </div>
              ))}
          </div>
        </section>
      ))}
      <div className={styles.foot}>
        <Button type="submit" disabled={running}>
          Diagnose
        </Button>
      </div>
    </form>
  )
}

const isWide = (kind: string) => kind === 'document' || kind === 'check' || kind === 'lines'

/** What other parts of the program handed over. */
function Taken({ open: { given, change } }: { open: OpenCase }) {
  const { signIn, brought } = given
  if (signIn === null && brought.length === 0) return null
  return (
    <div className={styles.taken}>
      {signIn && (
        <div className={styles.held}>
          <span className={styles.heldName}>
            A recorded sign-in, <When at={signIn.startedAt} />
          </span>
          <Button type="button" size="1" variant="soft" color="gray" onClick={() => change({ signIn: null })}>
            <X aria-hidden size={12} />
            Remove
          </Button>
        </div>
      )}
      {brought.map((one) => (
        <div key={one.from} className={styles.held}>
          <span className={styles.heldName}>
            {one.findings.length} {one.findings.length === 1 ? 'finding' : 'findings'} of the tool “{one.from}”
          </span>
          <Button
            type="button"
            size="1"
            variant="soft"
            color="gray"
            onClick={() => change({ brought: brought.filter(({ from }) => from !== one.from) })}
          >
            <X aria-hidden size={12} />
            Remove
          </Button>
        </div>
      ))}
    </div>
  )
}

function MissingNote({ open: { setup, missing, given } }: { open: OpenCase }) {
  const needsResponse = given.response === null && given.signIn === null && given.metadata !== null
  if (setup === null || (missing.length === 0 && !needsResponse)) return null
  return (
    <Callout
      title={missing.length === 0 ? 'Everything the set-up can give is there' : 'What the set-up does not have yet'}
    >
      {missing.length > 0 && (
        <ul className={styles.missing}>
          {missing.map(({ what, without, at }) => (
            <li key={what}>
              <Link to={`/setups/${setup.id}/${at}`}>{what}</Link>: without it {without}.
            </li>
          ))}
        </ul>
      )}
      {needsResponse && (
        <p>
          The response of a sign-in would settle the most.{' '}
          <Link to={signInPath} onClick={() => prepareSignInFor({ given, setup })}>
            Record a test sign-in
          </Link>
          , or paste below what the browser posted.
        </p>
      )}
    </Callout>
  )
}
