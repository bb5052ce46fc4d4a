import { expect, it } from 'vitest'
import { createRetention } from '../support/retention.js'
import { connectTemporal } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const retention = createRetention(world)

const untilOver = (operationId: string) =>
  world.until(async () => {
    const { body } = await world.call('admin', 'GET', `/operations/${operationId}`)
    return body.status !== 'pending' && body
  }, 30_000)

it('a run is carried out by the worker, with a report for whoever asked', async () => {
  const { id } = await world.file()
  await world.call('requester', 'POST', `/tickets/${id}/withdraw`, {})
  const policyId = await retention.makePolicy({ kind: 'tickets', archive: true })
  const begin = async () => untilOver(await retention.begin(policyId))
  expect(await begin()).toMatchObject({ status: 'applied', result: { counts: { tickets: 0 } } })
  await retention.end(id, 400, 'withdrawn')
  const done = await begin()
  expect(done).toMatchObject({
    ...{ status: 'applied', progress: 100 },
    result: { policyId, dryRun: false, counts: { tickets: 1 }, archives: 1 },
  })
  expect((await world.call('admin', 'GET', `/tickets/${id}`)).status).toBe(404)
  const run = connectTemporal(world).workflow.getHandle(
    `retention/demo-${world.suffix}/${done.operationId}`,
  )
  // Its last activity tells the operation's end, and the run itself ends right after it.
  await world.until(async () => (await run.describe()).status.name === 'COMPLETED')
})

it('each night those that are active are begun by a schedule of Temporal', async () => {
  const { schedule } = connectTemporal(world)
  const handle = schedule.getHandle(`retention/demo-${world.suffix}`)
  const described = await world.until(() => handle.describe().catch(() => undefined), 20_000)
  expect(described.spec.calendars?.[0]).toMatchObject({
    hour: [{ start: 2 }],
    minute: [{ start: 30 }],
  })
  const count = async () =>
    (
      await world.owner.query(
        'SELECT FROM operation WHERE requested_by_id IS NULL AND status = $1',
        ['completed'],
      )
    ).length
  await handle.trigger()
  await world.until(async () => (await count()) > 0, 30_000)
  await handle.delete()
}, 60_000)
