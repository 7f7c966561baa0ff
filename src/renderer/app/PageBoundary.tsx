import { Button } from '@radix-ui/themes'
import { Bug } from 'lucide-react'
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { CopyButton } from '../components/CopyButton'
import { EmptyState } from '../components/EmptyState'

type State = { error: Error | null; where: string }

/** Keeps a page that broke from taking the window with it. Give it the path as key, so that another page starts afresh. */
export class PageBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null, where: '' }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error('page broke', error, info.componentStack)
    this.setState({ where: info.componentStack ?? '' })
  }

  override render(): ReactNode {
    const { error, where } = this.state
    if (!error) return this.props.children
    const details = `${error.name}: ${error.message}\n${error.stack ?? ''}\n${where}`
    return (
      <div role="alert">
        <EmptyState
          Icon={Bug}
          title="This page ran into an error"
          actions={
            <>
              <Button size="2" onClick={() => this.setState({ error: null, where: '' })}>
                Show the page again
              </Button>
              <Button size="2" variant="soft" color="gray" onClick={() => window.location.reload()}>
                Reload the window
              </Button>
              <CopyButton text={details} what="details" />
            </>
          }
        >
          <p>{error.message}</p>
          <p>What was saved is safe. The details help whoever mends it; look them over before passing them on.</p>
        </EmptyState>
      </div>
    )
  }
}
