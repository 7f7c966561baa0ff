import { readFile, stat } from 'node:fs/promises'
import type { Finding } from '../../shared/finding'
import { failed, type Outcome, succeeded } from '../../shared/problem'
import { seenIn } from '../diagnosis/handed-on'
import { type InspectedDocument, unreadableFile } from '../inspection/document'
import { type Bundle, largestBundle, notABundle, openBundle, tooLarge } from './bundle'

export interface ReadBundleInput {
  document: InspectedDocument
}

const nothing: readonly Finding[] = []

/**
 * Reads an evidence bundle that somebody else made: its JSON, its form, and the form of everything that was seen. Judges nothing.
 * What was seen by another version, in a form that is not known here, is left out; a bundle that is built to harm is refused.
 */
export async function* readBundleJob({ document }: ReadBundleInput): AsyncGenerator<Finding, Outcome<Bundle>> {
  yield* nothing
  const text = await textOf(document)
  if (!text.ok) return text
  const bundle = openBundle(text.value)
  if (!bundle.ok || bundle.value.result.seen === undefined) return bundle
  const seen = seenIn(bundle.value.result)
  if (seen === null)
    return notABundle('What it says was seen is deeper, larger or of another form than Signpost writes it.')
  return succeeded({ ...bundle.value, result: { ...bundle.value.result, seen } })
}

async function textOf(document: InspectedDocument): Promise<Outcome<string>> {
  if (document.kind === 'bytes') {
    if (document.bytes.length > largestBundle) return notABundle(tooLarge)
    return succeeded(new TextDecoder().decode(document.bytes))
  }
  try {
    if ((await stat(document.path)).size > largestBundle) return notABundle(tooLarge)
    return succeeded(await readFile(document.path, 'utf8'))
  } catch (error) {
    return failed(unreadableFile(document.name, error))
  }
}
