import { type Environment, sleep } from './environment.js'
import { median, percentile } from './load.js'
import { newTicketBody } from './tickets.js'

const TICKETS = 50
const PER_SECOND = 50
const SECONDS = 10
const RULES = '/admin/automation/rules'
const ADMIN = 'admin@demo.test'

/** How long after its event each rule was asked: a run's id begins with when it was written. */
const LAGS = `SELECT extract(epoch FROM max(to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)) - at)
    ::float * 1000 AS ms FROM rule_run GROUP BY event_id, at`

/** What is said in chats at a rate, without rules, with a hundred that are asked, and with fifty times that each word moves. */
export async function benchRules(environment: Environment): Promise<string[]> {
  const body = JSON.parse(await newTicketBody(environment))
  const ids: string[] = []
  for (let n = 0; n < TICKETS; n += 1) {
    ids.push((await environment.post<{ id: string }>('requester@demo.test', '/tickets', body)).id)
  }
  await speak(environment, ids, 3)
  const without = await speak(environment, ids, SECONDS)
  const about = { all: [{ field: 'title', op: 'contains', value: 'nothing of the kind' }] }
  const actions = [{ type: 'add_tags', tags: ['x'] }]
  const make = (count: number, name: string, trigger: object) =>
    Promise.all(
      Array.from({ length: count }, (_, n) =>
        environment.post(ADMIN, RULES, {
          ...{ name: `${name} ${n}`, trigger, conditions: about, actions },
        }),
      ),
    )
  await make(100, 'Asked', { event: 'message.created' })
  const asked = await speak(environment, ids, SECONDS)
  await sleep(10_000)
  const lags = (await environment.db.query<{ ms: number }>(LAGS)).map(({ ms }) => ms)
  await make(50, 'Timed', { after: 'P2D', since: 'lastAgentMessage' })
  const timed = await speak(environment, ids, SECONDS)
  const tell = (what: string, times: number[]) =>
    `${what} p50 ${median(times).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms`
  return [
    `messages at ${PER_SECOND}/s: ${tell('without rules', without)}; ${tell('100 rules asked about each', asked)}; ${tell('and 50 times moved by each', timed)} (wanted: the same)`,
    `100 rules followed ${lags.length} of ${asked.length} events at ${PER_SECOND}/s: p50 ${median(lags).toFixed(0)} ms, p95 ${percentile(lags, 0.95).toFixed(0)} ms after them (wanted: ≤ 2 s)`,
  ]
}

/** At a rate, whatever is answered meanwhile; how long each took. */
async function speak(environment: Environment, ids: string[], seconds: number): Promise<number[]> {
  const times: number[] = []
  const open: Promise<void>[] = []
  const began = performance.now()
  for (let n = 0; n < seconds * PER_SECOND; n += 1) {
    await sleep(Math.max(0, began + (n * 1_000) / PER_SECOND - performance.now()))
    open.push(say(environment, ids[n % ids.length] ?? '', times))
  }
  await Promise.all(open)
  return times
}

async function say(environment: Environment, id: string, times: number[]): Promise<void> {
  const began = performance.now()
  await environment.post(ADMIN, `/tickets/${id}/messages`, { body: 'One more word' })
  times.push(performance.now() - began)
}
