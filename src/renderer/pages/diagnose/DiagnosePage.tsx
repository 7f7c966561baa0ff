import { Route, Switch } from 'wouter'
import { CasePage } from './CasePage'
import { AllDiagnosesPage } from './history/AllDiagnosesPage'
import { KeptPage } from './history/KeptPage'
import { CausePage } from './reference/CausePage'
import { CausesPage } from './reference/CausesPage'
import { ErrorsPage } from './reference/ErrorsPage'
import { ReportPage } from './report/ReportPage'
import { StartPage } from './start/StartPage'

/** Diagnose: where it begins, the diagnosis itself, those made before, and what is known of errors and causes. */
export function DiagnosePage() {
  return (
    <Switch>
      <Route path="/diagnose/case/:id/:view?">{({ id, view }) => <CasePage id={id} view={view ?? 'result'} />}</Route>
      <Route path="/diagnose/kept/:id/:view?">{({ id, view }) => <KeptPage id={id} view={view ?? 'result'} />}</Route>
      <Route path="/diagnose/report/:id">{({ id }) => <ReportPage id={id} />}</Route>
      <Route path="/diagnose/history">
        <AllDiagnosesPage />
      </Route>
      <Route path="/diagnose/errors">
        <ErrorsPage />
      </Route>
      <Route path="/diagnose/causes">
        <CausesPage />
      </Route>
      <Route path="/diagnose/causes/:id">{({ id }) => <CausePage id={id} />}</Route>
      <Route>
        <StartPage />
      </Route>
    </Switch>
  )
}
