import { randomUUID } from 'node:crypto'
import type { DiagnosisSummary, ReportFormat } from '../../../shared/diagnosis'
import { failed, succeeded } from '../../../shared/problem'
import type { Inspector } from '../../inspection/door'
import { type Bundle, notABundle } from '../../report/bundle'
import { readBundle } from '../../report/read-bundle'
import type { OpenFiles } from '../files'
import type { Handlers } from '../ipc'
import type { Previews } from '../previews'
import { printed } from '../print'
import { origin, previewFolder } from '../protocol'
import { fileName, saveAs } from '../save-as'
import type { DiagnosisStore } from '../store/diagnoses'

type DiagnosisCalls = Pick<
  Handlers,
  | 'diagnoses.list'
  | 'diagnoses.get'
  | 'diagnoses.remove'
  | 'diagnoses.restore'
  | 'diagnoses.open'
  | 'diagnoses.report'
  | 'diagnoses.saveReport'
>

/** A report that was shown, and is written as it was shown. */
interface ShownReport {
  name: string
  format: ReportFormat
  text: string
}

const extensions: Readonly<Record<ReportFormat, string>> = { html: 'html', pdf: 'pdf', markdown: 'md', json: 'json' }

/** The diagnoses that are kept, and the one way by which one leaves the program. */
export function diagnosisHandlers(
  store: DiagnosisStore,
  files: OpenFiles,
  previews: Previews,
  inspector: Inspector,
  secrets: () => Promise<string[]>,
): DiagnosisCalls {
  let shown: { ticket: string; report: ShownReport } | null = null
  return {
    'diagnoses.list': async ({ setupId }) => succeeded(await store.list(setupId)),
    'diagnoses.get': ({ id }) => store.get(id),
    'diagnoses.remove': ({ id }) => store.remove(id),
    'diagnoses.restore': ({ id }) => store.restore(id),

    'diagnoses.open': async ({ ticket }) => {
      const file = files.path(ticket)
      if (!file.ok) return file
      const bundle = await readBundle(inspector, { kind: 'path', ...file.value })
      if (!bundle.ok) return bundle
      if (bundle.value.command === 'diagnose') return store.adopt(bundle.value)
      return notABundle(`It is what “signpost ${bundle.value.command}” found, and no diagnosis.`)
    },

    'diagnoses.report': async ({ id, format, withPeople }) => {
      const bundle = await store.bundle(id)
      if (!bundle.ok) return bundle
      const { redact } = await import('../../report/redact')
      const at = new Date().toISOString()
      const safe = redact(bundle.value, { at, secrets: await secrets(), people: !withPeople })
      const text = await written(safe, format)
      const ticket = randomUUID()
      shown = { ticket, report: { name: `${fileName(`diagnosis ${safe.startedAt.slice(0, 10)}`)}`, format, text } }
      const { removed = 0, pseudonyms = 0 } = safe.redaction ?? {}
      const isPage = format === 'html' || format === 'pdf'
      const seen = isPage
        ? ({ as: 'page', url: `${origin}/${previewFolder}${previews.show(text)}` } as const)
        : ({ as: 'text', text } as const)
      return succeeded({ ticket, seen, removed, pseudonyms })
    },

    'diagnoses.saveReport': async ({ ticket }, window) => {
      if (shown?.ticket !== ticket) return failed(notShown)
      const { name, format, text } = shown.report
      const content = format === 'pdf' ? await printed(text) : text
      return saveAs(window, `${name}.${extensions[format]}`, extensions[format], content)
    },
  }
}

/** What the journal of a set-up says of a diagnosis. */
export async function noteOf({ first, confirmed, end }: DiagnosisSummary): Promise<string> {
  const { causeOf } = await import('../../../shared/guidance/causes/causes')
  const cut = end === 'done' ? '' : ' It was not run to its end.'
  if (first === null) return `Diagnosis: no cause was found.${cut}`
  const more = confirmed > 1 ? ` and ${confirmed - 1} more` : ''
  return `Diagnosis: ${first.state === 'confirmed' ? 'confirmed' : 'likely'}: ${causeOf(first.cause).title}${more}.${cut}`
}

/** The code of a format is read when it is first asked for, so that the window does not wait for it. */
async function written(bundle: Bundle, format: ReportFormat): Promise<string> {
  if (format === 'json') return `${JSON.stringify(bundle, null, 2)}\n`
  const { reportOf } = await import('../../report/model')
  if (format === 'markdown') return (await import('../../report/markdown')).reportAsMarkdown(reportOf(bundle))
  return (await import('../../report/html')).reportAsHtml(reportOf(bundle))
}

const notShown = {
  code: 'report.not-shown',
  title: 'This report was not looked at.',
  detail: 'Only what was shown is written, and another one was shown since.',
  remedy: 'Open the report again and save it from there.',
}
