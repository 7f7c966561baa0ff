import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forkInspector } from '../../src/main/inspection/node-process'
import {
  type InspectionLimits,
  type InspectorProcess,
  inspectionLimits,
  superviseInspector,
} from '../../src/main/inspection/supervisor'
import { documentOf, now } from '../unit/metadata-corpus'
import { bundleCommandLine, type CommandLine } from './command-line'

const megabyte = 1024 * 1024
let line: CommandLine
let folder: string
let large: string
let small: string

beforeAll(async () => {
  line = await bundleCommandLine()
  folder = await mkdtemp(join(tmpdir(), 'signpost-limits-'))
  large = join(folder, 'large.xml')
  small = join(folder, 'small.xml')
  await writeFile(small, documentOf('okta'))
  const entity = documentOf('shibboleth').replace(/^<\?xml[^>]*\?>/, '')
  const entities = Array.from({ length: Math.ceil((40 * megabyte) / entity.length) }, (_, index) =>
    entity.replace('/idp/shibboleth"', `/idp/shibboleth/${index}"`),
  )
  await writeFile(
    large,
    `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${entities.join('')}</EntitiesDescriptor>`,
  )
})
afterAll(async () => {
  await line.remove()
  await rm(folder, { recursive: true, force: true })
})

/** The real inspector in processes of its own, with the processes that were started. */
function inspectorWithin(limits: InspectionLimits) {
  const started: Array<{ process: InspectorProcess; ended: Promise<number | null> }> = []
  const spawn = () => {
    const process = forkInspector(join(dirname(line.path), 'inspector.js'))
    started.push({ process, ended: new Promise((resolve) => process.onExit(resolve)) })
    return process
  }
  const inspector = superviseInspector(spawn, () => {}, limits)
  const inspect = async (path: string, onFinding = () => {}) => {
    const job = inspector.inspect(
      'metadata.inspect',
      {
        document: { kind: 'path', path, name: 'document.xml' },
        exchange: null,
        now,
        skewMs: 0,
        entityId: null,
        certificate: null,
        entities: { offset: 0 },
      },
      new AbortController().signal,
    )
    let step = await job.next()
    while (!step.done) {
      onFinding()
      step = await job.next()
    }
    return step.value
  }
  return { inspector, inspect, started }
}

describe('the inspector, read by a large document', () => {
  it.each([
    ['takes more memory than it may', { memoryBytes: 65 * megabyte }, 'inspection.memory'],
    ['takes longer than it may', { timeMs: 100 }, 'inspection.timeout'],
  ])('%s: ended, said, and the next document is read by another process', async (_, tight, code) => {
    const limits = { ...inspectionLimits, ...tight }
    const { inspector, inspect, started } = inspectorWithin(limits)
    try {
      const outcome = await inspect(large)
      expect(outcome).toMatchObject({ ok: false, problem: { code } })
      if (outcome.ok) return
      expect(outcome.problem.title).toMatch(/^The document took too (much memory|long) to read\.$/)
      await started[0]?.ended
      Object.assign(limits, inspectionLimits)
      expect(await inspect(small)).toMatchObject({ ok: true, value: { entityCount: 1 } })
      expect(started).toHaveLength(2)
    } finally {
      inspector.close()
    }
  })
})
