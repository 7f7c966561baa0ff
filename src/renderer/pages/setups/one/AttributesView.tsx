import { CopyValue } from '../../../components/CopyValue'
import { AttributeTable } from './AttributeTable'
import styles from './frame.module.css'
import { useOpenSetup } from './setup-context'

/** The whole attribute mapping, the NameID, groups, and for SCIM what has to be switched on. */
export function AttributesView() {
  const { row } = useOpenSetup()
  return (
    <div className={styles.view}>
      {row.attributeMapping.length > 0 && (
        <section className={styles.part}>
          <h2 className={styles.partTitle}>Attribute mapping</h2>
          <p className={styles.partLead}>
            Tick each one as it is set at the provider. Names are compared letter by letter, capitals included.
          </p>
          <AttributeTable rows={row.attributeMapping} />
        </section>
      )}
      {row.nameId && (
        <section className={styles.part}>
          <h2 className={styles.partTitle}>NameID</h2>
          {row.nameId.format && <CopyValue value={row.nameId.format} what="NameID format" />}
          {row.nameId.source && <p className={styles.aside}>Comes from: {row.nameId.source}</p>}
        </section>
      )}
      {row.groups && (
        <section className={styles.part}>
          <h2 className={styles.partTitle}>Groups</h2>
          <p className={styles.aside}>{row.groups}</p>
        </section>
      )}
      {row.scim && (
        <section className={styles.part}>
          <h2 className={styles.partTitle}>Provisioning actions to switch on</h2>
          <ul className={styles.bullets}>
            {row.scim.actions.map((action) => (
              <li key={action}>{action}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
