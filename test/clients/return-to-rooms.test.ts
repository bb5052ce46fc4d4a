import { expect, it } from 'vitest'
import { PerdureError } from '../../clients/typescript/src/errors.js'
import type { Following } from '../../clients/typescript/src/live/following.js'
import type { Ack, ClientFrame } from '../../clients/typescript/src/live/frames.js'
import { createPlaces } from '../../clients/typescript/src/live/places.js'
import { returnToRooms } from '../../clients/typescript/src/live/return-to-rooms.js'

it('back into more rooms than a server takes at once, one that was lost left, and no other', async () => {
  const names = Array.from({ length: 150 }, (_, n) => `ticket:${n}`)
  const places = createPlaces('1')
  for (const name of names) places.follow(name, '1')
  let left = 60
  const ask = async (frame: ClientFrame): Promise<Ack> => {
    const room = 'room' in frame ? frame.room : undefined
    const refuse = (code: 'rate_limited' | 'forbidden') =>
      new PerdureError({ status: 0, code, message: code })
    if (left === 0) throw refuse('rate_limited')
    left -= 1
    if (room === 'ticket:70') throw refuse('forbidden')
    return { type: 'ack', cursor: '2', ...(room && { room }) }
  }
  const surroundings = {
    sleepMs: async () => {
      left = 20
    },
  }
  const following = { places, surroundings, options: {} } as unknown as Following // what it uses of it
  await returnToRooms(following, { ask, say: () => {}, close: () => {} })
  expect(places.rooms()).toEqual(names.filter((name) => name !== 'ticket:70'))
})
