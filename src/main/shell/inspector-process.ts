import { app, utilityProcess } from 'electron'
import type { Inspector } from '../inspection/door'
import { type InspectorProcess, inspectorHeapMegabytes, superviseInspector } from '../inspection/supervisor'

/** The inspector as a utility process: an empty environment, a heap of its own, nothing of main's. */
export function openInspector(entry: string, report: (message: string) => void): Inspector {
  return superviseInspector(() => start(entry), report)
}

function start(entry: string): InspectorProcess {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'Signpost inspector',
    env: {},
    execArgv: [`--max-old-space-size=${inspectorHeapMegabytes}`],
    stdio: 'ignore',
  })
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.on('exit', listener),
    kill: () => child.kill(),
    memory: () => {
      const metric = app.getAppMetrics().find(({ pid }) => pid === child.pid)
      return metric ? metric.memory.workingSetSize * 1024 : null
    },
  }
}
