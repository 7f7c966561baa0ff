import { Button } from '@radix-ui/themes'
import { ArrowLeft, ChevronRight, RotateCcw } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { recommend } from '../../../../shared/guidance/chooser'
import type { ChooserFacts, ChooserOption, ChooserQuestion } from '../../../../shared/guidance/chooser-tree'
import { useKept } from '../../../app/kept'
import { useShortcuts } from '../../../app/shortcuts'
import { Page } from '../../../components/Page'
import styles from './chooser.module.css'
import { Rows } from './Rows'

type Answer = { question: ChooserQuestion; option: ChooserOption }

/** Three questions at most that end on rows of the catalog. The answers are kept, so that looking at a guide loses nothing. */
export function ChooserPage() {
  const [answers, setAnswers] = useKept<readonly Answer[]>('chooser.answers', [])
  const facts: ChooserFacts = Object.assign({}, ...answers.map(({ option }) => option.facts))
  const { next, type, fit, slugs, reason } = recommend(facts)
  const head = useRef<HTMLHeadingElement>(null)

  // The new question or the result is read aloud, and Tab goes on from there.
  const asked = next?.id ?? 'result'
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another question stands there
  useEffect(() => {
    if (answers.length > 0) head.current?.focus({ preventScroll: true })
  }, [asked])

  const choose = (option: ChooserOption) => next && setAnswers([...answers, { question: next, option }])
  const backTo = (count: number) => setAnswers(answers.slice(0, count))

  const chooseNumber = (number: number) => {
    const option = next?.options[number - 1]
    if (option) choose(option)
  }
  const oneBack = () => answers.length > 0 && backTo(answers.length - 1)
  useShortcuts({
    '1': () => chooseNumber(1),
    '2': () => chooseNumber(2),
    '3': () => chooseNumber(3),
    Backspace: oneBack,
  })

  return (
    <Page
      title="Which type of connection?"
      lead="Three questions at most, then the rows of the catalog that fit."
      back={{ to: '/catalog', label: 'Catalog' }}
      actions={
        answers.length > 0 && (
          <>
            <Button variant="soft" color="gray" onClick={() => backTo(answers.length - 1)}>
              <ArrowLeft aria-hidden size={14} />
              Back
            </Button>
            <Button variant="soft" color="gray" onClick={() => backTo(0)}>
              <RotateCcw aria-hidden size={14} />
              Start again
            </Button>
          </>
        )
      }
    >
      <div className={styles.chooser}>
        {answers.length > 0 && (
          <ol className={styles.trail} aria-label="Answers so far">
            {answers.map(({ question, option }, index) => (
              <li key={question.id}>
                <button type="button" className={styles.answer} onClick={() => backTo(index)} title="Answer this again">
                  <span className={styles.answered}>{question.ask}</span>
                  <span>{option.label}</span>
                </button>
              </li>
            ))}
          </ol>
        )}

        {next && (
          <section className={styles.question} aria-labelledby="chooser-head">
            <p className={styles.count}>Question {answers.length + 1}</p>
            <h2 id="chooser-head" ref={head} tabIndex={-1} className={styles.ask}>
              {next.ask}
            </h2>
            <p className={styles.help}>{next.help}</p>
            <ul className={styles.options}>
              {next.options.map((option, index) => (
                <li key={option.label}>
                  <button type="button" className={styles.option} onClick={() => choose(option)}>
                    <kbd aria-hidden>{index + 1}</kbd>
                    <span>{option.label}</span>
                    <ChevronRight aria-hidden size={16} />
                  </button>
                </li>
              ))}
            </ul>
            {type && <p className={styles.soFar}>So far: {reason}</p>}
          </section>
        )}

        {!next && type && (
          <section className={styles.result} aria-labelledby="chooser-head">
            <p className={styles.count}>{fit === 'substitute' ? 'The nearest that works' : 'Recommended'}</p>
            <h2 id="chooser-head" ref={head} tabIndex={-1} className={styles.type}>
              {type}
            </h2>
            <p className={styles.reason}>{reason}</p>
            <Rows slugs={slugs} />
          </section>
        )}
      </div>
    </Page>
  )
}
