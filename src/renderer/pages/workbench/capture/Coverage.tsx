import type { CapturedAttribute, CapturedShape, CaptureFacts } from '../../../../shared/runs/scim-capture'
import { StatusMark } from '../../../components/StatusMark'
import { Tag } from '../../../components/Tag'
import styles from './capture.module.css'

const uses = { needed: 'Needed by WorkOS', used: 'Used by WorkOS', extra: '' } as const

/** Which attributes come filled for how many users, and in which shapes changes come. */
export function Coverage({ facts }: { facts: CaptureFacts }) {
  const { whole } = facts.users
  const shapes: [string, readonly CapturedShape[]][] = [
    ['Changes', facts.updateShapes],
    ['Deactivations', facts.deactivateShapes],
    ['Reactivations', facts.reactivateShapes],
    ['Members of groups', facts.memberShapes],
  ]
  const seen = shapes.filter(([, list]) => list.length > 0)
  if (whole === 0 && seen.length === 0) return null
  return (
    <div className={styles.coverage}>
      {whole > 0 && (
        <section aria-labelledby="capture-attributes" className={styles.part}>
          <h2 id="capture-attributes" className={styles.title}>
            Attributes of {whole === 1 ? 'the user' : `the ${whole} users`}
          </h2>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Attribute</th>
                <th scope="col">Filled</th>
                <th scope="col">
                  <span className="visually-hidden">Use</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {facts.attributes.slice(0, 60).map((one) => (
                <Row key={one.path} attribute={one} whole={whole} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {seen.length > 0 && (
        <section aria-labelledby="capture-shapes" className={styles.part}>
          <h2 id="capture-shapes" className={styles.title}>
            Shapes
          </h2>
          <dl className={styles.shapes}>
            {seen.map(([name, list]) => (
              <div key={name}>
                <dt>{name}</dt>
                {list.map(({ shape, says, count }) => (
                  <dd key={shape}>
                    {says} <span className={styles.quiet}>{count === 1 ? 'once' : `${count} times`}</span>
                  </dd>
                ))}
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  )
}

function Row({
  attribute: { path, use, kind, filled, empty },
  whole,
}: {
  attribute: CapturedAttribute
  whole: number
}) {
  const all = filled >= whole
  const status = use !== 'needed' ? 'info' : all ? 'pass' : filled === 0 ? 'fail' : 'warn'
  return (
    <tr>
      <td>
        <code>{path}</code>
        {kind === 'custom' && <Tag>custom</Tag>}
      </td>
      <td>
        {use === 'needed' ? (
          <StatusMark status={status} word={all ? 'every user' : `${filled} of ${whole}`} />
        ) : (
          <span className={styles.quiet}>{all ? 'every user' : `${filled} of ${whole}`}</span>
        )}
        {empty > 0 && <span className={styles.quiet}>, {empty} without a value</span>}
      </td>
      <td className={styles.quiet}>{uses[use]}</td>
    </tr>
  )
}
