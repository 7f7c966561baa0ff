import type { Category, Confidence, Place, Purpose } from '../../shared/catalog/terms'

/** What the catalog's terms are called on screen. */
export const purposeNames: Record<Purpose, string> = {
  login: 'Sign-in',
  provisioning: 'Provisioning',
  social: 'Social login',
  framework: 'Framework',
}

export const categoryNames: Record<Category, string> = {
  'identity-provider': 'Identity provider',
  hris: 'HR system',
  social: 'Social provider',
  framework: 'Framework',
  protocol: 'Generic protocol',
}

export const confidenceNames: Record<Confidence, string> = {
  documented: 'Documented',
  partly: 'Partly documented',
  'general-knowledge': 'From experience',
}

export const confidenceMeanings: Record<Confidence, string> = {
  documented:
    'What this guide says was read in documentation; single statements that could not be confirmed are marked.',
  partly: 'Some of this guide could not be found in documentation. Those statements are marked as unconfirmed.',
  'general-knowledge': 'No documentation was found for this provider. The guide rests on experience with the protocol.',
}

export const placeNames: Record<Place, string> = {
  workos: 'WorkOS Dashboard',
  provider: 'Provider’s console',
  app: 'Your application',
}
