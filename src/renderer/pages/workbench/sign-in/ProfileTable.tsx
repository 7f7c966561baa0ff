import type { Profile, SignIn } from '../../../../shared/sign-in/trace'
import { useCall } from '../../../bridge/use-call'
import { CopyButton } from '../../../components/CopyButton'
import { StatusMark } from '../../../components/StatusMark'
import { useGuides } from '../../setups/list/use-guides'
import { profileRows } from './profile-rows'
import styles from './sign-in.module.css'

const marks = {
  arrived: { status: 'pass', word: 'Arrived' },
  lost: { status: 'fail', word: 'Sent, not mapped' },
  'not-sent': { status: 'warn', word: 'Not sent' },
} as const

const mostGroups = 12

/** The profile WorkOS gives the application, field by field, beside what the mapping wants and what was sent for it. */
export function ProfileTable({
  profile,
  response,
  setupId,
}: {
  profile: Profile
  response: SignIn['response']
  setupId: string | null
}) {
  const setup = useCall('setups.get', setupId === null ? 'off' : { id: setupId }).value
  const guide = useGuides()?.get(setup?.slug ?? '') ?? null
  const rows = profileRows(profile, response, guide)
  return (
    <>
      <h3 className={styles.title}>Profile</h3>
      <div className={styles.tableFrame}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Mapped from</th>
              <th scope="col">Sent by the identity provider</th>
              <th scope="col">In the profile</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ field, wanted, sent, values, state }) => {
              const { status, word } =
                field === 'groups' && state === 'not-sent'
                  ? { status: 'info' as const, word: 'Not sent' }
                  : marks[state]
              return (
                <tr key={field}>
                  <th scope="row">
                    <code>{field}</code>
                  </th>
                  <td>
                    <code className={styles.text}>{wanted}</code>
                  </td>
                  <td>
                    {response === null ? (
                      <span className={styles.quiet}>not seen</span>
                    ) : sent.length === 0 ? (
                      <span className={styles.quiet}>nothing</span>
                    ) : (
                      sent.map((one) => (
                        <div key={one.name} className={styles.sent}>
                          {one.name !== wanted && <code className={styles.sentName}>{one.name}</code>}
                          <Values values={one.values} />
                        </div>
                      ))
                    )}
                  </td>
                  <td>{values.length === 0 ? <em className={styles.quiet}>empty</em> : <Values values={values} />}</td>
                  <td className={styles.stateCell}>
                    <StatusMark status={status} word={word} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <dl className={styles.facts}>
        <dt>Profile ID</dt>
        <dd className={styles.withCopy}>
          <code className={styles.text}>{profile.id}</code>
          <CopyButton text={profile.id} what="profile ID" />
        </dd>
        <dt>Role</dt>
        <dd>{profile.role ?? <em>none</em>}</dd>
        <dt>Connection</dt>
        <dd>
          {profile.connectionType ?? 'unknown type'} <code className={styles.text}>{profile.connectionId}</code>
        </dd>
      </dl>
      <Attributes
        title="Custom attributes"
        attributes={profile.customAttributes}
        none="None is mapped, or none has a value."
      />
      <Attributes
        title="Raw attributes"
        attributes={profile.rawAttributes}
        none="WorkOS returned none; newer environments leave them out."
      />
    </>
  )
}

function Values({ values }: { values: readonly string[] }) {
  const shown = values.slice(0, mostGroups)
  return (
    <span className={styles.valueList}>
      {shown.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an attribute may hold the same value twice
        <code key={index} className={values.length > 1 ? styles.chip : styles.text}>
          {value === '' ? '(empty)' : value}
        </code>
      ))}
      {values.length > shown.length && <span className={styles.quiet}>and {values.length - shown.length} more</span>}
    </span>
  )
}

function Attributes({
  title,
  attributes,
  none,
}: {
  title: string
  attributes: Readonly<Record<string, string>>
  none: string
}) {
  const entries = Object.entries(attributes)
  return (
    <details className={styles.details}>
      <summary>
        {title} <span className={styles.quiet}>{entries.length === 0 ? 'none' : entries.length}</span>
      </summary>
      <div className={styles.detailsBody}>
        {entries.length === 0 ? (
          <p className={styles.quiet}>{none}</p>
        ) : (
          <dl className={styles.facts}>
            {entries.map(([name, value]) => (
              <div key={name} className={styles.pair}>
                <dt>
                  <code className={styles.text}>{name}</code>
                </dt>
                <dd>
                  <code className={styles.text}>{value}</code>
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </details>
  )
}
