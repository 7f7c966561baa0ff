import { ChevronRight } from 'lucide-react'
import { useId } from 'react'
import { Link, Route, Switch } from 'wouter'
import { Page } from '../../components/Page'
import { type Tool, toolGroups } from './tools'
import styles from './workbench.module.css'

const everyTool = toolGroups.flatMap(({ tools }) => tools)

export function WorkbenchPage() {
  return (
    <Switch>
      {everyTool.map(({ path, Tool }) => (
        <Route key={path} path={`${path}/*?`}>
          <Tool />
        </Route>
      ))}
      <Route>
        <Page title="Workbench" lead="Each tool on its own, without a set-up.">
          <div className={styles.groups}>
            {toolGroups.map((group) => (
              <Group key={group.title} {...group} />
            ))}
          </div>
        </Page>
      </Route>
    </Switch>
  )
}

function Group({ title, tools }: { title: string; tools: readonly Tool[] }) {
  const heading = useId()
  return (
    <section aria-labelledby={heading} className={styles.group}>
      <h2 id={heading} className={styles.groupTitle}>
        {title}
      </h2>
      <ul className={styles.tools}>
        {tools.map((tool) => (
          <li key={tool.path}>
            <Link to={tool.path} className={styles.tool}>
              <span className={styles.icon}>
                <tool.Icon aria-hidden size={18} strokeWidth={1.75} />
              </span>
              <span className={styles.words}>
                <span className={styles.title}>{tool.title}</span>
                <span className={styles.does}>{tool.does}</span>
              </span>
              <ChevronRight aria-hidden size={16} className={styles.arrow} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
