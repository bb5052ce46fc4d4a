import { describe, expect, it } from 'vitest'
import { newEscalationMatrix } from '../../../src/contracts/escalation-matrices.js'

const tells = { notify: { head: true } }
const at = (after: string, on: 'warning' | 'breach' = 'breach', kind?: 'resolution') => ({
  ...{ after, on, ...tells },
  ...(kind === undefined ? {} : { kind }),
})

/** Where the fault of a body lies; none where it passes. */
function findPaths(levels: object[]): string[] {
  const parsed = newEscalationMatrix.safeParse({ name: 'Overdue', levels })
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'))
}

describe('the levels of a matrix', () => {
  it.each([
    ['at once', [at('PT0S')]],
    ['two at the same time', [at('PT1H'), at('PT60M')]],
    ['a warning before a breach, whichever length is longer', [at('P1D', 'warning'), at('PT1H')]],
    ['each clock by itself', [at('PT5H'), at('PT1H', 'breach', 'resolution')]],
    ['ten of them', Array.from({ length: 10 }, (_, n) => at(`PT${n}H`))],
    ['any one thing done', [{ after: 'PT1H', on: 'breach', message: 'Look' }]],
  ])('may be %s', (_what, levels) => {
    expect(findPaths(levels)).toEqual([])
  })

  it.each([
    ['none at all', [], ['levels']],
    ['eleven', Array.from({ length: 11 }, () => at('PT1H')), ['levels']],
    ['not in order of time', [at('PT2H'), at('PT1H')], ['levels.1.after']],
    ['a month, which has no length', [at('P1M')], ['levels.0.after']],
    [
      'a month below an hour, and that alone is said of it',
      [at('PT1H'), at('P1M')],
      ['levels.1.after'],
    ],
    ['a month above an hour', [at('P1M'), at('PT1H')], ['levels.0.after']],
    ['longer than a year', [at('P366D')], ['levels.0.after']],
    ['of no instant', [{ after: 'PT1H', on: 'noon', ...tells }], ['levels.0.on']],
    ['without anything to do', [{ after: 'PT1H', on: 'breach' }], ['levels.0']],
    ['for nobody', [{ after: 'PT1H', on: 'breach', notify: { roles: [] } }], ['levels.0']],
    ['not raised', [{ after: 'PT1H', on: 'breach', raisePriority: false }], ['levels.0']],
    ['given to nobody', [{ ...at('PT1H'), reassignTo: {} }], ['levels.0.reassignTo']],
  ])('are never %s', (_what, levels, paths) => {
    expect(findPaths(levels)).toEqual(paths)
  })
})
