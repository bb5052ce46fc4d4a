import { expect, it } from 'vitest'
import { type MailServer, type Mood, startMailServer } from '../support/mail-server.js'
import { useWorld } from '../support/world.js'

const MAILS = 10_000
const DIGEST_ITEMS = 1_000
const PROGRESS_MS = 15_000

/** What the server does in turns, and for how many seconds. */
const TURNS: [Mood, number][] = [
  ['accepts', 5],
  ['black hole', 15],
  ['slow', 10],
  ['refuses for now', 10],
  ['drops', 10],
  ['dies in the middle', 15],
  ['accepts', 5],
  ['refuses for now', 10],
  ['black hole', 10],
]

let server: MailServer
const world = useWorld({
  prepare: async () => {
    server = await startMailServer()
    let seen = 0
    server.refuses = () => (seen++ & 3) === 0 // every fourth, so that the others pass meanwhile
    return { env: { SMTP_URL: server.url }, stop: () => server.stop() }
  },
})

/** As a burst of events leaves them. */
async function fillOutbox(kind: 'mail' | 'digest', count: number, to: string): Promise<void> {
  const { id } = await world.file()
  await world.db.query(
    `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
     SELECT uuidv7(), $1, $2, $3, jsonb_build_object('type', 'ticket_received', 'userId', $4::text, 'users', jsonb_build_array($4::text), 'seq', 1), now(), now()
     FROM generate_series(1, $5)`,
    [await world.organizationId(), kind, id, await world.userId(to), count],
  )
}

async function countRows() {
  const [row] = await world.db.query<{ open: number; letters: number; runs: number; lost: number }>(
    `SELECT count(*) FILTER (WHERE done_at IS NULL)::int AS open, count(*) FILTER (WHERE kind = 'mail')::int AS letters,
       count(*) FILTER (WHERE attempts > 1)::int AS runs,
       count(*) FILTER (WHERE error IS NOT NULL AND done_at IS NOT NULL)::int AS lost
     FROM outbox WHERE kind IN ('mail', 'digest')`,
  )
  if (row === undefined) throw new Error('an aggregate gives a row')
  return row
}

it(`sends ${MAILS} mails once each over a server that changes its mind`, async () => {
  const began = Date.now()
  const say = (line: string) =>
    process.stdout.write(`${Math.round((Date.now() - began) / 1000)} s: ${line}\n`)
  server.mood = 'drops'
  await fillOutbox('mail', MAILS, 'requester')
  await fillOutbox('digest', DIGEST_ITEMS, 'moderator')
  for (const [mood, seconds] of TURNS) {
    server.mood = mood
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
    say(`${mood} for ${seconds} s; ${(await countRows()).open} rows wait`)
  }
  server.mood = 'accepts'
  const result = await world.until(async () => {
    const rows = await countRows()
    say(`${rows.open} rows wait`)
    if (rows.open === 0) return rows
    await new Promise((resolve) => setTimeout(resolve, PROGRESS_MS))
    return false
  }, 2_400_000)
  const counts = server.counts()
  const doubled = [...counts.values()].filter((n) => n > 1).length
  say(
    `${result.letters} letters, ${counts.size} of them at the server, ${doubled} twice, ${result.lost} given up; ${result.runs} needed a run of their own`,
  )
  expect({ letters: result.letters, doubled, lost: result.lost }).toEqual({
    letters: counts.size,
    doubled: 0,
    lost: 0,
  })
})
