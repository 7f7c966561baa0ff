import { randomUUID } from 'node:crypto'
import { nodeHost } from '../../src/main/host/node-host'
import type { Inspector } from '../../src/main/inspection/door'
import { inspectionJobs } from '../../src/main/inspection/jobs'
import { Conductor } from '../../src/main/workos/sign-in/conduct'
import type { SignInPlan, SignInTools } from '../../src/main/workos/sign-in/plan'
import { realTimers } from '../../src/main/workos/timers'
import type { SignIn } from '../../src/shared/sign-in/trace'
import { signInSchema } from '../../src/shared/sign-in/trace'
import type { LabBrowser } from './browser'
import type { WorkosLab } from './workos/server'

/** The inspector's jobs in this process. */
export const nearInspector: Inspector = {
  inspect(kind, input, signal, onPart = () => {}) {
    const job = inspectionJobs[kind] as (...given: unknown[]) => ReturnType<Inspector['inspect']>
    return job(input, signal, onPart) as ReturnType<typeof this.inspect<typeof kind>>
  },
  close() {},
}

export interface Conducted {
  signIn: SignIn
  conductor: Conductor
  /** Every state that was told, as JSON. */
  told: string[]
}

/** Begins a test sign-in through a browser of the lab. */
export function startConducting(
  lab: WorkosLab,
  browser: Pick<LabBrowser, 'open'>,
  change: Partial<SignInPlan> = {},
  tools: Partial<SignInTools> = {},
): Omit<Conducted, 'signIn'> {
  const told: string[] = []
  const plan: SignInPlan = {
    id: randomUUID(),
    label: 'Borealis GmbH',
    setupId: null,
    way: 'window',
    startsAt: 'workos',
    subject: {
      environmentId: 'e1',
      environmentName: 'Staging',
      environmentKind: 'staging',
      selector: { connectionId: lab.scenario.connectionOf('staging', 'Borealis GmbH').id },
    },
    credentials: { apiKey: lab.staging.apiKey, clientId: lab.staging.clientId, baseUrl: lab.origin },
    redirectUri: 'https://staging.product.example/callback',
    idpUrl: null,
    prompt: null,
    loginHint: null,
    metadata: null,
    certificates: [],
    ...change,
  }
  const conductor = new Conductor(plan, {
    host: nodeHost(),
    inspector: nearInspector,
    timers: realTimers,
    open: browser.open,
    changed: (signIn) => told.push(JSON.stringify(signInSchema.parse(signIn))),
    ...tools,
  })
  return { conductor, told }
}

/** Makes a test sign-in through a browser of the lab, and waits for its end. */
export async function conducted(...given: Parameters<typeof startConducting>): Promise<Conducted> {
  const started = startConducting(...given)
  return { ...started, signIn: signInSchema.parse(await started.conductor.done) }
}
