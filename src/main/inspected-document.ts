/** A document as the inspector receives it: bytes already fetched, or a path it opens for reading itself. */
export type InspectedDocument =
  | { kind: 'bytes'; bytes: Uint8Array; name: string; contentType?: string }
  | { kind: 'path'; path: string; name: string }
