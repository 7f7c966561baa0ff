import { Page } from '../../../components/Page'
import { HistoryView } from './HistoryView'

/** Every diagnosis that is kept. */
export function AllDiagnosesPage() {
  return (
    <Page
      title="Diagnoses"
      lead="Kept on this machine, with their evidence and without secrets. The last forty of each set-up stay."
      back={{ to: '/diagnose', label: 'Diagnose' }}
    >
      <HistoryView setup={null} row={null} />
    </Page>
  )
}
