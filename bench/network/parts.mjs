// What the network benchmarks run: bundled from the sources, since a benchmark is no TypeScript.
export { limitsFor } from '../../src/main/clock/limits.ts'
export { checkClocks } from '../../src/main/clock/probe.ts'
export { nodeHost } from '../../src/main/host/node-host.ts'
export { reach } from '../../src/main/network/reach.ts'
export { reachMany } from '../../src/main/network/reach-many.ts'
export { startDnsServer } from '../../tests/lab/network/dns-server.ts'
export { makeRoot } from '../../tests/lab/network/pki.ts'
