import type { Finding } from '../../../shared/finding'
import type { Host } from '../../host/host'
import { reach } from '../../network/reach'
import { discreet, hideCredentials } from '../../network/read-url'
import { checksOf } from '../checks-of'
import type { DiagnosisProbe, ProbeContext } from '../engine'
import { carriesRequest, type DiagnosisInput, isFoundByProfile, metadataUrls } from '../input'
import { sideBySide } from '../side-by-side'

/** The way to each address, layer by layer. Where several are tried for the metadata, the usual one. */
export const networkProbe: DiagnosisProbe<DiagnosisInput> = {
  name: 'network',
  looksAt: 'the way to the address',
  standsFor: 'network.http',
  reports: checksOf('network'),
  gives: [],
  uses: [],
  needs: (input) => addressesOf(input).length > 0,
  async *run(input, _facts, context) {
    const [metadata] = metadataUrls(input)
    yield* sideBySide(
      addressesOf(input).map((url) => {
        const findings = reachOne(url, input, context.host, context.observe)
        const fetched = url === metadata || (metadata === undefined && !carriesRequest(url))
        return fetched ? findings : besides(url, findings)
      }),
    )
  },
}

/** The metadata of a product on its host is looked at with the product. */
function addressesOf(input: DiagnosisInput): string[] {
  const metadata = isFoundByProfile(input) ? [] : metadataUrls(input).slice(0, 1)
  return [...new Set([...metadata, ...input.urls])]
}

async function* reachOne(
  url: string,
  { way }: DiagnosisInput,
  host: Host,
  observe: ProbeContext['observe'],
): AsyncGenerator<Finding, void> {
  const { observations } = yield* reach(url, way, host)
  for (const observation of observations) observe({ probe: 'network', observation })
}

/** Says of each finding that WorkOS does not fetch the metadata there. */
async function* besides(url: string, findings: AsyncIterable<Finding>): AsyncGenerator<Finding, void> {
  const mark = { label: 'Besides the metadata', value: discreet(hideCredentials(url)), from: 'the addresses given' }
  for await (const finding of findings) yield { ...finding, evidence: [...finding.evidence, mark] }
}
