import { beforeAll, describe, expect, it } from 'vitest'
import { seedServices } from '../../scripts/demo/seed-services.js'
import {
  articlesWorkflowId,
  contractWorkflowId,
  mailInWorkflowId,
  reportWorkflowId,
  surveysWorkflowId,
  workOrderWorkflowId,
} from '../../temporal/ids.js'
import { createDriver } from '../support/scenario-driver.js'
import { connectTemporal, readSearchAttributes } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { call, begin } = createDriver(world)
const slug = () => `demo-${world.suffix}`
const seed = () => seedServices({ databaseUrl: world.config.databaseUrl, slug: slug() })

const TABLES = ['survey_template', 'customer', 'plan', 'contract', 'technician', 'work_order']
const count = async () => {
  const selected = TABLES.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`)
  const [row] = await world.db.query<Record<string, number>>(`SELECT ${selected.join(', ')}`)
  return Object.values(row ?? {})
}

describe('what the demo shows around the ticket', () => {
  it('is left whole or not at all by a start that ends in the middle, and the next one goes on', async () => {
    await world.owner.query('ALTER TABLE contract ADD CONSTRAINT stop CHECK (false)')
    await expect(seed()).rejects.toThrow('stop')
    expect(await count()).toEqual([1, 0, 0, 0, 0, 0])
    await world.owner.query('ALTER TABLE contract DROP CONSTRAINT stop')
    await Promise.all([seed(), seed()])
    expect(await count()).toEqual([1, 1, 1, 1, 2, 2])
    const { items } = await call('moderator', 'GET', '/work_orders')
    expect(items.map(({ status }: { status: string }) => status).sort()).toEqual([
      'assigned',
      'open',
    ])
  })
})

describe('in Temporal', () => {
  const AN_INSTANT = /20\d\d-\d\d-\d\dT[\d:.]+Z/
  const RUNS: { id: () => Promise<string>; says: string; found?: () => Promise<object> }[] = [
    {
      id: async () => {
        const [contract] = await world.db.query<{ id: string }>('SELECT id FROM contract')
        return contractWorkflowId(slug(), contract?.id ?? '')
      },
      says: 'The contract is active until',
      found: async () => ({ DueAt: expect.any(Date) }),
    },
    {
      id: async () => workOrderWorkflowId(slug(), 'WO-1'),
      says: '**WO-1** is assigned: `remind`',
      found: async () => {
        const { items } = await call('moderator', 'GET', '/work_orders?status=assigned')
        const { technician } = (await call('moderator', 'GET', `/work_orders/${items[0].id}`))
          .jobs[0]
        const [user] = await world.db.query<{ id: string }>(
          'SELECT user_id AS id FROM technician WHERE id = $1',
          [technician.id],
        )
        const { priority } = items[0]
        return { DueAt: expect.any(Date), Priority: priority, Assignee: user?.id }
      },
    },
    { id: async () => surveysWorkflowId(slug()), says: 'Surveys wait' },
    { id: async () => articlesWorkflowId(slug()), says: 'Articles wait' },
    { id: async () => mailInWorkflowId(slug()), says: 'Mails, or mailboxes,' },
    { id: async () => reportRunId, says: 'is being made' },
  ]
  let [reportId, reportRunId] = ['', '']
  let letReportGo = async () => {}
  /** What its schedule has begun: Temporal has put the time behind the schedule's own id. */
  const findReportRun = async () => {
    const { info } = await findSchedule().describe()
    return info.recentActions.at(-1)?.action.workflow.workflowId
  }
  const findSchedule = () =>
    connectTemporal(world).schedule.getHandle(reportWorkflowId(slug(), reportId))
  beforeAll(async () => {
    await begin('closed') // the survey waits for the end of its undo window
    const category = { name: 'Printers', visibility: 'public' }
    const { id: categoryId } = await call('admin', 'POST', '/kb/categories', category)
    const publishAt = new Date(Date.now() + 3_600_000).toISOString()
    const article = { title: 'Paper jam', body: 'Open it', categoryId, publishAt }
    await call('admin', 'POST', '/kb/articles', article)
    await world.db.query(
      `WITH kept AS (
         INSERT INTO mail_in (organization_id, id, source, digest, recipients, envelope_sender, raw, size, received_at, next_due_at)
         VALUES ($1, uuidv7(), 'smtp', 'x', '{}', '', '', 0, now(), now() + interval '1 hour'))
       INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
       VALUES (uuidv7(), $1, 'mail_in', $1, '{}', clock_timestamp(), clock_timestamp())`,
      [await world.organizationId()],
    )
    const schedule = { times: ['07:00'], days: ['mon'], timezone: 'Europe/Vienna' }
    const saved = { name: 'Each Monday', report: 'volume', schedule }
    const recipients = [await world.userId('admin')]
    reportId = (await call('admin', 'POST', '/reports/saved', { ...saved, recipients })).id
    const holder = await world.owner.connect()
    await holder.query('BEGIN; LOCK TABLE report_run')
    letReportGo = async () => {
      await holder.query('COMMIT')
      await holder.end()
    }
    await world.until(() =>
      findSchedule()
        .trigger()
        .then(
          () => true,
          () => false,
        ),
    )
    reportRunId = await world.until(findReportRun)
  })

  it('each run has a readable id, is found by its organization and by what is due of it, says what it waits for, and refuses to be cancelled, which is audited', async () => {
    const client = connectTemporal(world)
    const look = async ({ id, says, found }: (typeof RUNS)[number]) => {
      const run = client.workflow.getHandle(await id())
      const readDetails = async () => {
        const described = await run.query<{ currentDetails?: string }>(
          '__temporal_workflow_metadata',
        )
        return described.currentDetails ?? ''
      }
      let details = ''
      const isSaid = async () => {
        details = await readDetails().catch(String)
        return details.includes(says)
      }
      await world.until(isSaid, 20_000).catch(() => {
        throw new Error(`${run.workflowId}: ${details}`)
      })
      expect(details).toMatch(AN_INSTANT)
      await run.cancel()
      await world.until(async () => (await readDetails()).includes('cancel this run was refused'))
      expect(await readDetails()).toContain(says)
      expect(await readSearchAttributes(run)).toEqual({
        ...{ Organization: slug(), ...(await found?.()) },
      })
    }
    const report = client.workflow.getHandle(reportRunId)
    await Promise.all(RUNS.map(look))
    const denied = await world.db.query(
      `SELECT DISTINCT entity_id FROM audit_entry WHERE action = 'workflow.cancel' AND outcome = 'denied'`,
    )
    expect(denied).toHaveLength(RUNS.length)
    expect(report.workflowId.startsWith(reportWorkflowId(slug(), reportId))).toBe(true)
    await letReportGo()
    await report.result()
    const { items } = await call('admin', 'GET', `/reports/saved/${reportId}/runs`)
    expect(items).toMatchObject([{ status: 'sent' }])
  })
})
