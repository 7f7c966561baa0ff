/** The 48-byte packet of SNTP. Source: RFC 4330 section 4, RFC 5905 section 7.3. */
export const packetBytes = 48
const clientModeVersion4 = 0x23
const secondsFrom1900To1970 = 2_208_988_800

/** What a server's packet says. Times are milliseconds since 1970 on the server's clock. */
export interface SntpReply {
  leap: number
  version: number
  mode: number
  stratum: number
  rootDelayMs: number
  rootDispersionMs: number
  /** Four letters for stratum 0 and 1, else an address or hash in hexadecimal. */
  referenceId: string
  originate: Uint8Array
  receivedMs: number
  transmittedMs: number
  transmitIsZero: boolean
}

/**
 * A client's request. Its transmit field carries the given eight random bytes in place of our time: the server copies
 * them into its answer, which proves that the answer belongs to this request.
 */
export function requestPacket(nonce: Uint8Array): Uint8Array {
  const packet = new Uint8Array(packetBytes)
  packet[0] = clientModeVersion4
  packet.set(nonce.subarray(0, 8), 40)
  return packet
}

/** Reads an answer; null when it is too short to be one. Extension fields and authenticators after it are ignored. */
export function readReply(packet: Uint8Array): SntpReply | null {
  if (packet.length < packetBytes) return null
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength)
  const first = view.getUint8(0)
  const stratum = view.getUint8(1)
  return {
    leap: first >> 6,
    version: (first >> 3) & 7,
    mode: first & 7,
    stratum,
    rootDelayMs: shortMs(view, 4),
    rootDispersionMs: shortMs(view, 8),
    referenceId: stratum <= 1 ? letters(packet.subarray(12, 16)) : hex(packet.subarray(12, 16)),
    originate: packet.slice(24, 32),
    receivedMs: timestampMs(view, 32),
    transmittedMs: timestampMs(view, 40),
    transmitIsZero: view.getBigUint64(40) === 0n,
  }
}

/** 32.32 fixed point seconds since 1900; with the top bit clear it belongs to the era that begins in 2036. */
function timestampMs(view: DataView, offset: number): number {
  const seconds = view.getUint32(offset)
  const era = seconds < 0x80000000 ? 2 ** 32 : 0
  return (seconds + era - secondsFrom1900To1970) * 1000 + (view.getUint32(offset + 4) / 2 ** 32) * 1000
}

/** 16.16 fixed point seconds. */
function shortMs(view: DataView, offset: number): number {
  return (view.getUint32(offset) / 2 ** 16) * 1000
}

const letters = (bytes: Uint8Array) =>
  [...bytes].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '')).join('')
const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
