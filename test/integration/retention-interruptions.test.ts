import { expect, it } from 'vitest'
import type { Database } from '../../src/database/pool.js'
import type { Storage } from '../../src/storage/storage.js'
import { sweepFiles } from '../../src/write/retention/sweep-files.js'
import { createFullTickets, createRetention } from '../support/retention.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const retention = createRetention(world)
const { fileFull, read, isStored } = createFullTickets(world)

/** A world in which the worker dies at the n-th of its writes, just before it or just after. */
function dieAt(n: number, when: 'before' | 'after') {
  let writes = 0
  const dying = async <T>(write: () => Promise<T>): Promise<T> => {
    writes += 1
    if (writes === n && when === 'before') throw new Error('killed')
    const done = await write()
    if (writes === n) throw new Error('killed')
    return done
  }
  const db: Database = {
    ...world.db,
    transaction: (work) => dying(() => world.db.transaction(work)),
  }
  const storage: Storage = {
    ...world.storage,
    put: (...given) => dying(() => world.storage.put(...given)),
  }
  return { db, storage }
}

it.each(['before', 'after'] as const)(
  'killed %s any of its writes it loses nothing, and does nothing twice',
  async (when) => {
    const policyId = await retention.makePolicy({ kind: 'tickets', archive: true })
    const WRITES = 3 // the archive, the part, the batch
    for (let n = 1; n <= WRITES; n += 1) {
      const { id, number } = await fileFull()
      await retention.end(id)
      const dry = await retention.run(policyId, true)
      const operationId = await retention.begin(policyId)
      await expect(retention.carryOut(operationId, dieAt(n, when))).rejects.toThrow('killed')
      await retention.carryOut(operationId)
      const report = await retention.readReport(operationId)
      expect(report).toEqual({ ...dry, dryRun: false, archives: 1 })
      const archives = await retention.readArchives(operationId)
      expect(archives).toHaveLength(1)
      const numbers = archives.flat().filter(({ table }) => table === 'ticket')
      expect(numbers.map(({ row }) => row.number)).toEqual([number])
      expect((await read(id)).status).toBe(404)
      const [{ told } = { told: 0 }] = await world.owner.query<{ told: number }>(
        `SELECT count(*)::int AS told FROM audit_entry e JOIN audit_detail d ON d.audit_id = e.id
         WHERE e.action = 'retention.delete' AND d.after->>'operationId' = $1`,
        [operationId],
      )
      expect(told).toBe(1)
    }
  },
)

it('cancelled between two batches it stops there, and another run does the rest', async () => {
  const BATCH = 20
  for (let n = 0; n <= BATCH; n += 1) await retention.end((await world.file()).id)
  const policyId = await retention.makePolicy({ kind: 'tickets', archive: true })
  const operationId = await retention.begin(policyId)
  const stop = new AbortController()
  let writes = 0
  const db: Database = {
    ...world.db,
    transaction: async (work) => {
      const done = await world.db.transaction(work)
      writes += 1
      if (writes === 2) stop.abort() // the part, and the first batch
      return done
    },
  }
  await expect(retention.carryOut(operationId, { db }, stop)).rejects.toThrow()
  await world.owner.query(
    `UPDATE operation SET ended_at = now(), status = 'cancelled' WHERE id = $1`,
    [operationId],
  )
  const rest = await retention.run(policyId)
  expect(rest.counts.tickets).toBe(1)
})

it('what a run that was given up has left of an archive is swept', async () => {
  const { id } = await fileFull()
  await retention.end(id)
  const policyId = await retention.makePolicy({ kind: 'tickets', archive: true })
  const operationId = await retention.begin(policyId)
  await expect(retention.carryOut(operationId, dieAt(1, 'after'))).rejects.toThrow('killed')
  const [{ key } = { key: '' }] = await world.owner.query<{ key: string }>(
    'SELECT key FROM retention_archive WHERE operation_id = $1',
    [operationId],
  )
  const sweep = () => sweepFiles({ db: world.db, storage: world.storage, now: Date.now })
  await sweep()
  expect(await isStored(key)).toBe(true)
  await world.owner.query(
    `UPDATE operation SET ended_at = now(), status = 'cancelled' WHERE id = $1`,
    [operationId],
  )
  await sweep()
  expect(await isStored(key)).toBe(false)
  expect((await read(id)).status).toBe(200)
})
