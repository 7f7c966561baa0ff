import { recogniseAttribute } from '../saml/attribute-names'
import { nameIdFormats } from '../saml/nameid-formats'
import type { SignIn } from './trace'

/** One line of a comparison: the same thing in every sign-in. `null`: the sign-in did not get that far. */
export interface ComparedRow {
  what: string
  values: ReadonlyArray<string | null>
  /** Which sign-ins stand apart: they lack what others have, or have it otherwise than most. */
  apart: readonly boolean[]
  /** Not the same in all that have it. A difference that is to be expected from person to person is none. */
  differs: boolean
}

interface Line {
  what: string
  read: (signIn: SignIn) => string | readonly string[] | null
  /** Differs from person to person. */
  personal?: true
}

const lines: readonly Line[] = [
  {
    what: 'E-mail address',
    read: ({ profile, response }) => (profile ? (profile.email ?? '') : attribute(response, 'email')),
    personal: true,
  },
  { what: 'NameID', read: ({ response }) => of(response, ({ nameId }) => nameId), personal: true },
  {
    what: 'NameID format',
    read: ({ response }) =>
      of(response, ({ nameIdFormat }) => nameIdFormat && (nameIdFormats[nameIdFormat]?.name ?? nameIdFormat)),
  },
  { what: 'What the NameID looks like', read: ({ response }) => looksLike(response?.assertion?.nameId ?? null) },
  { what: 'idp_id', read: ({ profile }) => profile && (profile.idpId ?? ''), personal: true },
  { what: 'First name', read: ({ profile }) => profile && (profile.firstName ?? ''), personal: true },
  { what: 'Last name', read: ({ profile }) => profile && (profile.lastName ?? ''), personal: true },
  { what: 'Groups', read: ({ profile, response }) => profile?.groups ?? attribute(response, 'groups'), personal: true },
  { what: 'Role', read: ({ profile }) => profile && (profile.role ?? '') },
  {
    what: 'Custom attributes',
    read: ({ profile }) => (profile === null ? null : Object.keys(profile.customAttributes).sort()),
  },
  {
    what: 'Attributes sent',
    read: ({ response }) => (response?.assertion ? Object.keys(response.assertion.attributes).sort() : null),
  },
  {
    what: 'Signed by',
    read: ({ response }) => response && [...new Set(response.signedBy.map(({ sha256 }) => sha256.slice(0, 16)))],
  },
  { what: 'Identity provider', read: ({ response }) => of(response, ({ issuer }) => issuer) },
]

/** Sign-ins of several people side by side: who lacks groups, whose NameID is of another kind. */
export function compareSignIns(signIns: readonly SignIn[]): ComparedRow[] {
  return lines.flatMap(({ what, read, personal }): ComparedRow[] => {
    const values = signIns.map((signIn) => shown(read(signIn)))
    const present = values.filter((value) => value !== null && value !== '')
    if (present.length === 0) return []
    const differs = personal === undefined && new Set(present).size > 1
    const most = differs ? commonest(present) : null
    const isApart = (value: string | null) => value === '' || (most !== null && value !== null && value !== most)
    return [{ what, values, apart: values.map(isApart), differs }]
  })
}

/** The value of more than half; null where there is none. */
function commonest(values: ReadonlyArray<string | null>): string | null {
  return values.find((value) => values.filter((one) => one === value).length * 2 > values.length) ?? null
}

function shown(value: string | readonly string[] | null): string | null {
  if (value === null || typeof value === 'string') return value
  return value.join(', ')
}

/** What an assertion says, empty where it is silent; null where there is no assertion. */
function of(
  response: SignIn['response'],
  read: (assertion: NonNullable<NonNullable<SignIn['response']>['assertion']>) => string | null,
): string | null {
  return response?.assertion ? (read(response.assertion) ?? '') : null
}

function attribute(response: SignIn['response'], field: 'email' | 'groups'): readonly string[] | null {
  if (!response?.assertion) return null
  const found = Object.entries(response.assertion.attributes).find(
    ([name]) => recogniseAttribute(name)?.field === field,
  )
  return found?.[1] ?? []
}

/** The kind of a NameID, which ought to be the same for everybody. */
function looksLike(nameId: string | null): string | null {
  if (nameId === null || nameId.trim() === '') return null
  if (/^[^\s@]+@[^\s@]+$/.test(nameId)) return 'an e-mail address'
  if (/^[^\s\\]+\\[^\s\\]+$/.test(nameId)) return 'a Windows account name'
  if (/^(cn|uid|ou)=/i.test(nameId)) return 'a distinguished name'
  if (/^[0-9a-f-]{30,}$/i.test(nameId) || /^[\w+/=-]{24,}$/.test(nameId)) return 'an opaque identifier'
  return 'a name or number'
}
