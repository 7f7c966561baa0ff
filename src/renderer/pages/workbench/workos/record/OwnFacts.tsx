import { Link } from 'wouter'
import type { EnvironmentView } from '../../../../../shared/environment'
import { typeLabel } from '../../../../../shared/guidance/workos/types'
import { places } from '../places'
import { Fact } from './Section'

/** What a connection and a directory both tell first: type, name, and whose they are. */
export function OwnFacts({
  environment,
  type,
  name,
  organization,
}: {
  environment: EnvironmentView
  type: string
  name: string
  /** Its name is null until it was read. */
  organization: { id: string; name: string | null } | null
}) {
  return (
    <>
      <Fact label="Type">
        {typeLabel(type)} <code>{type}</code>
      </Fact>
      <Fact label="Name">{name === '' ? 'none' : name}</Fact>
      <Fact label="Organization">
        {organization === null ? (
          'none'
        ) : (
          <Link to={places.record(environment.id, 'organizations', organization.id)}>
            {organization.name ?? organization.id}
          </Link>
        )}
      </Fact>
    </>
  )
}
