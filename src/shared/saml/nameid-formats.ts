/** What a NameID format promises (SAML core 8.3). `stable`: the same user gets the same value at every sign-in. */
export interface NameIdFormat {
  name: string
  stable: boolean | 'depends'
}

const v11 = 'urn:oasis:names:tc:SAML:1.1:nameid-format:'
const v20 = 'urn:oasis:names:tc:SAML:2.0:nameid-format:'

export const nameIdFormats: Readonly<Record<string, NameIdFormat>> = {
  [`${v11}emailAddress`]: { name: 'emailAddress', stable: true },
  [`${v11}unspecified`]: { name: 'unspecified', stable: 'depends' },
  [`${v11}X509SubjectName`]: { name: 'X509SubjectName', stable: true },
  [`${v11}WindowsDomainQualifiedName`]: { name: 'WindowsDomainQualifiedName', stable: true },
  [`${v20}kerberos`]: { name: 'kerberos', stable: true },
  [`${v20}persistent`]: { name: 'persistent', stable: true },
  [`${v20}transient`]: { name: 'transient', stable: false },
  [`${v20}entity`]: { name: 'entity', stable: true },
  [`${v20}encrypted`]: { name: 'encrypted', stable: 'depends' },
}

export const emailFormat = `${v11}emailAddress`
export const unspecifiedFormat = `${v11}unspecified`
export const transientFormat = `${v20}transient`
/** Written by some identity providers; SAML defines emailAddress under 1.1 only. */
export const wrongEmailFormat = `${v20}emailAddress`
