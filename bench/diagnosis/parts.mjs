// What the benchmark of the diagnosis runs: bundled from the sources, since a benchmark is no TypeScript.

export { runEngine } from '../../src/main/diagnosis/engine.ts'
export { nothingGiven } from '../../src/main/diagnosis/input.ts'
export { diagnosisProbes } from '../../src/main/diagnosis/probes/probes.ts'
export { nodeHost } from '../../src/main/host/node-host.ts'
export { inspectionJobs } from '../../src/main/inspection/jobs.ts'
export { adfsMetadata } from '../../tests/lab/documents/adfs.ts'
export { browserEndpoints } from '../../tests/lab/documents/metadata.ts'
export { issue } from '../../tests/lab/idp/issue.ts'
export { labKey } from '../../tests/lab/idp/keys.ts'
export { startFaultyScim } from '../../tests/lab/scim/faulty.ts'
export { startWorkos } from '../../tests/lab/workos/server.ts'
