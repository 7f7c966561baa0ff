import { Route, Switch } from 'wouter'
import { NewSetup } from './list/NewSetup'
import { SetupList } from './list/SetupList'
import { SetupPage } from './one/SetupPage'

export function SetupsPage() {
  return (
    <Switch>
      <Route path="/setups">
        <SetupList />
      </Route>
      <Route path="/setups/new">
        <NewSetup />
      </Route>
      <Route path="/setups/:id/:view?">{({ id, view }) => <SetupPage key={id} id={id} view={view ?? 'step'} />}</Route>
    </Switch>
  )
}
