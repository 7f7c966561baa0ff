import type { ReactNode } from 'react'
import type { EnvironmentView } from '../../../../shared/environment'
import { type ListKind, listKinds } from '../../../../shared/workos'
import { EnvironmentKind } from '../../../components/EnvironmentMark'
import { LinkTabs } from '../../../components/LinkTabs'
import { Page } from '../../../components/Page'
import { kindNames, places } from './places'

/** The frame of an environment's lists: which environment it is, in word and colour, and the three lists. */
export function EnvironmentPage({
  environment,
  kind,
  actions,
  toolbar,
  children,
}: {
  environment: EnvironmentView
  kind: ListKind
  actions?: ReactNode
  toolbar: ReactNode
  children: ReactNode
}) {
  return (
    <Page
      title={environment.name}
      back={{ to: places.overview, label: 'WorkOS environments' }}
      mark={<EnvironmentKind kind={environment.kind} />}
      tone={environment.kind}
      actions={actions}
      fill
      toolbar={
        <>
          <LinkTabs
            label="Lists of the environment"
            tabs={listKinds.map((one) => ({
              to: places.list(environment.id, one),
              label: kindNames[one].title,
              here: one === kind,
            }))}
          />
          {toolbar}
        </>
      }
    >
      {children}
    </Page>
  )
}
