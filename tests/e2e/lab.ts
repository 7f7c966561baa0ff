import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const environment = z.object({ apiKey: z.string(), clientId: z.string() })
const labSchema = z.object({
  workos: z.object({ origin: z.string(), control: z.string(), staging: environment, production: environment }),
  https: z.object({ origin: z.string(), metadata: z.string(), pages: z.array(z.string()), control: z.string() }),
  idp: z.object({ origin: z.string(), metadata: z.string(), user: z.string(), password: z.string() }),
  caPath: z.string(),
})

/** The practice lab as a program of its own, which `npm start -- --lab` starts in the same way. */
export type RunningLab = z.infer<typeof labSchema> & {
  /** What a program is told to enter the lab. */
  env: { SIGNPOST_LAB: string }
  close(): Promise<void>
}

/** Starts the lab and waits until it says where its servers are. */
export async function startLabProgram(): Promise<RunningLab> {
  const program = spawn(process.execPath, ['build/lab.mjs'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => program.once('close', () => resolve()))
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: program.stdout }).once('line', resolve)
    program.once('close', (code) => reject(new Error(`the lab ended with exit code ${code}`)))
  })
  return {
    ...labSchema.parse(JSON.parse(line)),
    env: { SIGNPOST_LAB: line },
    close: () => {
      program.kill()
      return ended
    },
  }
}
