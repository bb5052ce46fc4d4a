import { expect, it } from 'vitest'
import { type MailServer, startMailServer } from '../support/mail-server.js'
import { connectTemporal } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

let server: MailServer
const world = useWorld({
  prepare: async () => {
    server = await startMailServer()
    return { env: { SMTP_URL: server.url }, stop: () => server.stop() }
  },
})

it('a refused mail has a run of its own until it is taken; no history names its reader', async () => {
  server.mood = 'refuses for now'
  await world.file()
  const findMail = async (condition: string) => {
    const rows = await world.db.query<{ id: string }>(
      `SELECT id FROM outbox WHERE kind = 'mail' AND ${condition}`,
    )
    return rows[0]?.id
  }
  const letter = await world.until(() => findMail(`error = '450 4.2.0' AND attempts > 1`))
  server.mood = 'accepts'
  await world.until(() => findMail('done_at IS NOT NULL AND error IS NULL'), 40_000)
  expect([...server.counts()]).toEqual([[`${letter}@perdure`, 1]])

  const { workflow } = connectTemporal(world)
  for (const id of [`deliveries/demo-${world.suffix}`, `delivery/demo-${world.suffix}/${letter}`]) {
    const history = JSON.stringify(await workflow.getHandle(id).fetchHistory())
    const payloads = [...history.matchAll(/"data":"([^"]*)"/g)].map(([, data = '']) => atob(data))
    expect(payloads.join(), id).toContain(id.startsWith('delivery/') ? letter : 'organizationId')
    expect(history + payloads.join(), id).not.toMatch(/demo\.test|greylisted|Printer/)
  }
})

it('many mails at once are sent batch after batch, without a timer in between', async () => {
  server.mood = 'accepts'
  const { id } = await world.file()
  await world.db.query(
    `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
     SELECT uuidv7(), organization_id, kind, entity_id, payload, now(), now()
     FROM outbox, generate_series(1, 80) WHERE kind = 'mail' AND entity_id = $1`,
    [id],
  )
  const isSent = async () => {
    const left = await world.db.query(
      `SELECT 1 FROM outbox WHERE kind = 'mail' AND done_at IS NULL AND entity_id = $1`,
      [id],
    )
    return left.length === 0
  }
  await world.until(isSent, 90_000) // nobody signals: the next look for mails does
  const run = connectTemporal(world).workflow.getHandle(`deliveries/demo-${world.suffix}`)
  const { events } = await run.fetchHistory()
  const timers = (events ?? []).flatMap(({ timerStartedEventAttributes: timer }) => timer ?? [])
  const waits = timers.map(
    ({ startToFireTimeout }) => Number(startToFireTimeout?.seconds ?? 0) * 1_000,
  )
  expect(waits.filter((ms) => ms < 1_000)).toEqual([])
}, 120_000)
