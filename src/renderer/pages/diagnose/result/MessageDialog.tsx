import { Button, Dialog, TextArea } from '@radix-ui/themes'
import { useState } from 'react'
import type { Finding } from '../../../../shared/finding'
import { type MessageContext, messageFor } from '../../../../shared/guidance/message'
import type { Verdict } from '../../../../shared/verdict'
import { CopyButton } from '../../../components/CopyButton'
import { CopyValue } from '../../../components/CopyValue'
import { Field } from '../../../components/Field'
import { ownerNames } from '../../../components/FindingCard'
import styles from './result.module.css'

/** The message for whoever can mend a cause: read, changed where need be, and copied. */
export function MessageDialog({
  verdict,
  findings,
  context,
  onClose,
}: {
  verdict: Verdict
  findings: readonly Finding[]
  context: MessageContext
  onClose: () => void
}) {
  const message = messageFor(verdict, findings, context)
  const [body, setBody] = useState(message?.body ?? '')
  if (message === null) return null
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Content maxWidth="720px" aria-describedby="message-lead">
        <Dialog.Title size="4">Message to the {ownerNames[message.to]}</Dialog.Title>
        <p id="message-lead" className={styles.dialogLead}>
          It holds what was found and what to do, with the labels of their console. Secrets are not in it; names of
          people may be, where a finding has them.
        </p>
        <div className={styles.message}>
          <Field label="Subject">{() => <CopyValue value={message.subject} what="subject" prose />}</Field>
          <Field label="Message">
            {(control) => (
              <TextArea
                {...control}
                className={styles.messageText}
                rows={16}
                value={body}
                spellCheck={false}
                onChange={(event) => setBody(event.target.value)}
              />
            )}
          </Field>
        </div>
        <div className={styles.dialogFoot}>
          <CopyButton text={body} what="the message" named />
          <Button variant="soft" color="gray" onClick={onClose}>
            Close
          </Button>
        </div>
      </Dialog.Content>
    </Dialog.Root>
  )
}
