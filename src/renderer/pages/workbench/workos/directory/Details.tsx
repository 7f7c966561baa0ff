import { Button, Dialog } from '@radix-ui/themes'
import type { ReactNode } from 'react'
import { CopyButton } from '../../../../components/CopyButton'
import { When } from '../../../../components/When'
import { Fact } from '../record/Section'
import styles from './directory.module.css'

/** What is known of one user or group, in a dialog of its own. */
export function Details({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Content maxWidth="640px" aria-describedby={undefined}>
        <Dialog.Title size="4">{title}</Dialog.Title>
        <div className={styles.details}>{children}</div>
        <div className={styles.foot}>
          <Dialog.Close>
            <Button variant="soft" color="gray">
              Close
            </Button>
          </Dialog.Close>
        </div>
      </Dialog.Content>
    </Dialog.Root>
  )
}

/** The facts users and groups have alike. */
export function CommonFacts({
  of: { id, idpId, createdAt, updatedAt },
  what,
}: {
  of: { id: string; idpId: string; createdAt: string; updatedAt: string }
  what: 'user' | 'group'
}) {
  return (
    <>
      <Fact label="ID">
        <code>{id}</code> <CopyButton text={id} what={`${what} ID`} iconOnly />
      </Fact>
      <Fact label="IdP ID">{idpId === '' ? 'none' : <code>{idpId}</code>}</Fact>
      <Fact label="Created">
        <When at={createdAt} />
      </Fact>
      <Fact label="Changed">
        <When at={updatedAt} />
      </Fact>
    </>
  )
}
