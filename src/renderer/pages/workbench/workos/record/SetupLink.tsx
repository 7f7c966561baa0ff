import { Button } from '@radix-ui/themes'
import { ListChecks, Plus } from 'lucide-react'
import { Link, useLocation } from 'wouter'
import { integrationOfType } from '../../../../../shared/guidance/workos/types'
import type { Setup, WorkosLink } from '../../../../../shared/setup'
import { useAction } from '../../../../bridge/use-action'
import { useAllSetups } from '../../../../bridge/use-all-setups'
import { notify } from '../../../../components/notices'

/** The set-ups that are tied to a connection or directory. */
export function useTiedSetups(environmentId: string, recordId: string): Setup[] {
  const { setups = [] } = useAllSetups()
  return setups.filter(
    ({ link }) =>
      link?.environmentId === environmentId && (link.connectionId === recordId || link.directoryId === recordId),
  )
}

/** Opens the set-up a record is tied to, or makes one of it: of its type, for its organization, tied to it from the start. */
export function SetupLink({ link, type, organization }: { link: WorkosLink; type: string; organization: string }) {
  const [, go] = useLocation()
  const create = useAction('setups.create')
  const edit = useAction('setups.edit')
  const [tied] = useTiedSetups(link.environmentId, link.connectionId ?? link.directoryId ?? '')
  const row = integrationOfType(type)

  if (tied) {
    return (
      <Button asChild>
        <Link to={`/setups/${tied.id}`}>
          <ListChecks aria-hidden size={14} />
          Open its set-up
        </Link>
      </Button>
    )
  }
  if (row === null) return null
  const make = async () => {
    const made = await create.run({ slug: row.slug, organization })
    if (!made.ok) return notify({ text: `${made.problem.title} ${made.problem.remedy}`, tone: 'fail' })
    await edit.run({ id: made.value.id, edit: { do: 'link', link } })
    go(`/setups/${made.value.id}`)
  }
  return (
    <Button variant="soft" onClick={() => void make()} loading={create.running || edit.running}>
      <Plus aria-hidden size={14} />
      Make a set-up of it
    </Button>
  )
}
