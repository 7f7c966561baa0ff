import type { CheckId } from '../../checks'
import type { Fix } from '../../finding'
import type { CauseId, InputName } from '../../verdict'
import type { ProductId } from './products'

/** One thing that would help to settle a cause. The first that was not given yet is asked for; the last is always left to ask. */
export interface Need {
  input: InputName
  /** What to give and how to get it. */
  sentence: string
  /** Asked for only where all of these were given. */
  with?: readonly InputName[]
}

/** One leaf of the troubleshooting tree. */
export interface Cause {
  id: CauseId
  /** Short, as a heading. */
  title: string
  /** What people see of it. */
  symptom: string
  /** What the tree asks at this leaf. */
  question: string
  /** How it is proven, and how the opposite is. */
  proven: string
  ruledOut: string
  /** The checks that bear on it. When none of them was made, nobody has looked. */
  bears: readonly CheckId[]
  /** What would settle it, in the order of what is easiest to get. */
  needs: readonly [Need, ...Need[]]
  /** What looks like it and is not. */
  notToMistake: readonly string[]
  /** What it brings about elsewhere in the tree. */
  consequences: readonly CauseId[]
  /** What to do: in general, and with the exact field or command of a product. */
  fix: Fix
  fixes: Readonly<Partial<Record<ProductId, Fix>>>
  sources: readonly string[]
}
