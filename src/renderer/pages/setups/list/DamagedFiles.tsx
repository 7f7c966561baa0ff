import type { DamagedFile } from '../../../../shared/setup'
import { Callout } from '../../../components/Callout'
import { When } from '../../../components/When'
import styles from './list.module.css'

/** Files that could not be read: what is wrong with each, and where it is now. */
export function DamagedFiles({ files }: { files: readonly DamagedFile[] }) {
  if (files.length === 0) return null
  return (
    <Callout
      tone="warn"
      title={files.length === 1 ? 'One file could not be read' : `${files.length} files could not be read`}
    >
      <p>Nothing was deleted, and everything else is intact. To bring one back, mend the file and import it.</p>
      <ul className={styles.damaged}>
        {files.map((file) => (
          <li key={`${file.name} ${file.setAsideAs}`}>
            <strong>{file.name}</strong>: {file.reason}
            {file.setAsideAs !== '' && (
              <div className={styles.aside}>
                Set aside as <code>{file.setAsideAs}</code>, <When at={file.at} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Callout>
  )
}
