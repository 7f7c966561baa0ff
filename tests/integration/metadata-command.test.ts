import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aggregate } from '../lab/documents/aggregate'
import { browserEndpoints } from '../lab/documents/metadata'
import { shibbolethMetadata } from '../lab/documents/shibboleth'
import { labKey } from '../lab/idp/keys'
import { bundleCommandLine, type CommandLine } from './command-line'

let line: CommandLine
let folder: string
let federation: string
const entities = 1500

beforeAll(async () => {
  line = await bundleCommandLine()
  folder = await mkdtemp(join(tmpdir(), 'metadata-command-'))
  const { certificateBase64 } = await labKey('aggregate')
  const written = Array.from({ length: entities }, (_, index) =>
    shibbolethMetadata({
      entityId: `https://idp${index}.example.test/idp/shibboleth`,
      sso: browserEndpoints(`https://idp${index}.example.test/sso`),
      signingCertificates: [certificateBase64],
    }),
  )
  federation = join(folder, 'federation.xml')
  await writeFile(federation, aggregate('urn:example:federation', written))
})
afterAll(async () => {
  await line.remove()
  await rm(folder, { recursive: true, force: true })
})

describe('metadata inspect of an aggregate', () => {
  it('lists every entity as JSON, in the form any other answer has', async () => {
    const { code, stdout } = await line.run(['metadata', 'inspect', federation, '--json'])
    const answer = JSON.parse(stdout)
    expect(code).toBe(0)
    expect(answer.result.entities).toHaveLength(entities)
    expect(answer.result.entities[entities - 1]).toMatchObject({
      entityId: `https://idp${entities - 1}.example.test/idp/shibboleth`,
    })
    expect(Object.keys(answer)).toEqual([
      'tool',
      'version',
      'command',
      'subject',
      'startedAt',
      'durationMs',
      'findings',
      'verdicts',
      'result',
    ])
    expect(stdout).toBe(`${JSON.stringify(answer, null, 2)}\n`)
  })

  it('tells a person how many there are, and the one asked for in full', async () => {
    const all = await line.run(['metadata', 'inspect', federation])
    expect(all.stdout).toContain(`${entities} entities. Add --entity ID`)
    const one = await line.run([
      'metadata',
      'inspect',
      federation,
      '--entity',
      'https://idp7.example.test/idp/shibboleth',
    ])
    expect(one.stdout).toContain('https://idp7.example.test/sso')
  })

  it('ends without a word when nobody reads on', async () => {
    const child = line.start(['metadata', 'inspect', federation, '--json'])
    let complaints = ''
    child.stderr?.on('data', (chunk) => {
      complaints += chunk
    })
    child.stdout?.once('data', () => child.stdout?.destroy())
    await once(child, 'close')
    expect(complaints).toBe('')
  })
})
