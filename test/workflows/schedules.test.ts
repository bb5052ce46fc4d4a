import { type ScheduleDescription, ScheduleNotFoundError } from '@temporalio/client'
import { describe, expect, it } from 'vitest'
import { type StandInStore, startStaffStore } from '../../scripts/local/staff-store/server.js'
import type { SyncSchedule } from '../../src/domain/staff/schedule.js'
import { setOrganizationActive } from '../../src/write/organizations/set-active.js'
import { reportWorkflowId } from '../../temporal/ids.js'
import { createScheduleKeeper } from '../../temporal/schedules.js'
import { connectTemporal } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

let store: StandInStore
const world = useWorld({
  prepare: async () => {
    store = await startStaffStore({ port: 0, people: 3 })
    return { env: { SMS_BASE_URL: store.url }, stop: store.stop }
  },
})

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const put = async (times: string[], over: Partial<SyncSchedule> = {}) => {
  const body = { enabled: true, type: 'full', times, days: DAYS, timezone: 'UTC', ...over }
  const answer = await world.call('admin', 'PUT', '/admin/sync/sms/schedule', body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}
const describeIt = () =>
  connectTemporal(world).schedule.getHandle(`staff_sync/demo-${world.suffix}`).describe()
const untilIt = (holds: (schedule: ScheduleDescription) => boolean) =>
  world.until(async () => {
    const found = await describeIt().catch(() => undefined)
    return found !== undefined && holds(found) && found
  })
const readHours = ({ spec }: ScheduleDescription) =>
  spec.calendars?.map(({ hour, minute, second }) =>
    [hour, minute, second].map((range) => range?.[0]?.start),
  )

describe('a schedule that an admin has set', () => {
  it('fires at its time, by the clock of its zone', async () => {
    const due = new Date(Date.now() + 7_000)
    await put([due.toISOString().slice(11, 19)])
    const begun = await world.until(async () => {
      const [row] = await world.db.query<{ id: string; at: Date }>(
        `SELECT id, created_at AS at FROM operation WHERE kind = 'staff_sync' AND requested_by_id IS NULL`,
      )
      return row
    }, 30_000)
    expect(begun.at.getTime()).toBeGreaterThanOrEqual(Math.floor(due.getTime() / 1_000) * 1_000)
    const synced = await world.until(async () => {
      const { body } = await world.call('admin', 'GET', `/admin/sync/sms/${begun.id}`)
      return body.status !== 'running' && body
    })
    expect(synced).toMatchObject({ type: 'full', status: 'completed', seen: 3, requestedBy: null })
  }, 60_000)
  it('is what was set last', async () => {
    await put(['02:30', '14:00'], { timezone: 'Europe/Berlin' })
    const changed = await untilIt((schedule) => readHours(schedule)?.length === 2)
    expect(readHours(changed)).toEqual([
      [2, 30, 0],
      [14, 0, 0],
    ])
    expect(changed.spec.timezone).toBe('Europe/Berlin')
    for (const wrong of [['02:30', '02:30:00'], ['02:30:60'], ['2:30']]) {
      const body = { enabled: true, times: wrong }
      const { status } = await world.call('admin', 'PUT', '/admin/sync/sms/schedule', body)
      expect(status, wrong.join()).toBe(400)
    }
  })
  it('names its zone as the server knows it, whatever the case', async () => {
    await put(['02:30'], { timezone: 'europe/paris' })
    const changed = await untilIt(({ spec }) => spec.timezone !== 'Europe/Berlin')
    expect(changed.spec.timezone).toBe('Europe/Paris')
    const body = { enabled: true, times: ['02:30'], timezone: '+05:30' }
    expect((await world.call('admin', 'PUT', '/admin/sync/sms/schedule', body)).status).toBe(400)
  })
  it('stays the one that it is when its organization is called otherwise, and waits for no other’s', async () => {
    await world.owner.query(
      `INSERT INTO schedule (organization_id, kind, definition, updated_at)
       SELECT id, 'staff_sync', '{"enabled": true, "times": ["02:00"], "days": ["mon"], "timezone": "Nowhere"}', now()
       FROM organization WHERE slug = $1`,
      [`other-${world.suffix}`],
    )
    await world.call('admin', 'PATCH', '/admin/organization', { slug: `renamed-${world.suffix}` })
    await put(['03:30'])
    const changed = await untilIt((schedule) => readHours(schedule)?.[0]?.[0] === 3)
    expect(readHours(changed)).toEqual([[3, 30, 0]])
    const renamed = connectTemporal(world).schedule.getHandle(`staff_sync/renamed-${world.suffix}`)
    await expect(renamed.describe()).rejects.toThrow()
    await world.call('admin', 'PATCH', '/admin/organization', { slug: `demo-${world.suffix}` })
  })
  it('is written when it differs, and removed where its row was deleted while nobody looked', async () => {
    const schedule = { times: ['07:00'], days: ['mon'], timezone: 'UTC' }
    const recipients = [await world.userId('admin')]
    const body = { name: 'Each Monday', report: 'volume', schedule, recipients }
    const made = await world.call('admin', 'POST', '/reports/saved', body)
    expect(made.status).toBe(201)
    const client = connectTemporal(world)
    const report = client.schedule.getHandle(reportWorkflowId(`demo-${world.suffix}`, made.body.id))
    await world.until(() => report.describe().catch(() => undefined))
    await world.owner.query(
      `UPDATE saved_report SET deleted_at = now(), updated_at = now() - interval '2 days'`,
    )
    let now = Date.now()
    const look = createScheduleKeeper({
      ...{ db: world.db, client, now: () => now, onError: () => {} },
      taskQueue: world.config.taskQueue,
    })
    while (await look());
    await expect(report.describe()).rejects.toThrow(ScheduleNotFoundError)
    const { info } = await describeIt()
    now += 600_000
    while (await look());
    expect((await describeIt()).info.lastUpdatedAt).toEqual(info.lastUpdatedAt)
  })
  it('stands while its organization is deactivated, and goes on after', async () => {
    const organizationId = await world.organizationId()
    await setOrganizationActive(world.db, organizationId, false)
    const paused = await untilIt(({ state }) => state.paused)
    expect(paused.state.note).toMatch(/deactivated/)
    await setOrganizationActive(world.db, organizationId, true)
    await untilIt(({ state }) => !state.paused)
  })
  it('is gone once it is turned off', async () => {
    await world.owner.query(
      `UPDATE schedule SET definition = definition || '{"enabled": false}', updated_at = now()`,
    )
    await world.until(() =>
      describeIt().then(
        () => false,
        () => true,
      ),
    )
  })
})
