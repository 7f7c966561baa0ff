/** A word of the field, for a reader who has never met it. */
export interface Word {
  word: string
  meaning: string
}

/** Each with what shows that a report uses it. In the order in which a sign-in meets them. */
const words: ReadonlyArray<Word & { used: RegExp }> = [
  {
    word: 'identity provider',
    meaning: 'The system where people have their account and sign in, for example AD FS, Okta or Microsoft Entra ID.',
    used: /identity provider/i,
  },
  {
    word: 'WorkOS',
    meaning: 'The service through which the application lets people of other companies sign in.',
    used: /WorkOS/,
  },
  {
    word: 'metadata',
    meaning: 'A document in which the identity provider says where it is and which certificate it signs with.',
    used: /metadata/i,
  },
  {
    word: 'entity ID',
    meaning: 'The name by which one side knows the other. It has to be the same on both sides, letter by letter.',
    used: /entity ID|Audience/i,
  },
  {
    word: 'ACS URL',
    meaning: 'The address at WorkOS to which the identity provider sends people back after they have signed in.',
    used: /ACS URL|Recipient|Destination/,
  },
  {
    word: 'SAML response',
    meaning:
      'The message that says who signed in. The identity provider makes it, and the browser carries it to WorkOS.',
    used: /SAML|response/i,
  },
  {
    word: 'assertion',
    meaning: 'The part of that message which says who the person is. It is signed, so that nobody can change it.',
    used: /assertion/i,
  },
  {
    word: 'signing certificate',
    meaning: 'What WorkOS checks the signature with. It ends on a certain day, and has to be renewed before.',
    used: /certificate/i,
  },
  { word: 'NameID', meaning: 'The name under which the response tells who signed in.', used: /NameID/ },
  {
    word: 'SCIM',
    meaning: 'The way in which the identity provider creates, changes and deactivates users at WorkOS.',
    used: /SCIM/,
  },
  {
    word: 'redirect URI',
    meaning: 'With OAuth, the address to which the provider sends the browser back. It has to be registered there.',
    used: /redirect URI/i,
  },
]

/** The words that a text uses, explained. */
export const wordsUsedIn = (text: string): Word[] =>
  words.filter(({ used }) => used.test(text)).map(({ word, meaning }) => ({ word, meaning }))
