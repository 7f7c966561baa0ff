import { TextField } from '@radix-ui/themes'
import { Check } from 'lucide-react'
import { compareValues } from '../../../../../shared/compare'
import type { EnvironmentView } from '../../../../../shared/environment'
import { plainValues } from '../../../../../shared/guidance/setup-steps'
import { scimEndpointOf, speaksScim } from '../../../../../shared/guidance/workos/addresses'
import type { Directory } from '../../../../../shared/workos'
import { useKept } from '../../../../app/kept'
import { CompareTable } from '../../../../components/CompareTable'
import { CopyValue } from '../../../../components/CopyValue'
import { Field } from '../../../../components/Field'
import styles from '../record/record.module.css'
import { Section } from '../record/Section'
import { useTiedSetups } from '../record/SetupLink'

/** The SCIM endpoint as the directory's key makes it, against what stands in the provider's console. */
export function ScimEndpoint({ environment, directory }: { environment: EnvironmentView; directory: Directory }) {
  const [setup] = useTiedSetups(environment.id, directory.id)
  const [typed, setTyped] = useKept<string | null>(`workos.${environment.id}.${directory.id}.endpoint`, null)
  if (!speaksScim(directory.type)) return null
  if (directory.externalKey === null) {
    return (
      <Section title="SCIM endpoint">
        <p className={styles.quiet}>
          WorkOS does not tell the key of this directory, so its endpoint cannot be put together. It stands in the
          WorkOS Dashboard on the directory.
        </p>
      </Section>
    )
  }
  const endpoint = scimEndpointOf(environment.baseUrl, directory.externalKey)
  const given = typed ?? (setup && plainValues(setup).scim_endpoint) ?? ''
  return (
    <Section title="SCIM endpoint">
      <CopyValue value={endpoint} what="SCIM endpoint" />
      <Field
        label="What stands in the provider’s console"
        hint={
          typed === null && given !== ''
            ? 'From the set-up.'
            : 'Paste it to have the two compared, character by character.'
        }
      >
        {(control) => (
          <TextField.Root
            {...control}
            value={given}
            maxLength={4096}
            autoComplete="off"
            spellCheck={false}
            placeholder="https://"
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      {given !== '' &&
        (given === endpoint ? (
          <span className={styles.same}>
            <Check aria-hidden size={13} />
            The same, character by character.
          </span>
        ) : (
          <CompareTable
            comparison={compareValues(
              'SCIM endpoint',
              { value: endpoint, from: 'external_key of GET /directories' },
              { value: given, from: typed === null ? 'in the set-up' : 'as typed here' },
            )}
          />
        ))}
    </Section>
  )
}
