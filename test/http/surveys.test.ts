import { beforeEach, describe, expect, it } from 'vitest'
import { createReportListener } from '../../src/write/reports/listener.js'
import { rebuildReports } from '../../src/write/reports/rebuild.js'
import { createCommandPath } from '../support/command-path.js'
import { hearAll } from '../support/heard.js'
import { keepKeys } from '../support/letters.js'
import { createSurveys } from '../support/surveys.js'
import { useWorld } from '../support/world.js'
import { describePage } from './surveys/page.js'

const world = useWorld({
  worker: false,
  prepare: async () => ({ env: await keepKeys(), stop: async () => undefined }),
})
const surveys = createSurveys(world)
const { make, listen, send, receive, statuses, close, ask, get, answer } = surveys
const { give } = createCommandPath(world)
const readScore = async (id: string) =>
  (await world.call('requester', 'GET', `/tickets/${id}`)).body.satisfactionScore
/** What the audit has of a ticket's surveys, by the system. */
const listAudited = async (ticketId: string) => {
  const rows = await world.db.query<{ action: string }>(
    `SELECT action FROM audit_entry WHERE ticket_id = $1 AND entity = 'survey' AND actor->>'kind' = 'system' ORDER BY id`,
    [ticketId],
  )
  return rows.map(({ action }) => action)
}
const HOUR = 60
const DAY = 24 * HOUR

beforeEach(async () => {
  await world.db.query('UPDATE survey_template SET deleted_at = now()')
  await world.db.query(`UPDATE survey SET status = 'expired', sent_at = NULL, next_due_at = NULL`)
})

