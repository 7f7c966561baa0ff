import type { NetworkReachResult } from '../../../../shared/runs/network'
import { CopyValue } from '../../../components/CopyValue'
import { Tag } from '../../../components/Tag'
import { sizeOf } from '../document-source'
import styles from './reach.module.css'

/** What was agreed on the way: the proxy, TLS, and the document at its end. */
export function Way({ result: { proxy, tls, finalUrl, document, url } }: { result: NetworkReachResult }) {
  return (
    <section className={styles.section} aria-labelledby="reach-way">
      <h3 id="reach-way">The way</h3>
      <dl className={styles.facts}>
        {proxy && (
          <>
            <dt>Proxy</dt>
            <dd>
              {proxy.used === null ? 'None' : <code>{proxy.used}</code>}
              <span className={styles.quiet}> ({proxy.chosenBy})</span>
            </dd>
          </>
        )}
        {tls && (
          <>
            <dt>TLS</dt>
            <dd>
              {sayVersion(tls.version)} with <code>{tls.cipher}</code>
              {tls.alpn !== null && <>, {tls.alpn}</>}
            </dd>
            {tls.offered.length > 0 && (
              <>
                <dt>Offered</dt>
                <dd className={styles.tags}>
                  {tls.offered.map((version) => (
                    <Tag key={version}>{sayVersion(version)}</Tag>
                  ))}
                </dd>
              </>
            )}
          </>
        )}
        {finalUrl !== null && finalUrl !== url && (
          <>
            <dt>Ended at</dt>
            <dd>
              <CopyValue value={finalUrl} what="final address" />
            </dd>
          </>
        )}
        {document && (
          <>
            <dt>Document</dt>
            <dd>
              {sizeOf(document.bytes)}, <code>{document.contentType ?? 'no content type'}</code>
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

const sayVersion = (version: string) => version.replace(/^TLSv1$/, 'TLSv1.0').replace('TLSv', 'TLS ')
