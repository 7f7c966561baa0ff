import { Button, IconButton } from '@radix-ui/themes'
import { Ellipsis, KeyRound, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { EnvironmentView } from '../../../../../shared/environment'
import { typeLabel } from '../../../../../shared/guidance/workos/types'
import type { WorkosCheckResult } from '../../../../../shared/runs/workos'
import { useKnownList } from '../../../../bridge/use-reading'
import { Menu } from '../../../../components/Menu'
import { StateMark } from '../../../../components/StateMark'
import { When } from '../../../../components/When'
import { UseInDiagnosis } from '../../../diagnose/UseInDiagnosis'
import { DeleteDialog } from '../actions/DeleteDialog'
import { PortalLinkDialog } from '../actions/PortalLinkDialog'
import { places } from '../places'
import { RecordPage } from '../record/RecordPage'
import styles from '../record/record.module.css'
import { Fact, Facts, Section } from '../record/Section'
import { useRecordCheck } from '../record/use-record'
import { Domains } from './Domains'

/** One organization: its domains with what has to be published, its connections and directories, and what can be done. */
export function OrganizationPage({ environment, id }: { environment: EnvironmentView; id: string }) {
  const check = useRecordCheck(environment, 'organizations', id)
  const listed = useKnownList(environment.id, { kind: 'organizations' }).rows.find((one) => one.id === id)
  const [layer, setLayer] = useState<'portal' | 'delete' | null>(null)
  const { result } = check
  const organization = result?.organization ?? null
  const title = organization?.name ?? listed?.name ?? id
  const running = check.run.phase === 'running'

  return (
    <RecordPage
      environment={environment}
      kind="organizations"
      id={id}
      title={title}
      check={check}
      actions={
        <>
          <Button variant="soft" disabled={!organization} onClick={() => setLayer('portal')}>
            <KeyRound aria-hidden size={14} />
            Admin Portal link
          </Button>
          <UseInDiagnosis part={{ environmentId: environment.id, organizationId: id }} />
        </>
      }
      menu={
        <Menu
          label="Actions for this organization"
          trigger={
            <IconButton variant="soft" color="gray" aria-label="Actions for this organization">
              <Ellipsis aria-hidden size={16} />
            </IconButton>
          }
          entries={[
            {
              label: 'Delete the organization…',
              Icon: Trash2,
              danger: true,
              disabled: !organization,
              run: () => setLayer('delete'),
            },
          ]}
        />
      }
      facts={
        organization && (
          <>
            <Section title="Organization">
              <Facts>
                <Fact label="External ID">{organization.externalId ?? 'none'}</Fact>
                <Fact label="Other domains">
                  {organization.allowsOtherDomains === null
                    ? 'not told'
                    : organization.allowsOtherDomains
                      ? 'people of any domain may sign in'
                      : 'only people of its domains may sign in'}
                </Fact>
                <Fact label="Created">
                  <When at={organization.createdAt} />
                </Fact>
                <Fact label="Changed">
                  <When at={organization.updatedAt} />
                </Fact>
              </Facts>
            </Section>
            <Domains environment={environment} organization={organization} onChange={check.again} />
          </>
        )
      }
    >
      {result && (
        <>
          <Records environment={environment} kind="connections" records={result.connections} reading={running} />
          <Records environment={environment} kind="directories" records={result.directories} reading={running} />
        </>
      )}
      {layer === 'portal' && (
        <PortalLinkDialog
          environment={environment}
          organizationId={id}
          organizationName={title}
          intent="sso"
          onClose={() => setLayer(null)}
        />
      )}
      {layer === 'delete' && organization && (
        <DeleteDialog
          environment={environment}
          kind="organizations"
          record={organization}
          title={title}
          onClose={() => setLayer(null)}
        />
      )}
    </RecordPage>
  )
}

/** The connections or directories of the organization, each a link to its page. */
function Records({
  environment,
  kind,
  records,
  reading,
}: {
  environment: EnvironmentView
  kind: 'connections' | 'directories'
  records: WorkosCheckResult['connections'] | WorkosCheckResult['directories']
  reading: boolean
}) {
  return (
    <Section title={kind === 'connections' ? 'Connections' : 'Directories'}>
      {records.length === 0 ? (
        <p className={styles.quiet}>
          {reading ? 'Still being read.' : 'None. An Admin Portal link lets the customer make one.'}
        </p>
      ) : (
        <ul className={styles.links}>
          {records.map((record) => (
            <li key={record.id}>
              <Link to={places.record(environment.id, kind, record.id)} className={styles.link}>
                <span className={styles.linkName}>{typeLabel(record.type)}</span>
                <StateMark of={kind === 'connections' ? 'connection' : 'directory'} state={record.state} />
                <code>{record.id}</code>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
