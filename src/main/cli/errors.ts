import type { Command } from 'commander'
import { searchErrors } from '../../shared/guidance/errors/dictionary'
import type { ErrorEntry } from '../../shared/guidance/errors/entry'
import { wrap } from './layout'
import { type CommandOptions, paint, runCommand, UnusableInput } from './output'

interface SearchOptions extends CommandOptions {
  limit: number
}

/** `signpost errors`: what a code or a message means. */
export function addErrors(program: Command): void {
  program
    .command('errors')
    .description('What an error code or message means, what it comes from, and what to do; works offline')
    .argument(
      '<text...>',
      'a code (AADSTS50011, MSIS7007, event 364, redirect_uri_mismatch), or the message it stands in',
    )
    .option('--limit <number>', 'how many at most', parseLimit, 5)
    .option('--json', 'print one JSON object')
    .action((words: string[], options: SearchOptions) => search(words.join(' '), options))
}

function parseLimit(text: string): number {
  const limit = Number(text)
  if (!Number.isInteger(limit) || limit < 1 || limit > 500)
    throw new UnusableInput('--limit takes a whole number from 1 to 500.')
  return limit
}

function search(text: string, options: SearchOptions): Promise<void> {
  if (text.trim() === '') throw new UnusableInput('Nothing to search for. Give a code or a message.')
  return runCommand(
    'errors',
    // What is pasted may be a whole page with names in it.
    text.length > 200 ? null : text,
    options,
    () => {
      const found = searchErrors(text)
      return { result: { found: found.length, errors: found.slice(0, options.limit) } }
    },
    ({ result: { found, errors } }) => errorsText(errors, found),
  )
}

function errorsText(errors: readonly ErrorEntry[], found: number): string {
  if (errors.length === 0)
    return 'Nothing of that is known. Search with the code alone, or with the words the message turns on.'
  const more = found - errors.length
  return [
    errors.map(entryText).join('\n\n'),
    ...(more > 0 ? ['', `${more} more: add --limit ${Math.min(found, 500)}`] : []),
  ].join('\n')
}

function entryText({ product, code, seen, meaning, causes, fix, where, source }: ErrorEntry): string {
  const lead = '  '
  return [
    `${paint('bold', code)}  ${product}`,
    wrap(`Seen: ${seen}`, lead),
    wrap(meaning, lead),
    wrap(fix, '  → '),
    ...(where === undefined ? [] : [wrap(where, '    ')]),
    ...(causes.length === 0 ? [] : [wrap(`Causes: ${causes.join(', ')}`, lead)]),
    `  ${source}`,
  ].join('\n')
}
