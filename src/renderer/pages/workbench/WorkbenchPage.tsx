import { ChevronRight } from 'lucide-react'
import { Link, Route, Switch } from 'wouter'
import { Page } from '../../components/Page'
import { tools } from './tools'
import styles from './workbench.module.css'

export function WorkbenchPage() {
  return (
    <Switch>
      {tools.map(({ path, Tool }) => (
        <Route key={path} path={`${path}/*?`}>
          <Tool />
        </Route>
      ))}
      <Route>
        <Page title="Workbench" lead="Tools that work without a set-up and without an environment.">
          <ul className={styles.tools}>
            {tools.map(({ path, title, does, Icon }) => (
              <li key={path}>
                <Link to={path} className={styles.tool}>
                  <span className={styles.icon}>
                    <Icon aria-hidden size={18} strokeWidth={1.75} />
                  </span>
                  <span className={styles.words}>
                    <span className={styles.title}>{title}</span>
                    <span className={styles.does}>{does}</span>
                  </span>
                  <ChevronRight aria-hidden size={16} className={styles.arrow} />
                </Link>
              </li>
            ))}
          </ul>
        </Page>
      </Route>
    </Switch>
  )
}
