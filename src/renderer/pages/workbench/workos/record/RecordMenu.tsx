import { IconButton } from '@radix-ui/themes'
import { Building2, Ellipsis, KeyRound, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { EnvironmentView } from '../../../../../shared/environment'
import type { PortalIntent } from '../../../../../shared/workos'
import { Menu } from '../../../../components/Menu'
import { DeleteDialog } from '../actions/DeleteDialog'
import { PortalLinkDialog } from '../actions/PortalLinkDialog'
import { places } from '../places'

const nouns = { connections: 'connection', directories: 'directory' } as const
const intents = { connections: 'sso', directories: 'dsync' } as const satisfies Record<keyof typeof nouns, PortalIntent>

/** What can be done with a connection or a directory besides looking, and the dialogs that ask before it is done. */
export function RecordMenu({
  environment,
  kind,
  record,
  organizationId,
  title,
}: {
  environment: EnvironmentView
  kind: keyof typeof nouns
  /** Absent while it is only known from a list: nothing is deleted on an old word. */
  record: { id: string; name: string } | undefined
  organizationId: string | null
  title: string
}) {
  const [, go] = useLocation()
  const [layer, setLayer] = useState<'portal' | 'delete' | null>(null)
  const label = `Actions for this ${nouns[kind]}`
  return (
    <>
      <Menu
        label={label}
        trigger={
          <IconButton variant="soft" color="gray" aria-label={label}>
            <Ellipsis aria-hidden size={16} />
          </IconButton>
        }
        entries={[
          {
            label: 'Open the organization',
            Icon: Building2,
            disabled: organizationId === null,
            run: () => organizationId && go(places.record(environment.id, 'organizations', organizationId)),
          },
          {
            label: 'Admin Portal link…',
            Icon: KeyRound,
            disabled: organizationId === null,
            run: () => setLayer('portal'),
          },
          'line',
          {
            label: `Delete the ${nouns[kind]}…`,
            Icon: Trash2,
            danger: true,
            disabled: record === undefined,
            run: () => setLayer('delete'),
          },
        ]}
      />
      {layer === 'portal' && organizationId !== null && (
        <PortalLinkDialog
          environment={environment}
          organizationId={organizationId}
          organizationName={title}
          intent={intents[kind]}
          onClose={() => setLayer(null)}
        />
      )}
      {layer === 'delete' && record && (
        <DeleteDialog
          environment={environment}
          kind={kind}
          record={record}
          title={title}
          onClose={() => setLayer(null)}
        />
      )}
    </>
  )
}
