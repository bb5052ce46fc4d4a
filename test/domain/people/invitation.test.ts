import { expect, it } from 'vitest'
import { refuseInviting } from '../../../src/domain/people/invitation.js'

it('is for whoever may sign in, and has no way to', () => {
  const account = { status: 'active', isAuthorized: true, hasWayIn: false } as const
  expect(refuseInviting(account)).toBeUndefined()
  for (const changed of [
    { hasWayIn: true },
    { isAuthorized: false },
    { status: 'pending' as const },
  ])
    expect(refuseInviting({ ...account, ...changed })?.code).toBe('invalid_transition')
})
