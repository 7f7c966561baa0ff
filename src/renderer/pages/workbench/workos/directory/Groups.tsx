import { useState } from 'react'
import type { EnvironmentView } from '../../../../../shared/environment'
import type { GroupRow } from '../../../../../shared/workos-rows'
import { useReading } from '../../../../bridge/use-reading'
import { Tag } from '../../../../components/Tag'
import { ReadingProblem } from '../ReadingProblem'
import recordStyles from '../record/record.module.css'
import { Section } from '../record/Section'
import { changesOfGroup } from './compare-looks'
import styles from './directory.module.css'
import { GroupDetails } from './GroupDetails'
import { LookAgain } from './LookAgain'
import { Looks } from './Looks'

const names = { one: 'group', many: 'groups' }
const mostShown = 300

const nameOf = ({ id, name }: GroupRow) => name || id

/** The groups of a directory by name, and what changed since the last look. */
export function Groups({ environment, directoryId }: { environment: EnvironmentView; directoryId: string }) {
  const groups = useReading(environment.id, { kind: 'groups', of: { directoryId } })
  const [opened, setOpened] = useState<GroupRow | null>(null)
  const busy = groups.phase === 'reading'
  const sorted = [...groups.rows].sort((a, b) => a.name.localeCompare(b.name))
  return (
    <Section title="Groups" aside={<LookAgain reading={groups} />}>
      {groups.problem && (
        <ReadingProblem
          problem={groups.problem}
          read={groups.rows.length}
          whole={groups.readAt !== null}
          names={names}
          onRetry={groups.refresh}
          onGoOn={groups.after === null ? undefined : groups.goOn}
        />
      )}
      {!busy && groups.problem === null && groups.before && (
        <Looks
          before={groups.before}
          after={groups.rows}
          changesOf={changesOfGroup}
          nameOf={nameOf}
          onOpen={setOpened}
        />
      )}
      {groups.rows.length === 0 && groups.problem === null && (
        <p className={recordStyles.quiet}>
          {groups.phase === 'ended' ? 'The directory has no groups.' : 'Being read…'}
        </p>
      )}
      <span className={styles.tags}>
        {sorted.slice(0, mostShown).map((group) => (
          <button type="button" key={group.id} className={styles.group} onClick={() => setOpened(group)}>
            <Tag>{nameOf(group)}</Tag>
          </button>
        ))}
      </span>
      {sorted.length > mostShown && <p className={recordStyles.quiet}>The first {mostShown} by name are shown.</p>}
      {opened && <GroupDetails group={opened} onClose={() => setOpened(null)} />}
    </Section>
  )
}
