import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import { beforeEach, describe, expect, it } from 'vitest'
import { createOutboxDispatcher } from '../../temporal/outbox-dispatcher.js'
import { createStartGate } from '../../temporal/start-gate.js'
import { createCommandPath } from '../support/command-path.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { receive } = createCommandPath(world)

/** Temporal as what it is asked, and what it says to it. */
function answering({
  eagerly = true,
  isSick = (_number: string) => false,
  failure = new Error('a shard is down'),
  isReachable = true,
  onNeverEager = () => {},
}: {
  eagerly?: boolean
  isSick?: (number: string) => boolean
  failure?: Error
  isReachable?: boolean
  onNeverEager?: () => void
} = {}) {
  const started: string[] = []
  const signalled: string[] = []
  const take = async (list: string[], id: string) => {
    list.push(id)
    if (isSick(id.split('/').at(-1) ?? '')) throw failure
    return { eagerlyStarted: eagerly }
  }
  const client = {
    connection: { withDeadline: (_: number, call: () => unknown) => call() },
    workflowService: {
      getSystemInfo: async () => {
        if (!isReachable) throw failure
      },
    },
    workflow: {
      start: (_: string, { workflowId }: { workflowId: string }) => take(started, workflowId),
      signalWithStart: (_: string, { workflowId }: { workflowId: string }) =>
        take(signalled, workflowId),
    },
  } as unknown as Client // all that the dispatcher asks of one
  const gate = createStartGate(Date.now)
  let isBusy = false
  const dispatchNext = createOutboxDispatcher({
    ...{ db: world.db, client, gate, eagerClient: () => client, isBusy: () => isBusy },
    settings: { taskQueue: 'none', carryOutAs: 'local' },
    onNeverEager,
  })
  const dispatch = (whileBusy = false) => {
    isBusy = whileBusy
    return dispatchNext()
  }
  return { started, signalled, dispatch, gate }
}

async function fileMany(count: number): Promise<string[]> {
  const tickets = []
  for (let n = 0; n < count; n += 1) tickets.push(await world.file())
  await world.until(async () => {
    const [row] = await world.db.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM outbox WHERE cursor IS NULL',
    )
    return row?.n === 0 // a row that is being numbered is locked, and passed over
  })
  return tickets.map(({ number }) => number)
}
const signal = (number: string) =>
  world.db.query(
    `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
     SELECT uuidv7(), organization_id, 'signal', id, jsonb_build_object('number', number, 'family', 'ticket'), now(), now()
     FROM ticket WHERE number = $1`,
    [number],
  )
const runId = (number: string) => `ticket/demo-${world.suffix}/${number}`

describe('the outbox dispatcher', () => {
  beforeEach(() =>
    world.db
      .query('DELETE FROM command_inbox')
      .then(() => world.db.query('UPDATE outbox SET done_at = now()')),
  )

  it('begins eight starts, and the next when one of them has said that its first task is done', async () => {
    const numbers = await fileMany(10)
    const { started, dispatch, gate } = answering()
    await dispatch()
    expect(started).toHaveLength(8)
    await dispatch()
    expect(started).toHaveLength(8)
    gate.settle(runId(numbers[0] ?? ''))
    await dispatch()
    expect(started).toEqual(numbers.slice(0, 9).map(runId))
  })
  it('holds no place for runs that are there already, and is done with their rows', async () => {
    await fileMany(10)
    const failure = new WorkflowExecutionAlreadyStartedError('there', 'id', 'ticket')
    const { started, dispatch, gate } = answering({ isSick: () => true, failure })
    expect(await dispatch()).toBe(true)
    expect([started.length, gate.room()]).toEqual([8, 8])
    await dispatch()
    expect(await dispatch()).toBe(false)
    expect(started).toHaveLength(10)
  })
  it('goes on at once after eager starts, and ends the round after one that is not', async () => {
    await fileMany(1)
    expect(await answering().dispatch()).toBe(true)
    await fileMany(1)
    expect(await answering({ eagerly: false }).dispatch()).toBe(false)
  })
  it('says once that no start is eager, when twenty were not', async () => {
    let said = 0
    const { dispatch, gate } = answering({ eagerly: false, onNeverEager: () => (said += 1) })
    for (let n = 0; n < 45; n += 1) {
      const [number = ''] = await fileMany(1)
      await dispatch()
      gate.settle(runId(number))
      expect(said).toBe(n < 19 ? 0 : 1)
    }
  })
  it('lets a start go between signals, however many of these wait', async () => {
    const [known = ''] = await fileMany(1)
    await world.db.query('UPDATE outbox SET done_at = now()')
    await fileMany(2)
    const { started, signalled, dispatch } = answering()
    for (let round = 0; round < 6; round += 1) {
      await signal(known)
      await dispatch(true)
    }
    expect([started.length, signalled.length]).toEqual([2, 4])
  })
  it('lets commands go first: one at a time while any was carried out just now, or waits', async () => {
    const [number = ''] = await fileMany(3)
    const { started, dispatch } = answering()
    await dispatch(true)
    expect(started).toHaveLength(1)
    await receive('moderator', number, 'set_tags', { payload: { tags: ['a'] } })
    await dispatch()
    expect(started).toHaveLength(2)
    await world.db.query(`UPDATE command_inbox SET created_at = now() - interval '6 seconds'`)
    await fileMany(2)
    await dispatch()
    expect(started).toHaveLength(5)
  })
  it('tells a run once of whatever several rows have for it', async () => {
    const [number = ''] = await fileMany(1)
    await Promise.all([signal(number), signal(number), signal(number)])
    const { started, signalled, dispatch } = answering()
    await dispatch()
    await dispatch()
    expect([started, signalled]).toEqual([[], [runId(number)]])
  })
  it.each([
    { of: 'an outage that shows as one', code: 14, isReachable: false, counts: false },
    { of: 'an outage that shows as a missed deadline', code: 4, isReachable: false, counts: false },
    { of: 'a deadline that the row alone has missed', code: 4, isReachable: true, counts: true },
  ])('counts tries: $of', async ({ code, isReachable, counts }) => {
    const [number = ''] = await fileMany(1)
    const failure = Object.assign(new Error('x'), { code, details: '', metadata: {} })
    const { dispatch } = answering({ isSick: () => true, failure, isReachable })
    for (let n = 0; n < 3; n += 1) {
      await world.db.query('UPDATE outbox SET leased_until = NULL')
      await dispatch().catch(() => undefined)
    }
    const [row] = await world.db.query(
      `SELECT attempts > 0 AS counts FROM outbox WHERE kind = 'start' AND payload->>'number' = $1`,
      [number],
    )
    expect(row).toEqual({ counts })
  })
  it('goes on for the others when eight rows are not taken', async () => {
    const sick = await fileMany(8)
    for (const number of sick) await signal(number)
    const healthy = await fileMany(4)
    const { started, dispatch } = answering({ isSick: (number) => sick.includes(number) })
    for (let rounds = 0; rounds < 6; rounds += 1) await dispatch().catch(() => undefined)
    expect(started).toEqual(expect.arrayContaining(healthy.map(runId)))
  })
})
