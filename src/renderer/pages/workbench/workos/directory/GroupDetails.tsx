import type { GroupRow } from '../../../../../shared/workos-rows'
import { Facts } from '../record/Section'
import { Attributes, noRawAttributes } from './Attributes'
import { CommonFacts, Details } from './Details'

/** One group of a directory with what the provider sent of it. */
export function GroupDetails({ group, onClose }: { group: GroupRow; onClose: () => void }) {
  return (
    <Details title={group.name || group.id} onClose={onClose}>
      <Facts>
        <CommonFacts of={group} what="group" />
      </Facts>
      <Attributes title="Raw attributes" attributes={group.rawAttributes} none={noRawAttributes} />
    </Details>
  )
}
