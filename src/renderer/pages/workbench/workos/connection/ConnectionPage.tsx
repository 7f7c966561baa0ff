import { Button } from '@radix-ui/themes'
import { LogIn } from 'lucide-react'
import { useLocation } from 'wouter'
import type { EnvironmentView } from '../../../../../shared/environment'
import { protocolOfType } from '../../../../../shared/guidance/workos/types'
import { useKnownList } from '../../../../bridge/use-reading'
import { CopyValue } from '../../../../components/CopyValue'
import { StateMark } from '../../../../components/StateMark'
import { When } from '../../../../components/When'
import { UseInDiagnosis } from '../../../diagnose/UseInDiagnosis'
import { prepareSignIn, signInPath } from '../../sign-in/sign-in-form'
import { WhatWorkosSends } from '../authorize/WhatWorkosSends'
import { DomainTags } from '../record/DomainTags'
import { EventList } from '../record/EventList'
import { OwnFacts } from '../record/OwnFacts'
import { RecordMenu } from '../record/RecordMenu'
import { RecordPage } from '../record/RecordPage'
import { Fact, Facts, Section } from '../record/Section'
import { SetupLink } from '../record/SetupLink'
import { StateNote } from '../record/StateNote'
import { useRecordCheck } from '../record/use-record'
import { HeldCertificates } from './HeldCertificates'

/** One connection: everything the API tells of it, and what can be done. */
export function ConnectionPage({ environment, id }: { environment: EnvironmentView; id: string }) {
  const [, go] = useLocation()
  const check = useRecordCheck(environment, 'connections', id)
  const listed = useListed(environment.id, id)
  const { result } = check
  const connection = result?.connections.find((one) => one.id === id)
  const organization = result?.organization ?? null

  const row = connection ?? listed.connection
  const organizationId = row?.organizationId ?? null
  const organizationName = organization?.name ?? listed.organization?.name ?? null
  const title = organizationName ?? (row?.name || id)
  const isSaml = row !== undefined && protocolOfType(row.type) === 'saml'
  const externalKey =
    connection?.externalKey ?? result?.events.find((event) => event.externalKey !== null)?.externalKey ?? null

  return (
    <RecordPage
      environment={environment}
      kind="connections"
      id={id}
      title={title}
      state={row && <StateMark of="connection" state={row.state} />}
      check={check}
      actions={
        <>
          <Button
            variant="soft"
            onClick={() => {
              prepareSignIn({ environmentId: environment.id, connectionId: id, label: title })
              go(signInPath)
            }}
          >
            <LogIn aria-hidden size={14} />
            Test sign-in
          </Button>
          {row && (
            <SetupLink
              type={row.type}
              organization={title}
              link={{ environmentId: environment.id, organizationId, connectionId: id, directoryId: null }}
            />
          )}
          <UseInDiagnosis
            part={{ environmentId: environment.id, connectionId: id, organizationId: organizationId ?? '' }}
          />
        </>
      }
      menu={
        <RecordMenu
          environment={environment}
          kind="connections"
          record={connection}
          organizationId={organizationId}
          title={title}
        />
      }
      facts={
        row && (
          <Section title="Connection">
            <StateNote of="connection" state={row.state} />
            <Facts>
              <OwnFacts
                environment={environment}
                type={row.type}
                name={row.name}
                organization={organizationId === null ? null : { id: organizationId, name: organizationName }}
              />
              <Fact label="Domains">
                {organization ? (
                  <DomainTags domains={organization.domains} />
                ) : row.domains.length > 0 ? (
                  row.domains.join(', ')
                ) : (
                  'none'
                )}
              </Fact>
              <Fact label="Created">
                <When at={row.createdAt} />
              </Fact>
              <Fact label="Changed">
                <When at={row.updatedAt} />
              </Fact>
              {externalKey !== null && (
                <Fact label={isSaml ? 'Key in the ACS URL' : 'External key'}>
                  <CopyValue value={externalKey} what="external key" />
                </Fact>
              )}
            </Facts>
          </Section>
        )
      }
    >
      <Section title="What WorkOS sends">
        <WhatWorkosSends environment={environment} selector={{ connectionId: id }} />
      </Section>
      {isSaml && result && (
        <HeldCertificates certificates={result.certificates} reading={check.run.phase === 'running'} />
      )}
      {result && (
        <Section title="Events">
          <EventList result={result} />
        </Section>
      )}
    </RecordPage>
  )
}

/** What the lists already know of it, for as long as it was not read by itself. */
function useListed(environmentId: string, id: string) {
  const connections = useKnownList(environmentId, { kind: 'connections' }).rows
  const organizations = useKnownList(environmentId, { kind: 'organizations' }).rows
  const connection = connections.find((one) => one.id === id)
  return { connection, organization: organizations.find((one) => one.id === connection?.organizationId) }
}
