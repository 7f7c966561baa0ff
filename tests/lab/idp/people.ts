import type { Person } from './message'

/** Somebody who can sign in at the lab's identity provider. */
export interface LabPerson extends Person {
  password: string
}

/** The credentials that sign in wherever nobody says otherwise. */
export const labUser = { user: 'alice', password: 'wonderland' } as const

/**
 * People whose profiles differ: Alice has everything, Bob is in no group, Dana has no name and a NameID of her own, Eve's
 * address is outside the customer's domain.
 */
export function labPeople(domain: string): Readonly<Record<string, LabPerson>> {
  const { password } = labUser
  return {
    alice: {
      password,
      nameId: `alice@${domain}`,
      user: {
        id: ['u-1029'],
        email: [`alice@${domain}`],
        firstName: ['Alice'],
        lastName: ['Liddell'],
        groups: ['Engineering', 'Wonderland'],
      },
    },
    bob: {
      password,
      nameId: `bob@${domain}`,
      user: { id: ['u-2044'], email: [`bob@${domain}`], firstName: ['Bob'], lastName: ['Haigha'] },
    },
    dana: {
      password,
      nameId: 'DANA-7781',
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      user: { id: ['u-7781'], email: [`dana@${domain}`], groups: ['Engineering'] },
    },
    eve: {
      password,
      nameId: 'eve@elsewhere.example',
      user: { id: ['u-9'], email: ['eve@elsewhere.example'], firstName: ['Eve'], lastName: ['Elsewhere'] },
    },
  }
}
