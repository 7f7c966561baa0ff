import type { ResponseInspectResult } from '../../../../shared/runs/response'
import { Tag } from '../../../components/Tag'
import { When } from '../../../components/When'
import styles from './response.module.css'

/** The messages of a capture, in the order they were sent. Another response can be chosen; requests only tell what was asked for. */
export function MessageChoice({
  messages,
  running,
  onChoose,
}: {
  messages: ResponseInspectResult['messages']
  running: boolean
  /** Counted from 0 among the responses. */
  onChoose: (message: number) => void
}) {
  const responses = messages.filter(({ parameter }) => parameter !== 'SAMLRequest')
  if (messages.length < 2) return null
  return (
    <section className={styles.messages} aria-label="Messages in the document">
      <h3 className={styles.smallTitle}>
        {messages.length} messages, {responses.length === 1 ? 'one response' : `${responses.length} responses`}
      </h3>
      <ol className={styles.messageList}>
        {messages.map((message, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same message may be sent twice
          <li key={index} data-chosen={message.chosen}>
            <Tag strong={message.chosen}>{message.parameter ?? 'message'}</Tag>
            <span className={styles.sentTo}>
              {message.sentTo ?? <em className={styles.quiet}>address not told</em>}
              {message.at && (
                <span className={styles.quiet}>
                  , <When at={message.at} of="second" />
                </span>
              )}
            </span>
            {message.parameter !== 'SAMLRequest' &&
              (message.chosen ? (
                <span className={styles.judged}>judged here</span>
              ) : (
                <button
                  type="button"
                  className={styles.choose}
                  disabled={running}
                  onClick={() => onChoose(responses.indexOf(message))}
                >
                  Judge this one
                </button>
              ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
