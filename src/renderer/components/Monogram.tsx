import styles from './Monogram.module.css'

/** One or two letters that stand for a provider, in a colour of its own. Decoration: the name always stands beside it. */
export function Monogram({ name, size = 'row' }: { name: string; size?: 'line' | 'row' | 'page' }) {
  return (
    <span className={styles.monogram} data-size={size} data-hue={hueOf(name)} aria-hidden>
      {lettersOf(name)}
    </span>
  )
}

function lettersOf(name: string): string {
  const words = name.replace(/\(.*\)/, '').match(/[\p{L}\p{N}]+/gu) ?? []
  const [first = '', second] = words
  const capitals = first.match(/\p{Lu}/gu) ?? []
  if (second) return `${first.charAt(0)}${second.charAt(0)}`.toUpperCase()
  return capitals.length > 1 ? capitals.slice(0, 2).join('') : first.charAt(0).toUpperCase() + first.charAt(1)
}

/** One of twelve hues of the style sheet, far enough apart to be told from each other. */
function hueOf(name: string): number {
  let sum = 7
  for (let index = 0; index < name.length; index++) sum = (sum * 31 + name.charCodeAt(index)) >>> 0
  return sum % 12
}
