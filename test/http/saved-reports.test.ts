import readWorkbook from 'read-excel-file/node'
import { expect, it } from 'vitest'
import { sendReportActivity } from '../../activities/reports/send.js'
import { reportWorkflowId } from '../../temporal/ids.js'
import { connectTemporal } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const PATH = '/reports/saved'
const SCHEDULE = { times: ['07:00'], days: ['mon'], timezone: 'Europe/Vienna' }
const NOBODY = '01900000-0000-7000-8000-000000000000'
const WEEKLY = {
  ...{ name: 'Each Monday', report: 'volume' },
  parameters: { last: 'P7D', groupBy: 'department', timezone: 'Europe/Vienna' },
}

let id = ''
const findSchedule = () =>
  connectTemporal(world).schedule.getHandle(reportWorkflowId(`demo-${world.suffix}`, id))
const listRuns = async () => (await world.call('manager', 'GET', `${PATH}/${id}/runs`)).body.items

interface KeptMail {
  id: string
  to: string
  subject: string
  text: string
  html: string
  attachments: { name: string; type: string }[]
}

const listMails = async (): Promise<KeptMail[]> => {
  const answer = await world.app.request('/dev/mails?limit=100')
  const { items } = (await answer.json()) as { items: KeptMail[] }
  return items.filter(({ subject }) => subject.startsWith(WEEKLY.name))
}

