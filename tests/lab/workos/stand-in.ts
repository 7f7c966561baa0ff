import type { Origins } from './call'
import { Environment, type EnvironmentName } from './environment'
import { FaultPlan } from './faults'
import { RateLimits } from './rate-limits'
import { RequestLog } from './request-log'
import { type SeedDetails, seedEnvironment } from './seed'

/** What an environment is reached with. The keys are the same in every run: they open nothing but the lab. */
export interface EnvironmentAccess {
  clientId: string
  apiKey: string
  revokedKey: string
  /** Known, but without permission for anything. */
  powerlessKey: string
}

export const access: Readonly<Record<EnvironmentName, EnvironmentAccess>> = {
  staging: {
    clientId: 'client_01K8ZSTAG00000000000000000',
    apiKey: 'sk_test_labStagingKey0000000000001',
    revokedKey: 'sk_test_labStagingRevoked000000001',
    powerlessKey: 'sk_test_labStagingPowerless0000001',
  },
  production: {
    clientId: 'client_01K8ZPR0D00000000000000000',
    apiKey: 'sk_live_labProductionKey0000000001',
    revokedKey: 'sk_live_labProductionRevoked000001',
    powerlessKey: 'sk_live_labProductionPowerless0001',
  },
}

/** The whole of the stand-in's memory. */
export class StandIn {
  environments: readonly Environment[] = []
  readonly faults = new FaultPlan()
  readonly limits: RateLimits
  readonly log = new RequestLog()
  #clockAheadMs = 0
  readonly #startedAt = Date.now()

  constructor(
    readonly origins: Origins,
    private readonly seedDetails: SeedDetails,
  ) {
    this.limits = new RateLimits(this.now)
  }

  /** The lab's clock: the machine's, moved ahead by whatever a test wanted. */
  readonly now = (): number => Date.now() + this.#clockAheadMs

  advanceClock(ms: number): void {
    this.#clockAheadMs += ms
  }

  /** Back to the seeds, with the same IDs as at the start. Faults, counts and the moved clock are forgotten. */
  reset(): void {
    this.#clockAheadMs = 0
    this.faults.clear()
    this.limits.reset()
    this.log.reset()
    this.environments = (['staging', 'production'] as const).map((name) => {
      const { clientId, apiKey, revokedKey, powerlessKey } = access[name]
      const environment = new Environment(name, clientId, this.now)
      environment.apiKeys.set(apiKey, 'valid').set(revokedKey, 'revoked').set(powerlessKey, 'no-permission')
      seedEnvironment(environment, this.seedDetails, this.#startedAt)
      return environment
    })
  }

  environment(name: EnvironmentName): Environment {
    const found = this.environments.find((environment) => environment.name === name)
    if (!found) throw new Error(`the lab has no environment ${name}`)
    return found
  }
}
