import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { runRetention } from '../../activities/operations/run-retention.js'
import type { OperationDeps } from '../../activities/operations/work.js'
import type { RetentionReport } from '../../src/contracts/retention-runs.js'
import { takeOperation } from '../../src/write/operations/progress.js'
import { settleOperation } from '../../src/write/operations/settle.js'
import { createUploads, TEXT } from './files.js'
import type { World } from './world.js'

/** Carries out retention as a worker does, without one, so that it can be stopped wherever that is asked for. */
export function createRetention(world: World) {
  const makePolicy = async (policy: object) => {
    const body = { name: 'Old', after: 'P1Y', archive: false, action: 'delete', ...policy }
    const made = await world.call('admin', 'POST', '/admin/retention_policies', body)
    if (made.status !== 201) throw new Error(JSON.stringify(made.body))
    return String(made.body.id)
  }
  const begin = async (policyId: string, isDryRun = false) => {
    const path = `/admin/retention_policies/${policyId}/run${isDryRun ? '?dryRun=true' : ''}`
    const answer = await world.call('admin', 'POST', path)
    if (answer.status !== 202) throw new Error(JSON.stringify(answer.body))
    return String(answer.body.operationId)
  }
  /** One try of the work. */
  const carryOut = async (
    operationId: string,
    over: Partial<OperationDeps> = {},
    { signal } = new AbortController(),
  ) => {
    const ref = { organizationId: await world.organizationId(), operationId }
    const operation = await takeOperation(world.db, ref)
    if (operation === undefined) throw new Error('there is nothing to do')
    const folder = await mkdtemp(join(tmpdir(), 'perdure-retention-'))
    const work = { ref, operation, folder, note: () => {}, signal }
    const { db, storage } = world
    const deps = { db, storage, notifyCommitted: () => {}, ...over } as OperationDeps // it needs no more of them
    const end = await runRetention(deps, work).finally(() => rm(folder, { recursive: true }))
    await settleOperation(world.db, ref, end)
  }
  const readReport = async (operationId: string): Promise<RetentionReport> =>
    (await world.call('admin', 'GET', `/operations/${operationId}`)).body.result
  return {
    ...{ makePolicy, begin, carryOut, readReport },
    /** All of it; the report. */
    run: async (policy: string | object, isDryRun = false) => {
      const policyId = typeof policy === 'string' ? policy : await makePolicy(policy)
      const operationId = await begin(policyId, isDryRun)
      await carryOut(operationId)
      return readReport(operationId)
    },
    /** The records of an operation's archive, a list for each part. */
    readArchives: async (operationId: string) => {
      const rows = await world.owner.query<{ key: string }>(
        'SELECT key FROM retention_archive WHERE operation_id = $1 AND records IS NOT NULL ORDER BY part',
        [operationId],
      )
      return Promise.all(
        rows.map(async ({ key }) => {
          const found = await world.storage.get({ place: 'kept', key })
          if (found === undefined) throw new Error('no such archive')
          const lines = (await text(found.stream)).trimEnd().split('\n')
          return lines.map((line): ArchivedRecord => JSON.parse(line))
        }),
      )
    },
    /** As if it had ended so many days ago, and everything had long left the outbox. */
    end: async (id: string, days = 400, status = 'closed') => {
      await world.owner.query(
        `UPDATE ticket SET status = $3, updated_at = now() - $2 * interval '1 day', next_due_at = NULL,
           state = state || jsonb_build_object('status', $3::text, 'deadlines', '{}'::jsonb, 'undo', '{"kind": "superseded"}'::jsonb)
         WHERE id = $1`,
        [id, days, status],
      )
      await world.owner.query('UPDATE outbox SET done_at = now() WHERE entity_id = $1', [id])
    },
  }
}

export interface ArchivedRecord {
  table: string
  row: Record<string, unknown>
}

/** In all that is said in full tickets. */
export const WORD = 'zyxretained'

/** Tickets of which there is something to be retained, and what is left of them. */
export function createFullTickets(world: World) {
  const uploads = createUploads(world)
  const keyOf = async (id: string) =>
    (
      await world.owner.query<{ key: string }>(
        'SELECT storage_key AS key FROM attachment WHERE id = $1',
        [id],
      )
    )[0]?.key ?? ''
  /** Filed, talked about, with a file of its own and one in the chat. */
  async function fileFull(title = 'Old') {
    const upload = async () => {
      const key = await uploads.upload('requester', WORD, { ...TEXT, fileName: `${WORD}.txt` })
      await uploads.settle(key)
      return key
    }
    const [own, sent] = [await upload(), await upload()]
    const body = await world.newTicket({ title: `${title} ${WORD}`, attachments: [own] })
    const ticket = await world.file('requester', body)
    const message = { body: WORD, attachments: [sent] }
    await world.call('requester', 'POST', `/tickets/${ticket.id}/messages`, message)
    const settled = await Promise.all([own, sent].map(keyOf))
    return { id: ticket.id, number: ticket.number, keys: settled }
  }
  return {
    fileFull,
    read: (id: string) => world.call('admin', 'GET', `/tickets/${id}`),
    isStored: async (key: string) =>
      (await world.storage.head({ place: 'kept', key })) !== undefined,
  }
}
