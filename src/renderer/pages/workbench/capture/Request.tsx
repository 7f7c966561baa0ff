import { Button } from '@radix-ui/themes'
import { X } from 'lucide-react'
import { useCall } from '../../../bridge/use-call'
import { CopyButton } from '../../../components/CopyButton'
import { ProblemNote } from '../../../components/ProblemNote'
import { StatusMark } from '../../../components/StatusMark'
import { When } from '../../../components/When'
import styles from './capture.module.css'

/** One request in full: what was sent, what is to be said of it. */
export function Request({ n, onClose }: { n: number; onClose: () => void }) {
  const { value, problem } = useCall('scimCapture.request', { n })
  if (problem) return <ProblemNote problem={problem} />
  if (value === undefined) return null
  if (value === null) return <p className={styles.quiet}>This request is no longer listed.</p>
  const { method, path, at, status, userAgent, contentType, bytes, body, bodyKept, remarks } = value
  const text = body === null ? null : pretty(body.text)
  return (
    <article className={styles.request} aria-label={`Request ${n}`}>
      <div className={styles.requestHead}>
        <code className={styles.requestLine}>
          {method} {path}
        </code>
        <Button size="1" variant="ghost" color="gray" onClick={onClose} aria-label="Close the request">
          <X aria-hidden size={14} />
        </Button>
      </div>
      <p className={styles.quiet}>
        Request {n}, <When at={at} />, answered with {status ?? 'an unknown status'}
        {userAgent !== null && `, from ${userAgent}`}
        {contentType !== null && `, ${contentType}`}
        {bytes > 0 && `, ${bytes} bytes`}
      </p>
      {remarks.length > 0 && (
        <ul className={styles.remarks}>
          {remarks.map(({ status: one, sentence }) => (
            <li key={sentence}>
              <StatusMark status={one} />
              <span>{sentence}</span>
            </li>
          ))}
        </ul>
      )}
      {text !== null && (
        <div className={styles.body}>
          <div className={styles.bodyHead}>
            <span className={styles.quiet}>
              Body, without passwords{body?.complete === false ? ', its beginning' : ''}
            </span>
            <CopyButton text={text} what="body" />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long body is scrolled by keyboard */}
          <pre tabIndex={0}>{text}</pre>
        </div>
      )}
      {!bodyKept && (
        <p className={styles.quiet}>Its body is no longer kept: only those of the last 2,000 requests are.</p>
      )}
    </article>
  )
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
