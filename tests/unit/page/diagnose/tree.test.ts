import { describe, expect, test } from 'vitest'
import { openNeeds } from '../../../../src/renderer/pages/diagnose/result/settle'
import { countStates, stateOf, viewTree } from '../../../../src/renderer/pages/diagnose/tree/cause-state'
import { type Row, treeMove, typedTo } from '../../../../src/renderer/pages/diagnose/tree/tree-keys'
import { branches } from '../../../../src/shared/guidance/causes/causes'
import { judgeCauses } from '../../../../src/shared/guidance/evidence/judge'
import type { BranchId } from '../../../../src/shared/verdict'
import { finding } from '../../diagnosis/world'

function rows(folded: readonly BranchId[] = []): Row[] {
  return branches.flatMap(({ id, title, causes }) => {
    const expanded = !folded.includes(id)
    const below = causes.map((cause): Row => ({ id: cause.id, label: cause.title, parent: id, expanded: null }))
    return [{ id, label: title, parent: null, expanded }, ...(expanded ? below : [])]
  })
}

describe('the keys of the tree', () => {
  test('walk through everything that can be seen, and stay inside it', () => {
    const all = rows()
    expect(all).toHaveLength(29)
    let at = all[0]?.id ?? 'draft'
    const walked = [at]
    for (let step = 0; step < 40; step++) {
      const move = treeMove('ArrowDown', all, at)
      if (move?.do !== 'focus') break
      at = move.id
      walked.push(at)
    }
    expect(walked).toEqual(all.map(({ id }) => id))
    expect(treeMove('ArrowDown', all, at)).toBeNull()
    expect(treeMove('ArrowUp', all, 'draft')).toBeNull()
  })

  test('skip the leaves of a folded branch', () => {
    expect(treeMove('ArrowDown', rows(['draft']), 'draft')).toEqual({ do: 'focus', id: 'validating' })
  })

  test.each([
    ['ArrowRight', ['saml'], 'saml', { do: 'unfold', id: 'saml' }],
    ['ArrowRight', [], 'saml', { do: 'focus', id: 'saml.recipient-mismatch' }],
    ['ArrowRight', [], 'saml.nameid-missing', null],
    ['ArrowLeft', [], 'saml', { do: 'fold', id: 'saml' }],
    ['ArrowLeft', [], 'saml.nameid-missing', { do: 'focus', id: 'saml' }],
    ['ArrowLeft', ['saml'], 'saml', null],
    ['Home', [], 'saml', { do: 'focus', id: 'draft' }],
    ['End', [], 'saml', { do: 'focus', id: 'organization.domain-unverified' }],
    ['End', ['organization'], 'saml', { do: 'focus', id: 'organization' }],
    ['*', [], 'saml', { do: 'unfold-all' }],
    ['Enter', [], 'scim.unauthorized', { do: 'select', id: 'scim.unauthorized' }],
    [' ', [], 'scim', { do: 'select', id: 'scim' }],
    ['Tab', [], 'scim', null],
  ] as const)('%s', (key, folded, at, expected) => {
    expect(treeMove(key, rows(folded), at)).toEqual(expected)
  })

  test('typing leads to the next name that begins so, round the end', () => {
    expect(typedTo('s', rows(), 'draft')).toBe('saml')
    expect(typedTo('s', rows(), 'saml')).toBe('scim')
    expect(typedTo('ss', rows(), 'scim')).toBe('saml')
    expect(typedTo('scim', rows(), 'saml')).toBe('scim')
    expect(typedTo('connection stuck in v', rows(), 'draft')).toBe('validating')
    expect(typedTo('zz', rows(), 'draft')).toBeNull()
  })
})

describe('what a leaf shows', () => {
  const verdicts = judgeCauses([finding('scim.token', 'fail', [['Answer', 'status 401']])], new Set(['scim-endpoint']))
  const of = (cause: string) => verdicts.find((verdict) => verdict.cause === cause) ?? null

  test('is open while something may still change it, but never once it is confirmed', () => {
    expect(stateOf(of('scim.unauthorized'), true)).toBe('confirmed')
    expect(stateOf(of('scim.not-found'), true)).toBe('open')
    expect(stateOf(null, true)).toBe('open')
    expect(stateOf(null)).toBe('not-run')
  })

  test('is told of a folded branch by its most urgent leaf', () => {
    const tree = viewTree(verdicts, ['saml.nameid-missing'])
    expect(tree.find(({ branch }) => branch.id === 'scim')?.state).toBe('confirmed')
    expect(tree.find(({ branch }) => branch.id === 'saml')?.state).toBe('open')
    expect(tree.find(({ branch }) => branch.id === 'oauth')?.state).toBe('not-run')
    expect(tree.flatMap(({ leaves }) => leaves)).toHaveLength(23)
  })

  test('is counted in words, the urgent ones first', () => {
    expect(countStates(['ruled-out', 'confirmed', 'ruled-out'])).toBe('1 confirmed, 2 ruled out')
  })
})

test('what is still needed is asked for once, and that which settles the most comes first', () => {
  const verdicts = judgeCauses([finding('response.status', 'info')], new Set())
  const needs = openNeeds(verdicts)
  expect(new Set(needs.map(({ input }) => input)).size).toBe(needs.length)
  const counts = needs.map((need) => need.verdicts.length)
  expect(counts).toEqual(counts.toSorted((a, b) => b - a))
  const asked = verdicts.filter(({ state, likely }) => state === 'cannot-tell' && !likely)
  expect(needs.flatMap((need) => need.verdicts)).toHaveLength(asked.length)
})
