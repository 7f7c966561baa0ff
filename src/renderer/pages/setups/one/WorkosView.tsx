import { Button } from '@radix-ui/themes'
import { Link2Off, ServerOff } from 'lucide-react'
import { Link } from 'wouter'
import type { WorkosLink } from '../../../../shared/setup'
import { useCall } from '../../../bridge/use-call'
import { Callout } from '../../../components/Callout'
import { EmptyState } from '../../../components/EmptyState'
import { Field } from '../../../components/Field'
import { Select } from '../../../components/Select'
import { WhatWorkosSends } from '../../workbench/workos/authorize/WhatWorkosSends'
import { FromWorkos } from './FromWorkos'
import styles from './frame.module.css'
import { RecordPicker } from './RecordPicker'
import { SetupSignIn } from './SetupSignIn'
import { StateTimeline } from './StateTimeline'
import { useOpenSetup } from './setup-context'
import { useWorkosCheck } from './use-workos-check'
import workosStyles from './workos.module.css'

const nothing = { organizationId: null, connectionId: null, directoryId: null }

/** Ties the set-up to its records at WorkOS, and shows their state as it changes. */
export function WorkosView() {
  const { setup, row, subject, environments, environment, protocol, watch, edit } = useOpenSetup()
  const inUse = useCall('settings.get').value?.environmentId ?? null
  const told = useWorkosCheck()
  const { link } = setup

  if (environments.length === 0) {
    return (
      <div className={styles.view}>
        <EmptyState
          Icon={ServerOff}
          title="No WorkOS environment yet"
          actions={
            <Button asChild>
              <Link to="/settings">Add one in Settings</Link>
            </Button>
          }
        >
          <p>
            With an environment and its API key Signpost reads the state of the connection from WorkOS. Everything else
            of this set-up works without.
          </p>
        </EmptyState>
      </div>
    )
  }

  const chosen = environment?.id ?? environments.find(({ id }) => id === inUse)?.id ?? environments[0]?.id ?? ''
  const tie = (part: Partial<WorkosLink>) =>
    void edit({ do: 'link', link: { ...nothing, ...link, environmentId: chosen, ...part } })
  const tiedState = watch?.state ?? setup.sightings.findLast((one) => one.of === subject)?.state ?? null
  const view = environments.find(({ id }) => id === chosen)
  // The state Validating says it in its own words.
  const saysItself = tiedState === 'validating'
  const tied = link !== null && (link.connectionId !== null || link.directoryId !== null)

  return (
    <div className={styles.view}>
      <div className={workosStyles.workosColumns}>
        <section className={styles.part} aria-label="Records at WorkOS">
          <h2 className={styles.partTitle}>Records at WorkOS</h2>
          {link !== null && !environment && (
            <Callout tone="warn" title="The environment this set-up was tied to is gone">
              <p>It was removed from Settings. Choose another one; the set-up keeps everything else.</p>
            </Callout>
          )}
          <Field label="Environment" hint={view?.kind === 'production' ? 'Production: real customers.' : undefined}>
            {(control) => (
              <Select
                {...control}
                value={chosen}
                onChange={(event) => void edit({ do: 'link', link: { ...nothing, environmentId: event.target.value } })}
              >
                {environments.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name} ({one.kind === 'production' ? 'production' : 'staging'})
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {view && view.apiKey === null ? (
            <Callout
              tone="warn"
              title={`“${view.name}” has no API key yet`}
              actions={
                <Button size="1" asChild>
                  <Link to="/settings">Enter it in Settings</Link>
                </Button>
              }
            >
              <p>Signpost cannot read anything from WorkOS without it.</p>
            </Callout>
          ) : (
            <>
              <RecordPicker
                key={`organizations ${chosen}`}
                kind="organizations"
                label="Organization"
                environmentId={chosen}
                organizationId={null}
                wanted={setup.organization}
                chosenId={link?.organizationId ?? null}
                onChoose={(id) => tie({ organizationId: id, connectionId: null, directoryId: null })}
              />
              {(row.workos.connectionType !== null || protocol === 'framework') && (
                <RecordPicker
                  key={`connections ${chosen} ${link?.organizationId ?? ''}`}
                  kind="connections"
                  label="Connection"
                  environmentId={chosen}
                  organizationId={link?.organizationId ?? null}
                  wanted=""
                  chosenId={link?.connectionId ?? null}
                  liveState={subject === 'connection' ? tiedState : null}
                  onChoose={(id) => tie({ connectionId: id })}
                />
              )}
              {(row.workos.directoryType !== null || row.type === 'Directory') && (
                <RecordPicker
                  key={`directories ${chosen} ${link?.organizationId ?? ''}`}
                  kind="directories"
                  label="Directory"
                  environmentId={chosen}
                  organizationId={link?.organizationId ?? null}
                  wanted=""
                  chosenId={link?.directoryId ?? null}
                  liveState={subject === 'directory' ? tiedState : null}
                  onChoose={(id) => tie({ directoryId: id })}
                />
              )}
              {link !== null && (
                <div>
                  <Button variant="soft" color="gray" onClick={() => void edit({ do: 'link', link: null })}>
                    <Link2Off aria-hidden size={14} />
                    Untie
                  </Button>
                </div>
              )}
            </>
          )}
        </section>
        <section className={styles.part} aria-label="State">
          <h2 className={styles.partTitle}>State</h2>
          {subject === 'connection' && !saysItself && (
            <p className={styles.partLead}>A connection turns active only after its first successful sign-in.</p>
          )}
          {tied || setup.sightings.length > 0 ? (
            <StateTimeline />
          ) : (
            <p className={styles.aside}>Choose the {subject} to see its state here as it changes.</p>
          )}
          {tied && told.outcome?.ok && <FromWorkos result={told.outcome.value} />}
          {setup.link?.connectionId && <SetupSignIn />}
          {setup.link?.connectionId && environment && (
            <section className={styles.part} aria-label="What WorkOS sends">
              <h2 className={styles.partTitle}>What WorkOS sends</h2>
              <WhatWorkosSends environment={environment} selector={{ connectionId: setup.link.connectionId }} />
            </section>
          )}
        </section>
      </div>
    </div>
  )
}
