import type { Comparison, Finding, SourcedValue } from '../../shared/finding'

/** No genuine value is longer, and no genuine list has more: what goes beyond is a document's doing. */
const longestValue = 2000
const mostEvidence = 60

/** A finding that one message carries, whatever the document holds: values and lists that are absurdly long are cut. */
export function fittingFinding(finding: Finding): Finding {
  const { summary, compared, evidence } = finding
  return {
    ...finding,
    summary: clipped(summary),
    ...(compared ? { compared: clippedComparison(compared) } : {}),
    evidence: evidence.slice(0, mostEvidence).map((one) => ({ ...one, value: clipped(one.value) })),
  }
}

function clippedComparison({ expected, received, ...rest }: Comparison): Comparison {
  return { ...rest, expected: clippedSide(expected), received: clippedSide(received) }
}

const clippedSide = ({ value, from }: SourcedValue): SourcedValue => ({ value: value && clipped(value), from })

function clipped(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue)}… (${text.length} characters)` : text
}
