import { BadgeCheck, BadgeInfo, type LucideIcon } from 'lucide-react'
import type { Confidence as Level } from '../../../../shared/catalog/terms'
import { confidenceMeanings } from '../../../components/words'
import styles from './guide.module.css'

const icons: Record<Level, LucideIcon> = { documented: BadgeCheck, partly: BadgeInfo, 'general-knowledge': BadgeInfo }

/** How sure the guide is of what it says. */
export function Confidence({ confidence, word }: { confidence: Level; word: string }) {
  const Icon = icons[confidence]
  return (
    <span className={styles.confidence} data-confidence={confidence} title={confidenceMeanings[confidence]}>
      <Icon aria-hidden size={14} />
      {word}
    </span>
  )
}
