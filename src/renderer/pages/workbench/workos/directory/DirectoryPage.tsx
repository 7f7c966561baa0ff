import { IconButton } from '@radix-ui/themes'
import { Building2, Ellipsis, KeyRound, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { EnvironmentView } from '../../../../../shared/environment'
import { typeLabel } from '../../../../../shared/guidance/workos-types'
import { useKnownList } from '../../../../bridge/use-reading'
import { Menu } from '../../../../components/Menu'
import { StateMark } from '../../../../components/StateMark'
import { When } from '../../../../components/When'
import { UseInDiagnosis } from '../../../diagnose/UseInDiagnosis'
import { DeleteDialog } from '../actions/DeleteDialog'
import { PortalLinkDialog } from '../actions/PortalLinkDialog'
import { number } from '../list/columns'
import { places } from '../places'
import { EventList } from '../record/EventList'
import { RecordPage } from '../record/RecordPage'
import { Fact, Facts, Section } from '../record/Section'
import { SetupLink } from '../record/SetupLink'
import { StateNote } from '../record/StateNote'
import { useRecordCheck } from '../record/use-record'
import { Groups } from './Groups'
import { ScimEndpoint } from './ScimEndpoint'
import { TokenCheck } from './TokenCheck'
import { Users } from './Users'

/** One directory: its state, its SCIM endpoint and token, its users and groups, and what was synchronised last. */
export function DirectoryPage({ environment, id }: { environment: EnvironmentView; id: string }) {
  const [, go] = useLocation()
  const check = useRecordCheck(environment, 'directories', id)
  const listed = useKnownList(environment.id, { kind: 'directories' }).rows.find((one) => one.id === id)
  const organizations = useKnownList(environment.id, { kind: 'organizations' }).rows
  const [layer, setLayer] = useState<'portal' | 'delete' | null>(null)
  const { result } = check
  const directory = result?.directories.find((one) => one.id === id)
  const row = directory ?? listed
  const organizationId = row?.organizationId ?? null
  const organizationName =
    result?.organization?.name ?? organizations.find((one) => one.id === organizationId)?.name ?? null
  const title = organizationName ?? (row?.name || id)

  return (
    <RecordPage
      environment={environment}
      kind="directories"
      id={id}
      title={title}
      state={row && <StateMark of="directory" state={row.state} />}
      check={check}
      actions={
        <>
          {row && (
            <SetupLink
              type={row.type}
              organization={title}
              link={{ environmentId: environment.id, organizationId, connectionId: null, directoryId: id }}
            />
          )}
          <UseInDiagnosis
            part={{ environmentId: environment.id, directoryId: id, organizationId: organizationId ?? '' }}
          />
          <Menu
            label="Actions for this directory"
            trigger={
              <IconButton variant="soft" color="gray" aria-label="Actions for this directory">
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
                label: 'Delete the directory…',
                Icon: Trash2,
                danger: true,
                disabled: !directory,
                run: () => setLayer('delete'),
              },
            ]}
          />
        </>
      }
      facts={
        row && (
          <Section title="Directory">
            <StateNote of="directory" state={row.state} />
            <Facts>
              <Fact label="Type">
                {typeLabel(row.type)} <code>{row.type}</code>
              </Fact>
              <Fact label="Name">{row.name === '' ? 'none' : row.name}</Fact>
              <Fact label="Organization">
                {organizationId === null ? (
                  'none'
                ) : (
                  <Link to={places.record(environment.id, 'organizations', organizationId)}>
                    {organizationName ?? organizationId}
                  </Link>
                )}
              </Fact>
              <Fact label="Domain">{row.domain ?? 'none'}</Fact>
              <Fact label="Users">
                {row.users === null
                  ? 'not told'
                  : `${number.format(row.users.active)} active, ${number.format(row.users.inactive)} inactive`}
              </Fact>
              <Fact label="Groups">{row.groups === null ? 'not told' : number.format(row.groups)}</Fact>
              <Fact label="Created">
                <When at={row.createdAt} />
              </Fact>
              <Fact label="Changed">
                <When at={row.updatedAt} />
              </Fact>
            </Facts>
          </Section>
        )
      }
    >
      {row && <Users environment={environment} directoryId={id} expected={row.users} />}
      {row && <Groups environment={environment} directoryId={id} />}
      {directory && <ScimEndpoint environment={environment} directory={directory} />}
      {directory && <TokenCheck environment={environment} directory={directory} />}
      {result && (
        <Section title="Events">
          <EventList result={result} />
        </Section>
      )}
      {layer === 'portal' && organizationId !== null && (
        <PortalLinkDialog
          environment={environment}
          organizationId={organizationId}
          organizationName={title}
          intent="dsync"
          onClose={() => setLayer(null)}
        />
      )}
      {layer === 'delete' && directory && (
        <DeleteDialog
          environment={environment}
          kind="directories"
          record={directory}
          title={title}
          onClose={() => setLayer(null)}
        />
      )}
    </RecordPage>
  )
}
