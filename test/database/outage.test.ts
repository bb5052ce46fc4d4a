import { expect, it } from 'vitest'
import { unavailable } from '../../src/database/outage.js'

const failure = (code: string) => Object.assign(new Error('x'), { code })

it('a statement that took too long is no database that is away', () => {
  expect(unavailable(failure('57014')).refusal).toMatchObject({
    code: 'unavailable',
    error: expect.stringContaining('took the database too long'),
  })
  expect(unavailable(failure('57P01')).refusal.error).toContain('is away')
})
