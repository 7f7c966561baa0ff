/** Algorithms and curves by object identifier, as the specifications write them. */
export const signatureAlgorithms: Readonly<Record<string, { name: string; hash: string }>> = {
  '1.2.840.113549.1.1.2': { name: 'RSA with MD2', hash: 'MD2' },
  '1.2.840.113549.1.1.3': { name: 'RSA with MD4', hash: 'MD4' },
  '1.2.840.113549.1.1.4': { name: 'RSA with MD5', hash: 'MD5' },
  '1.2.840.113549.1.1.5': { name: 'RSA with SHA-1', hash: 'SHA-1' },
  '1.3.14.3.2.29': { name: 'RSA with SHA-1', hash: 'SHA-1' },
  '1.2.840.113549.1.1.10': { name: 'RSASSA-PSS', hash: '' },
  '1.2.840.113549.1.1.11': { name: 'RSA with SHA-256', hash: 'SHA-256' },
  '1.2.840.113549.1.1.12': { name: 'RSA with SHA-384', hash: 'SHA-384' },
  '1.2.840.113549.1.1.13': { name: 'RSA with SHA-512', hash: 'SHA-512' },
  '1.2.840.113549.1.1.14': { name: 'RSA with SHA-224', hash: 'SHA-224' },
  '1.2.840.10040.4.3': { name: 'DSA with SHA-1', hash: 'SHA-1' },
  '2.16.840.1.101.3.4.3.2': { name: 'DSA with SHA-256', hash: 'SHA-256' },
  '1.2.840.10045.4.1': { name: 'ECDSA with SHA-1', hash: 'SHA-1' },
  '1.2.840.10045.4.3.1': { name: 'ECDSA with SHA-224', hash: 'SHA-224' },
  '1.2.840.10045.4.3.2': { name: 'ECDSA with SHA-256', hash: 'SHA-256' },
  '1.2.840.10045.4.3.3': { name: 'ECDSA with SHA-384', hash: 'SHA-384' },
  '1.2.840.10045.4.3.4': { name: 'ECDSA with SHA-512', hash: 'SHA-512' },
  '1.3.101.112': { name: 'Ed25519', hash: '' },
  '1.3.101.113': { name: 'Ed448', hash: '' },
}

export const keyAlgorithms: Readonly<Record<string, 'RSA' | 'RSA-PSS' | 'EC' | 'DSA' | 'Ed25519' | 'Ed448'>> = {
  '1.2.840.113549.1.1.1': 'RSA',
  '1.2.840.113549.1.1.10': 'RSA-PSS',
  '1.2.840.10045.2.1': 'EC',
  '1.2.840.10040.4.1': 'DSA',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
}

export const curves: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.1': 'P-192',
  '1.3.132.0.33': 'P-224',
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
  '1.3.132.0.10': 'secp256k1',
  '1.3.36.3.3.2.8.1.1.7': 'brainpoolP256r1',
  '1.3.36.3.3.2.8.1.1.11': 'brainpoolP384r1',
  '1.3.36.3.3.2.8.1.1.13': 'brainpoolP512r1',
}
