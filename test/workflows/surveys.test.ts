import { expect, it } from 'vitest'
import { articlesWorkflowId, surveysWorkflowId } from '../../temporal/ids.js'
import { createLostRunSearch } from '../../temporal/lost-runs.js'
import { keepKeys } from '../support/letters.js'
import { connectTemporal, DAY, fastForward } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld({
  prepare: async () => ({ env: await keepKeys(), stop: async () => undefined }),
})

/** A ticket that is closed for good at once. */
async function close(): Promise<string> {
  const { id } = await world.file()
  await world.call('moderator', 'POST', `/moderator/tickets/${id}/approve`)
  await world.call('moderator', 'POST', `/moderator/tickets/${id}/close`, { reason: 'Done' })
  return id
}

it('a survey is sent by its organization’s run, which is back where it was terminated, and ends when nothing waits', async () => {
  await world.call('admin', 'PATCH', '/admin/settings', { undoWindow: 'PT1S' })
  const made = await world.call('admin', 'POST', '/surveys/templates', {
    ...{ name: 'How was it?', trigger: 'closed', delay: 'PT0S', expiresAfter: 'P14D' },
    ...{ quietPeriod: 'PT0S', reminderAfter: 'P3D' },
    questions: [{ id: 'help', kind: 'rating', text: 'How?', required: true }],
  })
  expect(made.status).toBe(201)
  const client = connectTemporal(world)
  const run = client.workflow.getHandle(surveysWorkflowId(`demo-${world.suffix}`))
  const findPath = (ticketId: string) =>
    world.until(async () => {
      const [mail] = await world.db.query<{ text: string }>(
        `SELECT m.text FROM dev_mail m JOIN ticket t ON m.text LIKE '%' || t.number || ' %'
         WHERE t.id = $1 AND m.text LIKE '%/surveys/answer/%'`,
        [ticketId],
      )
      return mail && /\/api\/v1(\/surveys\/answer\/[\w-]+)/.exec(mail.text)?.[1]
    }, 20_000)
  const first = await findPath(await close())
  const answered = await world.call(null, 'POST', first, { answers: { help: 5 } })
  expect(answered.status).toBe(200)
  await run.terminate('by hand')
  const search = createLostRunSearch({ db: world.db, client, taskQueue: world.config.taskQueue })
  await world.db.query(`UPDATE survey_template SET delay = 'PT3S'`)
  const ticketId = await close()
  await world.until(
    async () => (await world.db.query('SELECT 1 FROM survey WHERE ticket_id = $1', [ticketId]))[0],
  )
  await run.terminate('again').catch(() => undefined)
  await world.until(async () => {
    await search()
    return (await run.describe()).status.name === 'RUNNING'
  }, 20_000)
  await findPath(ticketId)
  await world.until(async () => {
    const shown = await run.query<{ currentDetails?: string }>('__temporal_workflow_metadata')
    return shown.currentDetails?.includes('due at')
  })
  await fastForward(client, run.workflowId, 4 * DAY)
  const reminded = `SELECT 1 FROM dev_mail WHERE subject = 'How did we do? A reminder'`
  expect(
    await world.until(async () => (await world.db.query(reminded)).length || undefined, 20_000),
  ).toBe(1)
  await fastForward(client, run.workflowId, 11 * DAY)
  await world.until(async () => (await run.describe()).status.name === 'COMPLETED', 20_000)
  const rows = await world.db.query<{ status: string }>('SELECT status FROM survey ORDER BY id')
  expect(rows.map(({ status }) => status)).toEqual(['answered', 'expired'])
})

it('an article is published when its time has come, and its author reminded of it by mail, by a run that is back where it was terminated', async () => {
  const client = connectTemporal(world)
  const run = client.workflow.getHandle(articlesWorkflowId(`demo-${world.suffix}`))
  const category = { name: 'Printers', visibility: 'public' }
  const { body: made } = await world.call('admin', 'POST', '/kb/categories', category)
  const given = { title: 'Paper jam', body: 'Open it', categoryId: made.id }
  const schedule = async (inMs: number): Promise<string> => {
    const publishAt = new Date(Date.now() + inMs).toISOString()
    const answer = await world.call('admin', 'POST', '/kb/articles', {
      ...{ ...given, publishAt, reviewAt: publishAt },
    })
    expect(answer.body).toMatchObject({ status: 'draft', publishAt })
    return answer.body.id
  }
  const publishedBy = (id: string) =>
    world.until(async () => {
      const { body } = await world.call('admin', 'GET', `/kb/articles/${id}`)
      return body.status === 'published' && [body.version, body.publishAt]
    }, 20_000)
  const late = await schedule(3_600_000)
  expect(await publishedBy(await schedule(1_500))).toEqual([1, null])
  await run.terminate('by hand')
  const search = createLostRunSearch({ db: world.db, client, taskQueue: world.config.taskQueue })
  await world.until(async () => {
    await search()
    return (await run.describe()).status.name === 'RUNNING'
  }, 20_000)
  const now = new Date().toISOString()
  const sooner = { publishAt: now, reviewAt: now }
  await world.call('admin', 'PATCH', `/kb/articles/${late}`, sooner)
  expect(await publishedBy(late)).toEqual([1, null])
  const reminders = () =>
    world.db.query(`SELECT 1 FROM dev_mail WHERE text LIKE '%was to be looked over%'`)
  await world.until(async () => (await reminders()).length === 2, 20_000)
  await world.until(async () => (await run.describe()).status.name === 'COMPLETED', 20_000)
})
