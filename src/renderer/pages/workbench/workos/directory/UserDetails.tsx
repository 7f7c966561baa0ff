import { Button, Dialog } from '@radix-ui/themes'
import type { EnvironmentView } from '../../../../../shared/environment'
import type { UserRow } from '../../../../../shared/workos-rows'
import { useReading } from '../../../../bridge/use-reading'
import { CopyButton } from '../../../../components/CopyButton'
import { ProblemNote } from '../../../../components/ProblemNote'
import { Tag } from '../../../../components/Tag'
import { When } from '../../../../components/When'
import recordStyles from '../record/record.module.css'
import { Fact, Facts } from '../record/Section'
import { Attributes, noRawAttributes } from './Attributes'
import styles from './directory.module.css'
import { nameOf } from './users'

/** One user of a directory with attributes and groups. */
export function UserDetails({
  environment,
  user,
  onClose,
}: {
  environment: EnvironmentView
  user: UserRow
  onClose: () => void
}) {
  const groups = useReading(environment.id, { kind: 'groups', of: { userId: user.id } })
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Content maxWidth="640px" aria-describedby={undefined}>
        <Dialog.Title size="4">{nameOf(user)}</Dialog.Title>
        <div className={styles.details}>
          <Facts>
            <Fact label="E-mail">{user.email ?? <Missing />}</Fact>
            <Fact label="First name">{user.firstName ?? <Missing />}</Fact>
            <Fact label="Last name">{user.lastName ?? <Missing />}</Fact>
            <Fact label="User name">{user.username ?? 'none'}</Fact>
            <Fact label="State">{user.state}</Fact>
            <Fact label="Role">{user.role ?? 'none'}</Fact>
            <Fact label="ID">
              <code>{user.id}</code> <CopyButton text={user.id} what="user ID" iconOnly />
            </Fact>
            <Fact label="IdP ID">{user.idpId === '' ? 'none' : <code>{user.idpId}</code>}</Fact>
            <Fact label="Created">
              <When at={user.createdAt} />
            </Fact>
            <Fact label="Changed">
              <When at={user.updatedAt} />
            </Fact>
          </Facts>
          <h3 className={styles.smallTitle}>Groups</h3>
          {groups.problem && <ProblemNote problem={groups.problem} onRetry={groups.refresh} />}
          {groups.rows.length > 0 ? (
            <span className={styles.tags}>
              {groups.rows.map((group) => (
                <Tag key={group.id}>{group.name || group.id}</Tag>
              ))}
            </span>
          ) : (
            groups.problem === null && (
              <p className={recordStyles.quiet}>{groups.phase === 'ended' ? 'In none.' : 'Being read…'}</p>
            )
          )}
          <Attributes
            title="Custom attributes"
            attributes={user.customAttributes}
            none="None are mapped for this directory."
          />
          <Attributes title="Raw attributes" attributes={user.rawAttributes} none={noRawAttributes} />
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

const Missing = () => <span className={styles.missing}>missing</span>