async function loadFile({ id: mailId }: KeptMail, name: string): Promise<Buffer> {
  const answer = await world.app.request(`/dev/mails/${mailId}/${name}`)
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

it('is saved by who reads reports, and changed by whoever saved it, or by an admin', async () => {
  await world.call('manager', 'PATCH', '/users/me', { language: 'de' })
  const recipients = [await world.userId('manager'), await world.userId('requester')]
  const body = { ...WEEKLY, schedule: SCHEDULE, recipients }
  const made = await world.call('moderator', 'POST', PATH, body)
  expect(made).toMatchObject({ status: 201, body: { version: 1, recipients } })
  expect(made.body).toMatchObject({
    parameters: { by: 'day', last: 'P7D' },
    schedule: { ...SCHEDULE, enabled: true },
    owner: { id: await world.userId('moderator') },
  })
  id = made.body.id
  const one = `${PATH}/${id}`
  expect((await world.call('manager', 'GET', one)).body).toEqual(made.body)
  for (const [method, path] of [
    ['PATCH', one],
    ['DELETE', one],
  ] as const) {
    const answer = await world.call(
      'manager',
      method,
      path,
      method === 'PATCH' ? { name: 'x' } : undefined,
    )
    expect(answer.body).toMatchObject({ status: 403, code: 'forbidden' })
  }
  const stale = await world.call('admin', 'PATCH', one, { name: 'x' }, { 'If-Match': '"7"' })
  expect(stale.status).toBe(412)
  const unknown = await world.call('moderator', 'PATCH', one, { recipients: [NOBODY] })
  expect(unknown.body).toMatchObject({ status: 404, code: 'user_not_found' })
  for (const parameters of [
    { from: '2030-01-01T00:00:00Z', last: 'P1D' },
    { from: '2030-01-02T00:00:00Z', to: '2030-01-01T00:00:00Z' },
  ]) {
    expect((await world.call('moderator', 'PATCH', one, { parameters })).status).toBe(400)
  }
  const wrong = { schedule: { ...SCHEDULE, timezone: 'Mars/Olympus' } }
  expect((await world.call('moderator', 'PATCH', one, wrong)).status).toBe(400)
  const same = await world.call('admin', 'PATCH', one, { name: WEEKLY.name })
  expect(same.body).toEqual(made.body) // it stays whose it was
})

it('is mailed at its time as a picture and a table, to each in their language, and once', async () => {
  await world.file()
  await world.until(async () => (await world.owner.query('SELECT 1 FROM report_volume LIMIT 1'))[0])
  await world.until(() =>
    findSchedule()
      .trigger()
      .then(
        () => true,
        () => false,
      ),
  )
  const mails = await world.until(async () => {
    const found = await listMails()
    return found.length === 2 && found
  }, 30_000)
  const of = (who: string) => mails.find(({ to }) => to === `${who}@demo.test`) as KeptMail // there are two
  const [german, english] = [of('manager'), of('requester')]
  expect(english.subject).toMatch(/^Each Monday: /)
  expect(english.text).toContain('Tickets created by department')
  expect(german.text).toContain('Arbeitsmappe')
  const [picture, workbook] = english.attachments
  expect(english.html).toContain('src="cid:report"')
  expect(picture).toMatchObject({ type: 'image/png', cid: 'report' })
  expect((await loadFile(english, picture?.name ?? '')).subarray(1, 4).toString()).toBe('PNG')
  const sheets = await readWorkbook(await loadFile(english, workbook?.name ?? ''))
  expect(sheets[0]?.data[0]).toEqual(['Day', 'Department', 'Created', 'Closed', 'Reopened'])
  expect(sheets[0]?.data[1]?.slice(1)).toEqual(['Information technology', 1, 0, 0])
  const [first] = await readWorkbook(await loadFile(german, german.attachments[1]?.name ?? ''))
  expect(first?.data[0]?.[0]).toBe('Tag')

  const [run] = await listRuns()
  expect(run).toMatchObject({ status: 'sent', problem: null, recipients: 2 })
  const count = async () =>
    (await world.owner.query(`SELECT 1 FROM outbox WHERE payload ? 'report'`)).length
  const before = await count()
  const { db } = world
  const send = sendReportActivity({ db, notifyCommitted: () => undefined })
  const organizationId = await world.organizationId()
  const ref = { organizationId, savedReportId: id, runId: run.id, at: run.at }
  expect(await send(ref)).toBe('sent')
  expect(await count()).toBe(before)
}, 60_000)

it('is mailed to nobody without its owner’s right, who hears of it once', async () => {
  const organizationId = await world.organizationId()
  const { db } = world
  const send = sendReportActivity({ db, notifyCommitted: () => undefined })
  const runNow = async (runId: string) =>
    send({ organizationId, savedReportId: id, runId, at: new Date().toISOString() })
  const setRoles = (roles: string) =>
    world.owner.query(`UPDATE app_user SET roles = $2 WHERE id = $1`, [moderatorId, roles])
  const moderatorId = await world.userId('moderator')
  await setRoles('{requester}')
  expect(await runNow('01900000-0000-7000-8000-000000000001')).toBe('refused')
  expect(await runNow('01900000-0000-7000-8000-000000000002')).toBe('refused')
  const told = await world.owner.query(
    `SELECT 1 FROM notification WHERE type = 'report_refused' AND user_id = $1`,
    [moderatorId],
  )
  expect(told).toHaveLength(1)
  const { body } = await world.call('moderator', 'GET', '/notifications')
  expect(body.items[0].body).toContain('may not read reports any more')
  await setRoles('{moderator}')
  await world.owner.query(`UPDATE app_user SET status = 'inactive' WHERE id = $1`, [
    await world.userId('requester'),
  ])
  expect(await runNow('01900000-0000-7000-8000-000000000003')).toBe('sent')
  const eraser = await world.owner.connect()
  await eraser.query('BEGIN')
  await eraser.query(`UPDATE app_user SET roles = '{}', erased_at = now() WHERE id = $1`, [
    await world.userId('delegate'),
  ])
  const drawn = runNow('01900000-0000-7000-8000-000000000006')
  drawn.catch(() => {})
  await world.until(async () => {
    const waiting = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock' AND NOT granted`
    return (await world.owner.query(waiting)).length > 0
  })
  await eraser.query('COMMIT')
  await eraser.end()
  await expect(drawn).rejects.toMatchObject({ name: 'OutdatedFilesError' }) // it may name them
  const runs = await listRuns()
  expect(runs.map(({ status }: { status: string }) => status)).toEqual([
    ...['sent', 'refused', 'refused', 'sent'],
  ])
  expect(runs.map((run: { recipients: number }) => run.recipients)).toEqual([1, 0, 0, 2])
  expect(runs[1].problem).toBe('forbidden')
  const [admins] = await world.owner.query<{ told: number }>(
    `SELECT count(*)::int AS told FROM notification WHERE type = 'report_refused' AND user_id <> $1`,
    [moderatorId],
  )
  expect(admins?.told).toBe(0)
  const parameters = { from: '1690-01-01T00:00:00Z' }
  await world.call('admin', 'PATCH', `${PATH}/${id}`, { report: 'backlog', parameters })
  await world.owner.query(`UPDATE report_volume SET at = '1700-01-01' WHERE grain = 'day'`)
  expect(await runNow('01900000-0000-7000-8000-000000000004')).toBe('failed')
  expect((await listRuns())[0].problem).toBe('too_long')
  await world.owner.query(`UPDATE app_user SET status = 'inactive' WHERE id = $1`, [moderatorId])
  expect(await runNow('01900000-0000-7000-8000-000000000005')).toBe('refused')
  const { body: news } = await world.call('admin', 'GET', '/notifications')
  expect(news.items[0]).toMatchObject({ type: 'report_refused' })
  expect(news.items[0].body).toContain('may not read reports any more')
})

it('has no schedule any more when it is deleted', async () => {
  expect((await findSchedule().describe()).spec.timezone).toBe('Europe/Vienna')
  expect((await world.call('admin', 'DELETE', `${PATH}/${id}`)).status).toBe(204)
  await world.until(() =>
    findSchedule()
      .describe()
      .then(
        () => false,
        () => true,
      ),
  )
})
