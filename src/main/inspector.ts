import { answerJobs } from './inspection/desk'
import { inspectionJobs } from './inspection/jobs'

/**
 * Entry of the inspector process: an Electron utility process, or a child process of Node. It reads untrusted documents. It is
 * given an empty environment and no credentials, and opens no connection.
 */
const parentPort: unknown = Reflect.get(process, 'parentPort')

if (isPort(parentPort)) {
  answerJobs(inspectionJobs, {
    post: (message) => parentPort.postMessage(message),
    onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
  })
} else {
  process.on('disconnect', () => process.exit(0))
  answerJobs(inspectionJobs, {
    post: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', listener),
  })
}

/** The little of Electron's parent port that is used; this file must run without Electron. */
interface Port {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

function isPort(value: unknown): value is Port {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value
}
