import { Building2, Link2, Users } from 'lucide-react'
import type { EnvironmentView } from '../../../../../shared/environment'
import { EmptyState } from '../../../../components/EmptyState'
import { CreateOrganization } from '../actions/CreateOrganization'
import { ListPage } from './ListPage'

export function ConnectionList({ environment }: { environment: EnvironmentView }) {
  return (
    <ListPage
      key={environment.id}
      environment={environment}
      kind="connections"
      nothing={
        <EmptyState Icon={Link2} title="No connection in this environment yet">
          <p>
            A connection is created in the WorkOS Dashboard, or by the customer’s administrator through an Admin Portal
            link. Open an organization to make such a link.
          </p>
        </EmptyState>
      }
    />
  )
}

export function DirectoryList({ environment }: { environment: EnvironmentView }) {
  return (
    <ListPage
      key={environment.id}
      environment={environment}
      kind="directories"
      nothing={
        <EmptyState Icon={Users} title="No directory in this environment yet">
          <p>
            A directory is created in the WorkOS Dashboard, or by the customer’s administrator through an Admin Portal
            link. Open an organization to make such a link.
          </p>
        </EmptyState>
      }
    />
  )
}

export function OrganizationList({ environment }: { environment: EnvironmentView }) {
  return (
    <ListPage
      key={environment.id}
      environment={environment}
      kind="organizations"
      actions={<CreateOrganization environment={environment} />}
      nothing={
        <EmptyState Icon={Building2} title="No organization in this environment yet">
          <p>Each customer is an organization. Its connections, directories and domains belong to it.</p>
        </EmptyState>
      }
    />
  )
}
