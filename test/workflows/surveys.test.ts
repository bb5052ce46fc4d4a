import { expect, it } from 'vitest'
import { surveysWorkflowId } from '../../temporal/ids.js'
import { createLostRunSearch } from '../../temporal/lost-runs.js'
import { keepKeys } from '../support/letters.js'
import { connectTemporal } from '../support/temporal.js'
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
    ...{ quietPeriod: 'PT0S' },
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
  await world.db.query(
    `UPDATE survey SET next_due_at = now(), expires_at = now() WHERE status = 'sent'`,
  )
  await run.signal('surveysPlanned')
  await world.until(async () => (await run.describe()).status.name === 'COMPLETED', 20_000)
  const rows = await world.db.query<{ status: string }>('SELECT status FROM survey ORDER BY id')
  expect(rows.map(({ status }) => status)).toEqual(['answered', 'expired'])
})