describe('a survey', () => {
  it('waits for the delay and the undo window, is mailed once, reminded of once, and ends', async () => {
    await make({ delay: 'PT2H' })
    const ticketId = await close()
    expect(await send(HOUR)).toMatchObject({ isCutShort: false, nextDueAt: expect.any(String) })
    expect(await receive()).toEqual([])
    const activate = (active: boolean) =>
      world.owner.query('UPDATE organization SET active = $1 WHERE id = $2', [
        ...[active, organizationId],
      ])
    const organizationId = await world.organizationId()
    await activate(false)
    expect(await send(3 * HOUR)).toEqual({ isCutShort: false, nextDueAt: null })
    await activate(true)
    await send(3 * HOUR)
    const [first] = await receive()
    expect(first?.mail).toMatchObject({ to: 'requester@demo.test', subject: 'How did we do?' })
    expect(first?.mail.html).toContain(`${first?.path}?rating=5`)
    expect(first?.mail.text).toContain(`/api/v1${first?.path}`)
    await send(3 * HOUR)
    await send(2 * DAY)
    expect(await receive()).toEqual([])
    await send(4 * DAY)
    await send(5 * DAY)
    const reminders = await receive()
    expect(reminders.map(({ mail }) => mail.subject)).toEqual(['How did we do? A reminder'])
    expect(reminders[0]?.path).toBe(first?.path)
    expect(await send(15 * DAY)).toEqual({ isCutShort: false, nextDueAt: null })
    expect(await statuses(ticketId)).toEqual([{ status: 'expired', reason: null }])
    expect((await get(first?.path ?? '')).body).toMatchObject({ status: 410, code: 'gone' })
    expect(await listAudited(ticketId)).toEqual(['survey.mail', 'survey.remind', 'survey.expire'])
    const news = await world.call('requester', 'GET', '/notifications')
    expect(news.body.items[0]).toMatchObject({ type: 'survey', title: 'How did we do? A reminder' })
  })

  it('that fails when it is to be sent is put off, keeps back no other, and is tried again', async () => {
    await make()
    const [broken, sound] = [await close(), await close()]
    const faults: unknown[] = []
    const sendAt = (minutes: number) => send(minutes, (error) => faults.push(error))
    await world.owner.query(
      `ALTER TABLE survey ADD CONSTRAINT spoilt CHECK (ticket_id <> '${broken}' OR sent_at IS NULL)`,
    )
    for (let n = 0; n < 2; n += 1) await sendAt(HOUR)
    expect(faults.map(String)).toEqual([expect.stringContaining('spoilt')])
    expect(await statuses(broken)).toMatchObject([{ status: 'scheduled' }])
    expect(await statuses(sound)).toMatchObject([{ status: 'sent' }])
    await world.owner.query('ALTER TABLE survey DROP CONSTRAINT spoilt')
    await sendAt(HOUR + 11)
    expect(await statuses(broken)).toMatchObject([{ status: 'sent' }])
    expect(await receive()).toHaveLength(2)
  })
  it('is cancelled where the closing is undone, or the ticket reopened', async () => {
    await make()
    const undone = await close()
    await give('moderator', undone, 'undo')
    await listen()
    expect(await statuses(undone)).toEqual([{ status: 'cancelled', reason: 'reopened' }])
    expect(await listAudited(undone)).toEqual(['survey.cancel'])
    const reopened = await close()
    await send(HOUR)
    const [sent] = await receive()
    await give('moderator', reopened, 'reopen', { texts: { reason: 'It burns again' } })
    expect((await answer(sent?.path ?? '', { help: 5 })).status).toBe(410) // though nobody has told it yet
    await listen()
    expect(await statuses(reopened)).toEqual([{ status: 'cancelled', reason: 'reopened' }])
  })

  it('leaves people alone who were asked not long ago, or want no such mails', async () => {
    await make({ quietPeriod: 'P7D' })
    const [first, second] = [await close(), await close()]
    await send(HOUR)
    expect(await receive()).toHaveLength(1)
    const both = [...(await statuses(first)), ...(await statuses(second))]
    expect(both.map(({ status, reason }) => reason ?? status).sort()).toEqual(['quiet', 'sent'])
    const choose = (survey: boolean) =>
      world.call('requester2', 'PATCH', '/users/me', { notificationChoices: { mail: { survey } } })
    expect((await choose(false)).status).toBe(200)
    const unwanted = await close('requester2')
    await send(HOUR)
    expect(await statuses(unwanted)).toEqual([{ status: 'cancelled', reason: 'unreachable' }])
    await choose(true)
  })

  it('is sent by hand for any ticket, once, and to nobody who was asked not long ago', async () => {
    const templateId = await make({ trigger: 'manual', delay: 'PT2H', quietPeriod: 'P7D' })
    const { id } = await world.file()
    const ask = (given: string, who = 'moderator', ticketId = id) =>
      world.call(who, 'POST', `/tickets/${ticketId}/surveys`, { templateId: given })
    const codes = async (...asked: ReturnType<typeof ask>[]) =>
      (await Promise.all(asked)).map(({ body }) => body.code ?? body.id)
    const [first, second] = await codes(ask(templateId), ask(templateId))
    expect([first, second]).toContain('already_exists')
    expect(await send(HOUR)).toMatchObject({ nextDueAt: expect.any(String) })
    await send(3 * HOUR)
    expect(await receive()).toHaveLength(1)
    const other = await make({ trigger: 'manual', quietPeriod: 'P7D' })
    const quiet = await ask(other)
    expect(quiet.body).toMatchObject({ code: 'survey_not_allowed', details: { reason: 'quiet' } })
    const refused = [
      ...[ask(await make()), ask(id), ask(other, 'requester')],
      ask(other, 'moderator', (await world.file('requester', { isDraft: true })).id),
    ]
    expect(await codes(...refused)).toEqual([
      ...['validation_failed', 'not_found', 'forbidden', 'not_found'],
    ])
    const audit = await world.call('admin', 'GET', '/admin/audit?action=survey.send')
    expect(audit.body.items).toHaveLength(1)
    const later = await make({ trigger: 'manual', delay: 'P8D', quietPeriod: 'P7D' })
    expect((await ask(later)).status).toBe(201) // by then they are left alone no more
    await world.owner.query('UPDATE ticket SET deleted_at = now() WHERE id = $1', [id])
    await send(9 * DAY)
    expect(await receive()).toEqual([])
  })

  it('is of the template that asks most of the ticket, and keeps the questions that it was sent with', async () => {
    await make()
    const high = await make({
      conditions: { all: [{ field: 'priority', op: 'eq', value: 'high' }] },
      questions: [{ id: 'why', kind: 'text', text: 'Why so urgent?', required: true }],
    })
    await close('requester', 'high')
    await send(HOUR)
    const [sent] = await receive()
    const questions = [{ id: 'other', kind: 'nps', text: 'Other?', required: true }]
    await world.call('admin', 'PATCH', `/surveys/templates/${high}`, { questions })
    const read = await get(sent?.path ?? '')
    expect(read.body).toMatchObject({ questions: [{ id: 'why' }], language: 'en' })
  })
})

