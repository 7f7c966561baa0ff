import { type Command, Option } from 'commander'
import { catalogEntry } from '../../shared/catalog/index'
import { type Recommendation, recommend } from '../../shared/guidance/chooser'
import type { ChooserFacts, ChooserPurpose, ChooserQuestion, YesNo } from '../../shared/guidance/chooser-tree'
import { table, wrap } from './layout'
import { type CommandOptions, paint, runCommand } from './output'

interface ChooseOptions extends CommandOptions {
  purpose?: ChooserPurpose
  saml?: YesNo
  oidc?: YesNo
  scim?: YesNo
  nativeApi?: YesNo
  inCatalog?: YesNo
}

/** How each fact is given on the command line. */
const flags: Readonly<Record<keyof ChooserFacts, string>> = {
  purpose: '--purpose',
  saml: '--saml',
  oidc: '--oidc',
  scim: '--scim',
  nativeApi: '--native-api',
  inCatalog: '--in-catalog',
}

/** Adds `choose`: the type decision tree. */
export function addChoose(program: Command): void {
  const yesNo = (flag: string, description: string) =>
    new Option(`${flag} <answer>`, description).choices(['yes', 'no'])
  program
    .command('choose')
    .description('Recommends a connection type and the integrations to go on with.')
    .addOption(
      new Option('--purpose <purpose>', 'what the connection is for').choices(['login', 'provisioning', 'social']),
    )
    .addOption(yesNo('--saml', 'the provider speaks SAML 2.0'))
    .addOption(yesNo('--oidc', 'the provider speaks OpenID Connect'))
    .addOption(yesNo('--scim', 'the provider pushes users over SCIM 2.0'))
    .addOption(yesNo('--native-api', 'the provider has an interface of its own that users can be read from'))
    .addOption(yesNo('--in-catalog', 'the catalog lists the provider'))
    .option('--json', 'print one JSON object')
    .action(({ json, ...facts }: ChooseOptions) =>
      runCommand(
        'choose',
        null,
        { json },
        () => ({ result: { recommendation: recommend(facts) } }),
        ({ result }) => recommendationText(result.recommendation),
      ),
    )
}

function recommendationText({ type, slugs, reason, next }: Recommendation): string {
  const rows = slugs.flatMap((slug) => {
    const entry = catalogEntry(slug)
    return entry ? [[entry.slug, entry.name, entry.type]] : []
  })
  return [
    ...(type === null ? [] : [paint('bold', next === null ? type : `${type}, as far as is known`)]),
    wrap(reason),
    ...(rows.length === 0 ? [] : ['', table(['SLUG', 'PROVIDER', 'TYPE'], rows, (cell) => paint('bold', cell))]),
    ...(next === null ? [] : ['', questionText(next)]),
  ].join('\n')
}

function questionText({ ask, help, options }: ChooserQuestion): string {
  const answers = options.map(({ label, facts }) => [`  ${label}`, asFlags(facts)])
  return [paint('bold', ask), wrap(help), table(['  ANSWER', 'ADD'], answers)].join('\n')
}

function asFlags(facts: ChooserFacts): string {
  return Object.entries(flags)
    .flatMap(([key, flag]) =>
      Object.entries(facts).flatMap(([name, answer]) => (name === key ? [`${flag} ${answer}`] : [])),
    )
    .join(' ')
}
