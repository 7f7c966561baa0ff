import type { ReactNode } from 'react'
import type { EnvironmentView } from '../../../../shared/environment'
import { type ListKind, listKinds } from '../../../../shared/workos'
import { EnvironmentKind } from '../../../components/EnvironmentMark'
import { LinkTabs } from '../../../components/LinkTabs'
import { Page } from '../../../components/Page'
import { kindNames, places } from './places'

/** The frame of an environment's parts: which environment it is, in word and colour, its lists, and the sign-in address. */
export function EnvironmentPage({
  environment,
  part,
  actions,
  toolbar,
  scrolls = false,
  children,
}: {
  environment: EnvironmentView
  part: ListKind | 'sign-in-address'
  actions?: ReactNode
  toolbar?: ReactNode
  /** Whether the page scrolls its content, or the content itself. */
  scrolls?: boolean
  children: ReactNode
}) {
  return (
    <Page
      title={environment.name}
      back={{ to: places.overview, label: 'WorkOS environments' }}
      mark={<EnvironmentKind kind={environment.kind} />}
      tone={environment.kind}
      actions={actions}
      fill={!scrolls}
      toolbar={
        <>
          <LinkTabs
            label="Parts of the environment"
            tabs={[
              ...listKinds.map((one) => ({
                to: places.list(environment.id, one),
                label: kindNames[one].title,
                here: one === part,
              })),
              {
                to: places.signInAddress(environment.id),
                label: 'What WorkOS sends',
                here: part === 'sign-in-address',
              },
            ]}
          />
          {toolbar}
        </>
      }
    >
      {children}
    </Page>
  )
}
