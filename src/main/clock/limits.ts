import type { Status } from '../../shared/finding'

/** How far two clocks may be apart. WorkOS states no tolerance; 180 s is what strict service providers commonly allow. */
export interface SkewLimits {
  warnMs: number
  failMs: number
}

/** Limits for an allowed skew in seconds: a third of it is worth a warning, at most one minute. */
export function limitsFor(skewSeconds: number): SkewLimits {
  const failMs = skewSeconds * 1000
  return { failMs, warnMs: Math.min(60_000, failMs / 3) }
}

/** Judges an offset by what is certain of it: the part beyond its error. */
export function statusOf(
  offsetMs: number,
  errorMs: number,
  { warnMs, failMs }: SkewLimits,
): Extract<Status, 'pass' | 'warn' | 'fail'> {
  const certain = Math.max(0, Math.abs(offsetMs) - errorMs)
  if (certain > failMs) return 'fail'
  return certain > warnMs ? 'warn' : 'pass'
}
