import { SourceLink } from '../../../components/SourceLink'

const address =
  /(https:\/\/[a-z0-9.-]+\.[a-z]{2,}(?:\/[^\s,;()<>“”"{}…]*[^\s,;()<>“”"{}….:])?)(?![^\s,;()<>“”"]*[{}…])/i

/** A sentence in which whole https addresses open in the browser. Patterns with placeholders stay text. */
export function Linked({ text }: { text: string }) {
  return text.split(address).map((piece, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity than their place
      <SourceLink key={index} url={piece}>
        {piece}
      </SourceLink>
    ) : (
      piece
    ),
  )
}
