import type { DocumentSource } from '../../../../shared/runs/document'
import type { SignInRequest } from '../../../../shared/sign-in/request'
import { keep } from '../../../app/kept'

/** What stands in the form of a test sign-in. */
export interface SignInForm {
  environmentId: string
  connectionId: string
  /** What the connection is called, for the list of sign-ins. */
  label: string
  way: 'window' | 'browser'
  startsAt: 'workos' | 'idp'
  redirectUri: string
  idpUrl: string
  again: boolean
  loginHint: string
  metadataUrl: string
  metadata: DocumentSource | null
  certificates: string[]
  setupId: string | null
}

export const emptyForm: SignInForm = {
  environmentId: '',
  connectionId: '',
  label: '',
  way: 'window',
  startsAt: 'workos',
  redirectUri: '',
  idpUrl: '',
  again: false,
  loginHint: '',
  metadataUrl: '',
  metadata: null,
  certificates: [],
  setupId: null,
}

export const formName = 'sign-in.form'
export const signInPath = '/workbench/sign-in'

/** Fills the form in from elsewhere in the window: a set-up, a connection, a diagnosis. The tool is then at `signInPath`. */
export function prepareSignIn({ metadata = null, ...part }: Partial<Omit<SignInForm, 'metadataUrl'>>): void {
  const known = metadata?.kind === 'url' ? { metadataUrl: metadata.url } : { metadata }
  keep(formName, { ...emptyForm, ...part, ...known })
  keep('sign-in.open', true)
  keep('sign-in.shown', null)
}

export type Refusals = Partial<
  Record<'environmentId' | 'connectionId' | 'redirectUri' | 'idpUrl' | 'metadataUrl', string>
>

/** The sign-in as main takes it; or what is wrong in which field, as a sentence that says what to do. */
export function requestFrom(
  form: SignInForm,
): { ok: true; request: SignInRequest } | { ok: false; refusals: Refusals } {
  const refusals: Refusals = {}
  const [connectionId, redirectUri, idpUrl, metadataUrl] = [
    form.connectionId.trim(),
    form.redirectUri.trim(),
    form.idpUrl.trim(),
    form.metadataUrl.trim(),
  ]
  if (form.environmentId === '') refusals.environmentId = 'Choose the environment of the connection.'
  if (connectionId === '') refusals.connectionId = 'Choose the connection, or paste its ID.'
  else if (!/^conn_\w+$/.test(connectionId)) refusals.connectionId = 'The ID of a connection begins with conn_.'
  if (form.way === 'window' && (form.startsAt === 'workos' || redirectUri !== '')) {
    const wrong = wrongRedirectUri(redirectUri)
    if (wrong) refusals.redirectUri = wrong
  }
  if (form.startsAt === 'idp') {
    if (form.way === 'window' && idpUrl === '') refusals.idpUrl = 'Give the address of the application’s tile.'
    if (idpUrl !== '' && !isWebAddress(idpUrl)) refusals.idpUrl = 'This is no web address. It begins with https://.'
  }
  if (metadataUrl !== '' && !isWebAddress(metadataUrl)) {
    refusals.metadataUrl = 'This is no web address. It begins with https://.'
  }
  if (Object.keys(refusals).length > 0) return { ok: false, refusals }
  return {
    ok: true,
    request: {
      environmentId: form.environmentId,
      selector: { connectionId },
      label: (form.label.trim() || connectionId).slice(0, 200),
      way: form.way,
      startsAt: form.startsAt,
      redirectUri: form.way === 'browser' || redirectUri === '' ? null : redirectUri,
      idpUrl: form.startsAt === 'idp' && idpUrl !== '' ? idpUrl : null,
      again: form.again,
      loginHint: form.loginHint.trim(),
      metadata: metadataUrl === '' ? form.metadata : { kind: 'url', url: metadataUrl },
      certificates: form.certificates,
      setupId: form.setupId,
    },
  }
}

function wrongRedirectUri(uri: string): string | null {
  if (uri === '') return 'Choose a redirect URI that is registered, or type one.'
  if (!URL.canParse(uri.replace(/:\*/, ':1'))) return 'This is no address.'
  return null
}

/** A registered URI as a sign-in names it: where any port will do, one is chosen. */
export const concreteUri = (registered: string): string => registered.replace(':*', ':8472')

const isWebAddress = (text: string) => /^https?:\/\/[^\s/]+/i.test(text) && URL.canParse(text)
