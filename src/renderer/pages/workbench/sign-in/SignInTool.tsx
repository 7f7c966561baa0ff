import { Button } from '@radix-ui/themes'
import { ChevronDown, ChevronRight, LogIn } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useKept } from '../../../app/kept'
import { useSignIns } from '../../../bridge/sign-ins'
import { useAction } from '../../../bridge/use-action'
import { DropArea } from '../../../components/DropArea'
import { Page } from '../../../components/Page'
import { ProblemNote } from '../../../components/ProblemNote'
import { Compared } from './Compared'
import { SignInFormView } from './SignInFormView'
import { SignInList } from './SignInList'
import { SignInView } from './SignInView'
import styles from './sign-in.module.css'

/** Signs in as users do, shows every step of it, keeps the sign-ins of this session and compares them. */
export function SignInTool() {
  const signIns = useSignIns()
  const [shownId, setShownId] = useKept<string | null>('sign-in.shown', null)
  const [ticked, setTicked] = useKept<readonly string[]>('sign-in.ticked', [])
  const [formOpen, setFormOpen] = useKept('sign-in.open', true)
  const openFile = useAction('signIn.open')
  const result = useRef<HTMLDivElement>(null)

  const running = signIns.find(({ phase }) => phase !== 'ended')
  const shown = signIns.find(({ id }) => id === shownId) ?? running ?? null
  const compared = signIns.filter(({ id }) => ticked.includes(id))

  const show = (id: string) => {
    setShownId(id)
    setFormOpen(false)
    requestAnimationFrame(() => result.current?.scrollIntoView({ block: 'nearest' }))
  }
  const takeFile = async (ticket: string) => {
    const opened = await openFile.run({ ticket })
    if (opened.ok) show(opened.value.id)
  }

  // The form comes back when there is nothing else to look at.
  useEffect(() => {
    if (signIns.length === 0) setFormOpen(true)
  }, [signIns.length, setFormOpen])

  return (
    <Page
      title="Test sign-in"
      lead="Signs in as your users do, shows every step, and says which side broke it. Your application never gets to see it."
      back={{ to: '/workbench', label: 'Workbench' }}
      wide
    >
      <DropArea whole onFile={({ ticket }) => void takeFile(ticket)}>
        <div className={styles.tool}>
          {formOpen ? (
            <section className={styles.panel} aria-label="New sign-in">
              {signIns.length > 0 && (
                <button type="button" className={styles.fold} aria-expanded onClick={() => setFormOpen(false)}>
                  <ChevronDown aria-hidden size={14} />
                  New sign-in
                </button>
              )}
              <SignInFormView
                running={running !== undefined}
                onBegun={show}
                onFile={(ticket) => void takeFile(ticket)}
              />
            </section>
          ) : (
            <div className={styles.again}>
              <Button variant="soft" onClick={() => setFormOpen(true)} disabled={running !== undefined}>
                <LogIn aria-hidden size={14} />
                New sign-in
                <ChevronRight aria-hidden size={14} />
              </Button>
            </div>
          )}
          {openFile.problem && <ProblemNote problem={openFile.problem} />}
          {signIns.length > 0 && (
            <SignInList
              signIns={signIns}
              shownId={shown?.id ?? null}
              ticked={ticked}
              onShow={show}
              onTick={(id, on) => setTicked(on ? [...ticked, id] : ticked.filter((one) => one !== id))}
            />
          )}
          {compared.length > 1 && <Compared signIns={compared} onClear={() => setTicked([])} />}
          <div ref={result}>{shown && compared.length < 2 && <SignInView key={shown.id} signIn={shown} />}</div>
        </div>
      </DropArea>
    </Page>
  )
}
