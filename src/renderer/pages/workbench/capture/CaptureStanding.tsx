import { Button } from '@radix-ui/themes'
import { Copy, Download, FileText, Radio, Square } from 'lucide-react'
import { scimProvider } from '../../../../shared/guidance/scim-providers'
import type { CaptureView } from '../../../../shared/runs/scim-capture'
import { useAction } from '../../../bridge/use-action'
import { announce } from '../../../components/announce'
import { Callout } from '../../../components/Callout'
import { CopyValue } from '../../../components/CopyValue'
import { notify } from '../../../components/notices'
import { ProblemNote } from '../../../components/ProblemNote'
import styles from './capture.module.css'

/** Where the capture listens, its token, and how much has come. */
export function CaptureStanding({ view }: { view: CaptureView }) {
  const { phase, address, file, tokenEnd, exposed, facts } = view
  const stop = useAction('scimCapture.stop')
  const copy = useAction('scimCapture.copyToken')
  const save = useAction('scimCapture.save')
  const clear = useAction('scimCapture.clear')
  const running = phase === 'running'
  const problem = stop.problem ?? copy.problem ?? save.problem ?? clear.problem

  const copyToken = async () => {
    const copied = await copy.run()
    if (!copied.ok) return
    announce('Token copied')
    notify({ text: 'The token is on the clipboard.' })
  }
  const provider = scimProvider(view.provider ?? facts.provider)
  return (
    <section className={styles.standing} aria-label="The capture">
      <div className={styles.standingHead}>
        <span className={styles.phase} data-running={running}>
          {phase === 'read' ? <FileText aria-hidden size={15} /> : <Radio aria-hidden size={15} />}
          {running ? 'Listening' : phase === 'read' ? `Read from ${file}` : 'Stopped'}
        </span>
        <span className={styles.quiet} role="status">
          {facts.requests === 1 ? '1 request' : `${facts.requests} requests`}
          {provider && `, from ${provider.name}`}
        </span>
        <span className={styles.grow} />
        {facts.requests > 0 && phase !== 'read' && (
          <Button variant="soft" color="gray" loading={save.running} onClick={() => void save.run()}>
            <Download aria-hidden size={14} />
            Save
          </Button>
        )}
        {running ? (
          <Button color="red" variant="soft" loading={stop.running} onClick={() => void stop.run()}>
            <Square aria-hidden size={12} />
            Stop
          </Button>
        ) : (
          <Button variant="soft" color="gray" loading={clear.running} onClick={() => void clear.run()}>
            Put away
          </Button>
        )}
      </div>
      {running && address && (
        <dl className={styles.values}>
          <dt>Address</dt>
          <dd>
            <CopyValue value={address} what="address of the capture" />
          </dd>
          <dt>Token</dt>
          <dd className={styles.token}>
            <code>••••••••{tokenEnd}</code>
            <Button size="1" variant="soft" onClick={() => void copyToken()} loading={copy.running}>
              <Copy aria-hidden size={13} />
              Copy token
            </Button>
            <span className={styles.quiet}>Good while the capture runs; made anew each time.</span>
          </dd>
        </dl>
      )}
      {running && exposed && (
        <Callout tone="warn">
          <p>Others on the network can reach this endpoint. The token is its only lock.</p>
        </Callout>
      )}
      {running && provider && facts.requests < 3 && (
        <p className={styles.quiet}>
          {provider.name}: {provider.push}
        </p>
      )}
      {problem && <ProblemNote problem={problem} />}
    </section>
  )
}
