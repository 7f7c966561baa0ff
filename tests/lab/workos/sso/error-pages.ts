import { blockPage } from '../../documents/pages'
import type { Handler } from '../call'

const pages: Readonly<Record<string, string>> = {
  'client-id-invalid': 'This is not a valid client ID.',
  'redirect-uri-invalid': 'This is not a valid redirect URI.',
}

/** The pages people see whose sign-in link is wrong. */
export const errorPage: Handler = ({ params }) => {
  const text = pages[params.page ?? '']
  return text === undefined ? { status: 404, json: { message: 'Not Found' } } : { status: 200, html: blockPage(text) }
}
