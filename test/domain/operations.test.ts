import { describe, expect, it } from 'vitest'
import {
  describeHandover,
  describeOutcome,
  describeProblem,
  OPERATION_STATUSES,
  type OperationKind,
  refuseCancelling,
} from '../../src/domain/operations/operation.js'

describe('work that takes its time', () => {
  it('can be cancelled until it has ended, and again once it was', () => {
    const judge = (kind: OperationKind) =>
      OPERATION_STATUSES.map((status) => refuseCancelling({ kind, status })?.code)
    const ended = 'invalid_transition'
    expect(judge('audit_export')).toEqual([undefined, undefined, ended, ended, undefined])
    expect(judge('user_erasure')).toEqual([undefined, ended, ended, ended, undefined])
  })
  it('is an operation to whoever asks for it', () => {
    expect(OPERATION_STATUSES.map(describeOutcome)).toEqual([
      'pending',
      'pending',
      'applied',
      'rejected',
      'rejected',
    ])
  })
  it('is a handover that has ended once all of it is decided', () => {
    const judge = (decided: number, cancelled: number) =>
      describeHandover({ total: 3, decided, cancelled })
    expect([judge(2, 0), judge(2, 1), judge(3, 0), judge(3, 1)]).toEqual([
      ...['pending', 'pending'],
      ...['applied', 'rejected'],
    ])
  })
  it('says why it was not done', () => {
    expect(describeProblem('cancelled').code).toBe('cancelled')
    expect(describeProblem('internal').code).toBe('internal')
    expect(describeProblem('store_away').code).toBe('unavailable')
    expect(describeProblem('store_busy').code).toBe('unavailable')
    expect(describeProblem('store_refuses').code).toBe('internal')
    expect(() => describeProblem('x' as never)).toThrow('unexpected value')
  })
})
