import { safeStorage } from 'electron'
import type { Cipher } from './store/vault'

/** The asynchronous calls that newer versions of Electron have in place of the synchronous ones. */
interface AsyncSafeStorage {
  isAsyncEncryptionAvailable(): Promise<boolean>
  encryptStringAsync(text: string): Promise<Buffer>
  decryptStringAsync(data: Buffer): Promise<string | { result: string }>
}

function isAsync(storage: object): storage is AsyncSafeStorage {
  return 'isAsyncEncryptionAvailable' in storage && 'encryptStringAsync' in storage && 'decryptStringAsync' in storage
}

/**
 * The system's encryption, or null where it is none: on Linux the backend `basic_text` is a fixed password.
 * Source: https://www.electronjs.org/docs/latest/api/safe-storage
 */
export async function systemCipher(): Promise<Cipher | null> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return null
  const storage: object = safeStorage
  if (isAsync(storage)) {
    if (!(await storage.isAsyncEncryptionAvailable())) return null
    return {
      encrypt: (text) => storage.encryptStringAsync(text),
      decrypt: async (data) => {
        const opened = await storage.decryptStringAsync(data)
        return typeof opened === 'string' ? opened : opened.result
      },
    }
  }
  if (!safeStorage.isEncryptionAvailable()) return null
  return {
    encrypt: async (text) => safeStorage.encryptString(text),
    decrypt: async (data) => safeStorage.decryptString(data),
  }
}
