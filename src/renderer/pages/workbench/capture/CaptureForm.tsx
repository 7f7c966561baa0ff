import { Button, TextField } from '@radix-ui/themes'
import { FolderOpen, Radio } from 'lucide-react'
import { useState } from 'react'
import type { FileTicket } from '../../../../shared/contract'
import { scimProviders } from '../../../../shared/guidance/scim-providers'
import { useKept } from '../../../app/kept'
import { useAction } from '../../../bridge/use-action'
import { Callout } from '../../../components/Callout'
import { Field } from '../../../components/Field'
import { ProblemNote } from '../../../components/ProblemNote'
import { Select } from '../../../components/Select'
import styles from './capture.module.css'

/** Asks where to listen. This machine alone needs nothing; another address needs a certificate. */
export function CaptureForm() {
  const [provider, setProvider] = useKept('capture.provider', '')
  const [port, setPort] = useKept('capture.port', '8410')
  const [outside, setOutside] = useKept('capture.outside', false)
  const [address, setAddress] = useKept('capture.address', '')
  const [cert, setCert] = useKept<FileTicket | null>('capture.cert', null)
  const [key, setKey] = useKept<FileTicket | null>('capture.key', null)
  const [refused, setRefused] = useState<{ port?: string; address?: string; tls?: string }>({})
  const start = useAction('scimCapture.start')
  const open = useAction('files.open')
  const replay = useAction('scimCapture.replay')

  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    const number = Number(port)
    const missing = {
      ...(/^\d{1,5}$/.test(port.trim()) && number <= 65_535 ? {} : { port: 'A whole number from 0 to 65535.' }),
      ...(outside && address.trim() === '' ? { address: 'Give an address of this machine.' } : {}),
      ...(outside && (cert === null || key === null) ? { tls: 'Open the certificate and its key.' } : {}),
    }
    setRefused(missing)
    if (Object.keys(missing).length > 0) return
    const tls = outside && cert && key ? { certTicket: cert.ticket, keyTicket: key.ticket } : undefined
    await start.run({
      port: number,
      ...(outside ? { address: address.trim() } : {}),
      ...(tls === undefined ? {} : { tls }),
      provider: provider === '' ? null : provider,
    })
  }
  const choose = async (title: string, keep: (file: FileTicket) => void) => {
    const chosen = await open.run({ title, extensions: ['pem', 'crt', 'cer', 'key'] })
    if (chosen.ok && chosen.value) keep(chosen.value)
  }
  const read = async () => {
    const chosen = await open.run({ title: 'Open a recorded log', extensions: ['json', 'har', 'log', 'txt', 'ndjson'] })
    if (chosen.ok && chosen.value) await replay.run({ ticket: chosen.value.ticket })
  }

  // What an earlier press came to says nothing of one that never left the form.
  const isRefused = Object.keys(refused).length > 0
  const problem = (isRefused ? null : start.problem) ?? open.problem ?? replay.problem
  return (
    <div className={styles.begin}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <div className={styles.fields}>
          <Field label="Identity provider" hint="Names the switch to turn when something does not come.">
            {(control) => (
              <Select {...control} value={provider} onChange={(event) => setProvider(event.target.value)}>
                <option value="">Told by its requests</option>
                {scimProviders.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Port" hint="0 lets the system choose one." error={refused.port}>
            {(control) => (
              <TextField.Root
                {...control}
                className={styles.short}
                value={port}
                inputMode="numeric"
                onChange={(event) => setPort(event.target.value)}
              />
            )}
          </Field>
        </div>
        <details className={styles.further} open={outside} onToggle={(event) => setOutside(event.currentTarget.open)}>
          <summary>Listen on another address than this machine alone</summary>
          <div className={styles.furtherFields}>
            <Callout tone="warn">
              <p>
                Whoever reaches this address can try the token. Do this on a network you trust, with TLS, and stop the
                capture when it is done.
              </p>
            </Callout>
            <Field label="Address" hint="Of this machine; 0.0.0.0 is every one it has." error={refused.address}>
              {(control) => (
                <TextField.Root
                  {...control}
                  className={styles.address}
                  value={address}
                  placeholder="10.0.0.5"
                  spellCheck={false}
                  onChange={(event) => setAddress(event.target.value)}
                />
              )}
            </Field>
            <div className={styles.files}>
              <Button
                type="button"
                variant="soft"
                color="gray"
                onClick={() => void choose('Open the certificate, with its chain', setCert)}
              >
                <FolderOpen aria-hidden size={14} />
                {cert === null ? 'Certificate (PEM)' : cert.name}
              </Button>
              <Button
                type="button"
                variant="soft"
                color="gray"
                onClick={() => void choose('Open the private key', setKey)}
              >
                <FolderOpen aria-hidden size={14} />
                {key === null ? 'Private key (PEM)' : key.name}
              </Button>
              {refused.tls && <span className={styles.refused}>{refused.tls}</span>}
            </div>
          </div>
        </details>
        <div className={styles.buttons}>
          <Button type="submit" loading={start.running}>
            <Radio aria-hidden size={14} />
            Start the capture
          </Button>
          <Button type="button" variant="soft" color="gray" loading={replay.running} onClick={read}>
            <FolderOpen aria-hidden size={14} />
            Read a recorded log
          </Button>
        </div>
        {problem && <ProblemNote problem={problem} />}
      </form>
      <aside className={styles.how}>
        <h2>How it goes</h2>
        <ol>
          <li>Start the capture. It makes an address and a token of its own.</li>
          <li>
            Enter both in the identity provider in place of WorkOS’s, or in its on-premises provisioning agent. One in
            the cloud cannot reach this machine by itself.
          </li>
          <li>Push a test user, change it, deactivate it, push a group.</li>
          <li>Read here what came, what did not, and which switch to turn.</li>
        </ol>
        <p className={styles.quiet}>
          A recorded log will do as well: a saved capture, a HAR file, JSON with requests in it, the text of HTTP
          messages. It can be dropped anywhere on this page.
        </p>
      </aside>
    </div>
  )
}
