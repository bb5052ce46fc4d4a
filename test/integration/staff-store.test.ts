import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type StandInStore, startStaffStore } from '../../scripts/local/staff-store/server.js'
import { createStaffStore } from '../../src/staff-store/client.js'
import { StaffStoreBusyError, StaffStoreRefusedError } from '../../src/staff-store/errors.js'

const PATIENCE = {
  timeoutMs: 300,
  shortTimeoutMs: 200,
  firstWaitMs: 10,
  longestWaitMs: 25,
  failures: 6,
  openMs: 200,
}
let store: StandInStore
beforeAll(async () => {
  store = await startStaffStore({ port: 0, people: 5, apiKey: 'secret' })
})
afterAll(() => store.stop())
beforeEach(() => {
  store.setFaults({})
  store.asked.length = 0
})
const client = (apiKey = 'secret') =>
  createStaffStore({ baseUrl: store.url, apiKey, organization: undefined }, PATIENCE)

it('asks for a person by their code, and for people page by page', async () => {
  expect(await client().find('S000003')).toMatchObject({
    employeeCode: 'S000003',
    lastName: 'Abel',
  })
  expect(await client().find('../users?limit=1')).toBeUndefined()
  const first = await client().listPage({ limit: 3 })
  expect(first).toMatchObject({ items: expect.any(Array), nextCursor: '3', total: 5 })
  const rest = await client().listPage({ limit: 3, cursor: '3' })
  expect(rest.items).toHaveLength(2)
  expect(rest.nextCursor ?? null).toBeNull()
  const changed = await client().listPage({ limit: 3, updatedSince: new Date().toISOString() })
  expect(changed.items).toEqual([])
})

it.each(['away', 'cut', 'silent'] as const)(
  'tries a page three times while it is %s',
  async (fault) => {
    store.setFaults({ [fault]: 2 })
    expect((await client().listPage({ limit: 3 })).items).toHaveLength(3)
    store.setFaults({ [fault]: 3 })
    await expect(client().listPage({ limit: 3 })).rejects.toThrow(
      expect.objectContaining({ name: 'StaffStoreAwayError' }),
    )
  },
)

it('says how long a busy store wants to be left alone, and does not ask again', async () => {
  store.setFaults({ busy: 2, retryAfter: 7 })
  const asked = client().listPage({ limit: 3 })
  await expect(asked).rejects.toThrow(StaffStoreBusyError)
  await expect(asked).rejects.toMatchObject({ retryAfterMs: 7_000 })
})

it('does not ask again where it is refused', async () => {
  await expect(client('wrong').listPage({ limit: 3 })).rejects.toThrow(StaffStoreRefusedError)
})

it('lets a store alone that is away, for a while, and then finds it again', async () => {
  const own = client()
  store.setFaults({ away: 6 })
  await expect(own.listPage({ limit: 1 })).rejects.toThrow()
  await expect(own.listPage({ limit: 1 })).rejects.toThrow()
  await expect(own.find('S000001')).rejects.toThrow('away just now')
  await new Promise((resolve) => setTimeout(resolve, PATIENCE.openMs + 20))
  expect(await own.find('S000001')).toBeDefined()
})
