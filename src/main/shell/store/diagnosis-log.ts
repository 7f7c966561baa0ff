import { type FileHandle, open, readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { rememberedInputSchema } from '../../../shared/diagnosis'
import { type Finding, findingSchema } from '../../../shared/finding'
import { diagnoseProgress } from '../../../shared/runs/diagnose'

const headSchema = z.object({
  schema: z.literal(1),
  id: z.string(),
  setupId: z.string().nullable(),
  subject: z.string(),
  startedAt: z.string(),
  version: z.string(),
  given: rememberedInputSchema,
})
export type LogHead = z.infer<typeof headSchema>

/** How far the diagnosis was, without its verdicts: those are made anew. */
const standingSchema = diagnoseProgress.omit({ verdicts: true, open: true })
export type Standing = z.infer<typeof standingSchema>

const lineSchema = z.union([z.object({ findings: z.array(findingSchema) }), z.object({ standing: standingSchema })])

/** What a log held of a diagnosis that did not come to its end. */
export interface LoggedDiagnosis {
  head: LogHead
  findings: Finding[]
  /** How far it was when that was last written; null when it never was. */
  standing: Standing | null
  /** When it was last written to, milliseconds since 1970. */
  lastWrittenMs: number
}

/**
 * A diagnosis while it runs, on disk: one line of JSON for each batch of findings, written before the batch is shown. However the
 * program ends, what was seen on screen can be read back.
 */
export class DiagnosisLog {
  private constructor(
    private readonly file: FileHandle,
    readonly head: LogHead,
  ) {}

  static async begin(path: string, head: LogHead): Promise<DiagnosisLog> {
    const log = new DiagnosisLog(await open(path, 'ax', 0o600), head)
    await log.write(head)
    return log
  }

  found(findings: readonly Finding[]): Promise<void> {
    return this.write({ findings })
  }

  stands(standing: Standing): Promise<void> {
    return this.write({ standing })
  }

  close(): Promise<void> {
    return this.file.close()
  }

  private write(line: object): Promise<void> {
    return this.file.appendFile(`${JSON.stringify(line)}\n`)
  }
}

/** Reads a log back, as far as whole lines go: the last one may have been cut off. Null when not even its head is there. */
export async function readLog(path: string): Promise<LoggedDiagnosis | null> {
  const [first = '', ...rest] = (await readFile(path, 'utf8')).split('\n')
  const head = headSchema.safeParse(parsed(first))
  if (!head.success) return null
  const lastWrittenMs = (await stat(path)).mtimeMs
  const logged: LoggedDiagnosis = { head: head.data, findings: [], standing: null, lastWrittenMs }
  for (const text of rest) {
    const line = lineSchema.safeParse(parsed(text))
    if (!line.success) continue
    if ('findings' in line.data) logged.findings.push(...line.data.findings)
    else logged.standing = line.data.standing
  }
  return logged
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
