import { describeLab, startLab } from './start'

/** Starts the lab, prints where everything is as one line of JSON, and runs until told to stop. */
const lab = await startLab()
process.stdout.write(`${JSON.stringify(describeLab(lab))}\n`)

const stop = () => {
  lab.close().then(
    () => process.exit(0),
    () => process.exit(1),
  )
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
