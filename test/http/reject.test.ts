import { expect, it } from 'vitest'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, code, moderate } = createDriver(world)

it('names the ticket that it repeats by its number, with a reason or without', async () => {
  const original = await begin('submitted')
  const duplicateOf = original.number
  const repeated = { duplicateOf: original.id, duplicateOfNumber: original.number }
  const plain = await moderate((await begin('submitted')).id, 'reject', { duplicateOf })
  expect(plain.rejection).toEqual({ reason: null, ...repeated })
  const content = { duplicateOf, reason: 'See the first one' }
  const { rejection } = await moderate((await begin('submitted')).id, 'reject', content)
  expect(rejection).toEqual({ reason: 'See the first one', ...repeated })
  const path = `/moderator/tickets/${original.id}/reject`
  expect(await code('moderator', 'POST', path, { duplicateOf })).toBe('ticket_not_found')
  const unknown = { duplicateOf: `${original.number}99999` }
  expect(await code('moderator', 'POST', path, unknown)).toBe('ticket_not_found')
})
