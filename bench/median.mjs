/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Runs two things in turn, `rounds` times each, so that whatever else the machine does meets both. */
export async function inTurn(rounds, first, second) {
  const results = [[], []]
  for (let round = 0; round < rounds; round++) {
    results[0].push(await first())
    results[1].push(await second())
  }
  return results
}
