import { Button, Dialog } from '@radix-ui/themes'
import { Copy, ExternalLink, Hourglass, TimerOff } from 'lucide-react'
import { useState } from 'react'
import type { EnvironmentView } from '../../../../../shared/environment'
import { type PortalIntent, portalIntents } from '../../../../../shared/workos'
import { useAction } from '../../../../bridge/use-action'
import { announce } from '../../../../components/announce'
import { EnvironmentMark } from '../../../../components/EnvironmentMark'
import { Field } from '../../../../components/Field'
import { ProblemNote } from '../../../../components/ProblemNote'
import { Select } from '../../../../components/Select'
import styles from './actions.module.css'
import { clockOf, useLifetime } from './use-lifetime'

const intents: Readonly<Record<PortalIntent, { label: string; does: string }>> = {
  sso: { label: 'Single sign-on', does: 'Set up or change the connection to the identity provider.' },
  dsync: { label: 'Directory Sync', does: 'Set up or change the directory that users and groups come from.' },
  domain_verification: { label: 'Domain verification', does: 'See the TXT record of a domain and have it verified.' },
  certificate_renewal: {
    label: 'Certificate renewal',
    does: 'Give WorkOS the next certificate of the identity provider.',
  },
  audit_logs: { label: 'Audit Logs', does: 'Look at the audit log of the organization and export it.' },
  log_streams: { label: 'Log Streams', does: 'Send the audit log to a log system of the customer.' },
  bring_your_own_key: { label: 'Bring your own key', does: 'Set up a key of the customer’s own for encryption.' },
}

/**
 * Makes a link that opens the Admin Portal for the customer's administrator, and counts down the five minutes it lives. Whoever
 * has it can change the connection, so main keeps it: from here it can be copied or opened, not read.
 */
export function PortalLinkDialog({
  environment,
  organizationId,
  organizationName,
  intent: first,
  onClose,
}: {
  environment: EnvironmentView
  organizationId: string
  organizationName: string
  intent: PortalIntent
  onClose: () => void
}) {
  const [intent, setIntent] = useState(first)
  const make = useAction('workos.makePortalLink')
  const use = useAction('workos.usePortalLink')
  const [link, setLink] = useState<{ ticket: string; host: string; lifetimeMs: number; intent: PortalIntent } | null>(
    null,
  )
  const [copied, setCopied] = useState(false)
  const leftMs = useLifetime(link)
  const over = link !== null && leftMs === 0
  const problem = make.problem ?? use.problem

  const submit = async () => {
    setCopied(false)
    const made = await make.run({ environmentId: environment.id, organizationId, intent })
    setLink(made.ok ? { ...made.value, intent } : null)
  }
  const copy = async (ticket: string) => {
    const outcome = await use.run({ ticket, how: 'copy' })
    setCopied(outcome.ok)
    if (outcome.ok) announce('Link copied')
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Content maxWidth="560px">
        <div className={styles.form}>
          <Dialog.Title size="4">Admin Portal link for {organizationName}</Dialog.Title>
          <EnvironmentMark environment={environment} />
          <Dialog.Description size="2">
            Opens the Admin Portal for the customer’s administrator, without a password: whoever has the link can change
            what it opens. It lives five minutes and opens once; a new link of the organization replaces it.
          </Dialog.Description>
          <Field label="What it opens" hint={intents[intent].does}>
            {(control) => (
              <Select
                {...control}
                value={intent}
                onChange={({ target }) => setIntent(portalIntents.find((one) => one === target.value) ?? 'sso')}
              >
                {portalIntents.map((one) => (
                  <option key={one} value={one}>
                    {intents[one].label} ({one})
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {link && (
            <div className={styles.link} data-over={over}>
              <div className={styles.linkHead}>
                {over ? <TimerOff aria-hidden size={16} /> : <Hourglass aria-hidden size={16} />}
                <span role="timer" aria-live="off">
                  {over
                    ? 'This link has expired.'
                    : `${intents[link.intent].label}, opens for another ${clockOf(leftMs)}`}
                </span>
              </div>
              <code className={styles.masked}>https://{link.host}/…</code>
              {!over && (
                <div className={styles.linkButtons}>
                  <Button size="1" autoFocus onClick={() => void copy(link.ticket)} loading={use.running}>
                    <Copy aria-hidden size={13} />
                    {copied ? 'Copied' : 'Copy the link'}
                  </Button>
                  <Button
                    size="1"
                    variant="soft"
                    color="gray"
                    onClick={() => void use.run({ ticket: link.ticket, how: 'open' })}
                  >
                    <ExternalLink aria-hidden size={13} />
                    Open in the browser
                  </Button>
                </div>
              )}
            </div>
          )}
          {problem && <ProblemNote problem={problem} />}
          <div className={styles.buttons}>
            <Dialog.Close>
              <Button type="button" variant="soft" color="gray">
                Close
              </Button>
            </Dialog.Close>
            <Button onClick={() => void submit()} loading={make.running} variant={link && !over ? 'soft' : 'solid'}>
              {link ? 'Make a new link' : 'Make the link'}
            </Button>
          </div>
        </div>
      </Dialog.Content>
    </Dialog.Root>
  )
}
