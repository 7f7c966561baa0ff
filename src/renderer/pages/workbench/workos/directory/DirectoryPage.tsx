import type { EnvironmentView } from '../../../../../shared/environment'
import { useKnownList } from '../../../../bridge/use-reading'
import { StateMark } from '../../../../components/StateMark'
import { When } from '../../../../components/When'
import { UseInDiagnosis } from '../../../diagnose/UseInDiagnosis'
import { number } from '../list/columns'
import { EventList } from '../record/EventList'
import { OwnFacts } from '../record/OwnFacts'
import { RecordMenu } from '../record/RecordMenu'
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
  const check = useRecordCheck(environment, 'directories', id)
  const listed = useKnownList(environment.id, { kind: 'directories' }).rows.find((one) => one.id === id)
  const organizations = useKnownList(environment.id, { kind: 'organizations' }).rows
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
        </>
      }
      menu={
        <RecordMenu
          environment={environment}
          kind="directories"
          record={directory}
          organizationId={organizationId}
          title={title}
        />
      }
      facts={
        row && (
          <Section title="Directory">
            <StateNote of="directory" state={row.state} />
            <Facts>
              <OwnFacts
                environment={environment}
                type={row.type}
                name={row.name}
                organization={organizationId === null ? null : { id: organizationId, name: organizationName }}
              />
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
    </RecordPage>
  )
}
