import { beforeAll, describe, expect, it } from 'vitest'
import { foldTallies } from '../../src/write/dashboards/fold-tallies.js'
import { fillTickets } from '../support/many-tickets.js'
import { useWorld } from '../support/world.js'

const COUNT = Number(process.env.TICKETS ?? 1_000_000)

const world = useWorld({ worker: false })

beforeAll(async () => {
  await fillTickets(world, COUNT)
  const owner = await world.owner.connect()
  await owner.query('SET statement_timeout = 0') // of what no request ever asks
  await owner.query(
    `UPDATE ticket_tally SET id = overlay(id::text PLACING '0190' FROM 1 FOR 4)::uuid WHERE requester_id IS NOT NULL`,
  )
  const beganMs = Date.now()
  while (await foldTallies(world.db));
  console.log(`folded in ${Date.now() - beganMs} ms`)
  await owner.query('VACUUM ANALYZE ticket_tally')
  await owner.end()
}, 3_000_000)

describe(`dashboards of ${COUNT.toLocaleString('en')} tickets`, () => {
  it('are read anew at once', async () => {
    const it = await world.departmentId('IT')
    for (const [who, path] of [
      ['requester', '/users/me/dashboard'],
      ['moderator', '/moderator/dashboard'],
      ['moderator', '/moderator/departments/load'],
      ['it.head', `/departments/${it}/dashboard`],
    ] as const) {
      const times: number[] = []
      for (let n = 0; n < 20; n += 1) {
        await world.file('requester') // so that nothing is kept
        const beganMs = performance.now()
        const { headers } = await world.call(who, 'GET', path)
        times.push(performance.now() - beganMs)
        expect(headers.get('x-cache')).toBe('miss')
      }
      times.sort((a, b) => a - b)
      console.log(
        `${path}: median ${times[10]?.toFixed(1)} ms, longest ${times[19]?.toFixed(1)} ms`,
      )
    }
  })
  it('are those of a recount', async () => {
    const counted = await world.owner.query<{ status: string; n: number }>(
      `SELECT status, count(*)::int AS n FROM ticket WHERE deleted_at IS NULL AND status <> 'draft'
         AND organization_id = (SELECT id FROM organization WHERE slug LIKE 'demo-%') GROUP BY status`,
    )
    const { byStatus } = (await world.call('admin', 'GET', '/admin/dashboard')).body
    expect(byStatus).toEqual(Object.fromEntries(counted.map(({ status, n }) => [status, n])))
  })
})
