import { Button } from '@radix-ui/themes'
import { CircleAlert, X } from 'lucide-react'
import { compareSignIns } from '../../../../shared/sign-in/compare'
import type { SignIn } from '../../../../shared/sign-in/trace'
import { StatusMark } from '../../../components/StatusMark'
import { When } from '../../../components/When'
import styles from './sign-in.module.css'
import { endWord, whoIn } from './words'

/** Several sign-ins side by side: who lacks what the others have, and whose NameID is of another kind. */
export function Compared({ signIns, onClear }: { signIns: readonly SignIn[]; onClear: () => void }) {
  const rows = compareSignIns(signIns)
  const telling = rows.filter(({ differs, apart }) => differs || apart.some((one) => one))
  return (
    <section className={styles.result} aria-label="Comparison">
      <header className={styles.resultHead}>
        <h2 className={styles.resultTitle}>{signIns.length} sign-ins side by side</h2>
        <div className={styles.actions}>
          <Button variant="soft" color="gray" onClick={onClear}>
            <X aria-hidden size={14} />
            Close the comparison
          </Button>
        </div>
      </header>
      <p className={styles.quiet}>
        {telling.length === 0
          ? 'Nothing that ought to be the same differs.'
          : `${telling.length === 1 ? 'One line needs' : `${telling.length} lines need`} a look; they are marked.`}
      </p>
      <div className={styles.tableFrame}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">What</span>
              </th>
              {signIns.map((signIn) => {
                const { status, word } = endWord(signIn)
                return (
                  <th key={signIn.id} scope="col" className={styles.who}>
                    <strong>{whoIn(signIn) ?? signIn.label}</strong>
                    <span>
                      <StatusMark status={status ?? 'info'} word={word} />
                    </span>
                    <span>
                      <When at={signIn.startedAt} />
                    </span>
                  </th>
                )
              })}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ what, values, apart, differs }) => {
              const marked = differs || apart.some((one) => one)
              return (
                <tr key={what} data-marked={marked}>
                  <th scope="row">
                    {marked && <CircleAlert aria-label="Needs a look" size={13} className={styles.markedIcon} />}
                    {what}
                  </th>
                  {values.map((value, column) => (
                    <td key={signIns[column]?.id} data-apart={apart[column]}>
                      {value === null || value === '' ? (
                        <em>{value === null ? 'not seen' : 'none'}</em>
                      ) : (
                        <code className={styles.text}>{value}</code>
                      )}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
