import type { EnvironmentView } from '../../../../../shared/environment'
import type { UserRow } from '../../../../../shared/workos-rows'
import { useReading } from '../../../../bridge/use-reading'
import { ProblemNote } from '../../../../components/ProblemNote'
import { Tag } from '../../../../components/Tag'
import recordStyles from '../record/record.module.css'
import { Fact, Facts } from '../record/Section'
import { Attributes, noRawAttributes } from './Attributes'
import { CommonFacts, Details } from './Details'
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
    <Details title={nameOf(user)} onClose={onClose}>
      <Facts>
        <Fact label="E-mail">{user.email ?? <Missing />}</Fact>
        <Fact label="First name">{user.firstName ?? <Missing />}</Fact>
        <Fact label="Last name">{user.lastName ?? <Missing />}</Fact>
        <Fact label="User name">{user.username ?? 'none'}</Fact>
        <Fact label="State">{user.state}</Fact>
        <Fact label="Role">{user.role ?? 'none'}</Fact>
        <CommonFacts of={user} what="user" />
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
    </Details>
  )
}

const Missing = () => <span className={styles.missing}>missing</span>
