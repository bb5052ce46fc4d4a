import { describeCpu, subtractCpu } from './cpu.js'
import { type Environment, sleep } from './environment.js'
import { describeExperience, letPeopleWork } from './people.js'
import { waitUntilQuiet } from './quiet.js'
import { fileTickets, newTicketBody } from './tickets.js'

const DRAFTS_AT_ONCE = 16
const PEOPLE = 1
const GIVE_UP_AFTER_MS = 300_000

/** Drafts that run out at once, each by its own run, while somebody works. */
export async function benchTimers(environment: Environment, count: number): Promise<string[]> {
  const waiting = (await fileTickets(environment, 400)).map(({ id }) => id)
  const body = { ...JSON.parse(await newTicketBody(environment)), isDraft: true }
  for (let made = 0; made < count; made += DRAFTS_AT_ONCE) {
    await Promise.all(
      Array.from({ length: DRAFTS_AT_ONCE }, () =>
        environment.post('requester@demo.test', '/tickets', body),
      ),
    )
  }
  await waitUntilQuiet(environment)
  // the same instant for all of them, soon; whoever waits for a later one is told as of anything that comes nearer
  const dueAt = new Date(Date.now() + 60_000 + count * 30).toISOString()
  await environment.db.query(MOVE, [dueAt])
  await waitUntilQuiet(environment)
  const late = Date.parse(dueAt) - Date.now()
  if (late < 0) throw new Error('the runs were told too late: give them longer')
  await sleep(late)
  const [began, before] = [Date.now(), environment.readCpu()]
  let isDone = false
  const working = letPeopleWork(environment, {
    people: PEOPLE,
    next: () => waiting.pop(),
    isOver: () => isDone || waiting.length === 0,
  })
  const left = async () => (await environment.db.query<{ n: number }>(LEFT, [dueAt]))[0]?.n ?? 0
  while ((await left()) > 0 && Date.now() - began < GIVE_UP_AFTER_MS) await sleep(200)
  const seconds = (Date.now() - began) / 1000
  const used = describeCpu(subtractCpu(environment.readCpu(), before), count)
  isDone = true
  const experience = await working
  return [
    `${count} timers due at once: ${(count / seconds).toFixed(0)}/s (wanted: ≥ 60/s), ${await left()} left, CPU ms each ${used}; somebody who works meanwhile: ${describeExperience(experience)}`,
  ]
}

const DRAFT = `status = 'draft' AND state->'deadlines' ? 'draft_expiry'`
const LEFT = `SELECT count(*)::int AS n FROM ticket WHERE ${DRAFT} AND state->'deadlines'->'draft_expiry'->>'at' = $1`
/** Moves what their rows say, and signals their runs, as a commit does that brings a deadline nearer. */
const MOVE = `WITH moved AS (
    UPDATE ticket SET state = jsonb_set(state, '{deadlines,draft_expiry,at}', to_jsonb($1::text)),
      expires_at = $1::timestamptz, next_due_at = $1::timestamptz
    WHERE ${DRAFT} RETURNING organization_id, id, number)
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  SELECT uuidv7(), organization_id, 'signal', id, jsonb_build_object('number', number, 'family', 'ticket'), now(), now() FROM moved`