describe('the answer to a survey', () => {
  it('is taken once, is the ticket’s score, and is listed', async () => {
    const { path, ticketId, templateId } = await ask()
    for (let n = 0; n < 2; n += 1) {
      expect(await get(path)).toMatchObject({
        status: 200,
        body: { ticket: { number: expect.stringMatching(/^T-/) } },
      })
    }
    const wrong = await answer(path, { again: 11, nothing: 1 })
    expect(wrong.body).toMatchObject({
      ...{ status: 400, code: 'validation_failed' },
      details: {
        'answers.help': ['needs an answer'],
        'answers.again': [expect.any(String)],
        'answers.nothing': [expect.any(String)],
      },
    })
    const answers = { help: 4, again: 9, ways: ['The speed'], words: 'Danke ❤' }
    const key = { 'Idempotency-Key': 'once' }
    const taken = await answer(path, answers, key)
    expect(taken).toMatchObject({ status: 200, body: { answeredAt: expect.any(String) } })
    const again = await answer(path, answers, key)
    expect(again.body).toEqual(taken.body)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect((await answer(path, answers)).body).toMatchObject({ code: 'already_answered' })
    expect((await get(path)).status).toBe(409)
    expect(await readScore(ticketId)).toBe(4)

    const list = async (query: string) =>
      (await world.call('admin', 'GET', `/surveys/responses?${query}`)).body.items
    const [listed] = await list(`templateId=${templateId}&minScore=4&from=2026-01-01T00:00:00Z`)
    expect(listed).toMatchObject({
      ...{ answers, score: 4, nps: 9, ticket: { id: ticketId }, by: { name: expect.any(String) } },
      template: { id: templateId, version: 1 },
      ...{ department: { code: 'IT', name: 'Information technology' }, assignee: null },
    })
    expect(await list(`ticketId=${ticketId}&maxScore=3`)).toEqual([])
    expect((await world.call('moderator', 'GET', '/surveys/responses')).status).toBe(403)
    const foreign = await world.call('admin@other.test', 'GET', '/surveys/responses')
    expect(foreign.body.items).toEqual([])
    const audit = await world.call('admin', 'GET', `/admin/audit?action=survey.answer`)
    expect(JSON.stringify(audit.body.items[0])).not.toContain('Danke')
  })

  it('that is low has rules act', async () => {
    const rule = await world.call('admin', 'POST', '/admin/automation/rules', {
      ...{ name: `Low ${Math.random()}`, trigger: { event: 'survey.low_rating' } },
      actions: [{ type: 'add_tags', tags: ['unhappy'] }],
    })
    expect(rule.status).toBe(201)
    const { path, ticketId } = await ask()
    await answer(path, { help: 2 })
    const [logged] = await world.db.query<{ happened: { name: string }[] }>(
      `SELECT event->'happened' AS happened FROM stream_event WHERE event->>'entityId' = $1 ORDER BY id DESC LIMIT 1`,
      [ticketId],
    )
    expect(logged?.happened.map(({ name }) => name)).toContain('survey.low_rating')
    const { body: history } = await world.call('requester', 'GET', `/tickets/${ticketId}/history`)
    expect(JSON.stringify(history)).not.toContain('rate')
  })

  it('is asked for by a link that nobody can make', async () => {
    const { path } = await ask()
    const token = path.split('/').at(-1) ?? ''
    const forged = ['x', `${token}A`, `A${token.slice(1)}`, `${token.slice(0, -1)}-`]
    for (const one of forged.filter((given) => given !== token)) {
      expect((await get(`/surveys/answer/${one}`)).body).toMatchObject({ code: 'not_found' })
      expect((await answer(`/surveys/answer/${one}`, { help: 5 })).status).toBe(404)
    }
  })
})

describePage({ ...surveys, world, readScore })

describe('the report on surveys', () => {
  it('tells what was sent, answered, and thought of the work, and is equal to a recount', async () => {
    const first = await ask()
    await answer(first.path, { help: 5, again: 9 })
    const other = await ask()
    await answer(other.path, { help: 2, again: 3 })
    await ask()
    expect(await hearAll(world, createReportListener())).toEqual([])
    const to = new Date(Date.now() + 2 * DAY * 60_000).toISOString()
    const url = `/reports/csat?by=month&from=2020-01-01T00:00:00Z&to=${to}`
    const { body } = await world.call('admin', 'GET', `${url}&groupBy=channel`)
    expect(body.items).toEqual([
      {
        ...{ from: expect.any(String), key: 'web', name: 'web' },
        ...{ sent: 3, answered: 2, responseRate: 0.6667 },
        ...{ ratings: 2, csat: 0.5, meanScore: 3.5, npsAnswers: 2, nps: 0 },
      },
    ])
    const db = world.db.of(await world.organizationId())
    const rebuilt = await rebuildReports({ query: (text, values) => db.query(text, values) })
    expect(rebuilt.unequal).toBe(0)
  })
})
