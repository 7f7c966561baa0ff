import { Button, Dialog } from '@radix-ui/themes'
import type { GroupRow } from '../../../../../shared/workos-rows'
import { CopyButton } from '../../../../components/CopyButton'
import { When } from '../../../../components/When'
import { Fact, Facts } from '../record/Section'
import { Attributes, noRawAttributes } from './Attributes'
import styles from './directory.module.css'

/** One group of a directory with what the provider sent of it. */
export function GroupDetails({ group, onClose }: { group: GroupRow; onClose: () => void }) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Content maxWidth="640px" aria-describedby={undefined}>
        <Dialog.Title size="4">{group.name || group.id}</Dialog.Title>
        <div className={styles.details}>
          <Facts>
            <Fact label="ID">
              <code>{group.id}</code> <CopyButton text={group.id} what="group ID" iconOnly />
            </Fact>
            <Fact label="IdP ID">{group.idpId === '' ? 'none' : <code>{group.idpId}</code>}</Fact>
            <Fact label="Created">
              <When at={group.createdAt} />
            </Fact>
            <Fact label="Changed">
              <When at={group.updatedAt} />
            </Fact>
          </Facts>
          <Attributes title="Raw attributes" attributes={group.rawAttributes} none={noRawAttributes} />
        </div>
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
