import {
  BookMarked,
  Clock,
  FileCheck2,
  FileClock,
  FileCode2,
  FileDiff,
  Keyboard,
  KeyRound,
  ListChecks,
  ListTree,
  LogIn,
  type LucideIcon,
  Plus,
  Radio,
  RefreshCw,
  Server,
  ServerCog,
  Signpost,
  Stethoscope,
  UserRoundCog,
  Waypoints,
} from 'lucide-react'
import { joined, wordsOf } from '../../shared/catalog/search-text'
import type { ErrorEntry } from '../../shared/guidance/errors/entry'
import type { SetupSummary } from '../../shared/setup'
import type { CatalogIndex } from '../pages/catalog/catalog-index'
import { keep } from './kept'
import { places } from './places'

/** One thing the palette can jump to or do. */
export type Choice = {
  id: string
  name: string
  aside?: string
  /** By icon, or by monogram where it is a provider. */
  Icon?: LucideIcon
  monogram?: string
  keys?: string
  /** A page to go to, or the layer to open. */
  to: string | 'shortcuts'
  before?: () => void
}
export type ChoiceGroup = { title: string; choices: readonly Choice[] }

const pages: readonly Choice[] = places.map(({ id, title, path, keys, Icon }) => ({
  id: `page ${id}`,
  name: title,
  Icon,
  keys,
  to: path,
}))

const actions: readonly Choice[] = [
  { id: 'action choose', name: 'Help me choose the type of connection', Icon: Signpost, to: '/catalog/choose' },
  { id: 'action diagnose', name: 'Diagnose a connection', Icon: Stethoscope, to: '/diagnose' },
  { id: 'action errors', name: 'Look up an error', Icon: BookMarked, to: '/diagnose/errors' },
  { id: 'action causes', name: 'See all known causes', Icon: ListTree, to: '/diagnose/causes' },
  { id: 'action metadata', name: 'Inspect IdP metadata', Icon: FileCode2, to: '/workbench/metadata' },
  { id: 'action compare', name: 'Compare metadata', Icon: FileDiff, to: '/workbench/compare' },
  { id: 'action response', name: 'Judge a SAML response', Icon: FileCheck2, to: '/workbench/response' },
  { id: 'action changed', name: 'See which metadata changed', Icon: FileClock, to: '/watch/metadata' },
  { id: 'action check all', name: 'See the last check of all set-ups', Icon: RefreshCw, to: '/watch/sweep' },
  { id: 'action sign-in', name: 'Make a test sign-in', Icon: LogIn, to: '/workbench/sign-in' },
  { id: 'action oauth', name: 'Check an OAuth or OpenID Connect provider', Icon: KeyRound, to: '/workbench/oauth' },
  { id: 'action scim', name: 'Check a SCIM endpoint', Icon: UserRoundCog, to: '/workbench/scim' },
  {
    id: 'action capture',
    name: 'Capture what an identity provider sends over SCIM',
    Icon: Radio,
    to: '/workbench/scim-capture',
  },
  { id: 'action reach', name: 'See whether an address can be reached', Icon: Waypoints, to: '/workbench/reachability' },
  { id: 'action product', name: 'Look at an on-premises product', Icon: Server, to: '/workbench/product' },
  { id: 'action addresses', name: 'Look at many addresses', Icon: ListChecks, to: '/workbench/addresses' },
  { id: 'action clocks', name: 'Compare clocks', Icon: Clock, to: '/workbench/clocks' },
  {
    id: 'action workos',
    name: 'List connections, directories and organizations',
    Icon: ServerCog,
    to: '/workbench/workos',
  },
  {
    id: 'action environment',
    name: 'Add a WorkOS environment',
    Icon: Plus,
    to: '/settings',
    before: () => keep('settings.adding', true),
  },
  { id: 'action shortcuts', name: 'Keyboard shortcuts', Icon: Keyboard, keys: '?', to: 'shortcuts' },
]

const mostProviders = 8
const mostSetups = 8
const mostErrors = 5

/** How errors are searched; null while what is known of them is still being read. */
export type ErrorSearch = ((text: string) => readonly Pick<ErrorEntry, 'product' | 'code' | 'meaning'>[]) | null

/** What the palette offers for a text: everything but the providers while nothing is typed, then what fits. Pure but for the index. */
export function paletteFor(
  text: string,
  setups: readonly SetupSummary[],
  { search, entries }: CatalogIndex,
  searchErrors: ErrorSearch = null,
): ChoiceGroup[] {
  const asked = text.trim() !== ''
  const ownSetups = setups.map(
    ({ id, name, organization, slug }): Choice => ({
      id: `setup ${id}`,
      name,
      aside: organization,
      monogram: entries.get(slug)?.name ?? name,
      to: `/setups/${id}`,
    }),
  )
  const providers = asked
    ? search
        .find(text)
        .hits.slice(0, mostProviders)
        .map(
          ({ slug, name, type }): Choice => ({
            id: `row ${slug}`,
            name,
            aside: type,
            monogram: name,
            to: `/catalog/${slug}`,
          }),
        )
    : []
  const errors = asked && searchErrors ? searchErrors(text).slice(0, mostErrors) : []
  return [
    { title: 'Pages', choices: pages.filter(fits(text)) },
    { title: 'Set-ups', choices: ownSetups.filter(fits(text)).slice(0, mostSetups) },
    { title: 'Catalog', choices: providers },
    {
      title: 'Errors',
      choices: errors.map(({ product, code }) => ({
        id: `error ${product} ${code}`,
        name: code,
        aside: product,
        Icon: BookMarked,
        to: '/diagnose/errors',
        before: () => keep('diagnose.errors.text', code),
      })),
    },
    { title: 'Actions', choices: actions.filter(fits(text)) },
  ].filter(({ choices }) => choices.length > 0)
}

/** Every word of the text begins a word of the choice, or the text stands in it without its blanks. */
function fits(text: string): (choice: Choice) => boolean {
  const wanted = wordsOf(text)
  const tight = joined(text)
  return ({ name, aside = '' }) => {
    const words = wordsOf(`${name} ${aside}`)
    return (
      wanted.every((word) => words.some((one) => one.startsWith(word))) || joined(`${name}${aside}`).includes(tight)
    )
  }
}
