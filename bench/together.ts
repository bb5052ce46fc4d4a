import type { Environment } from './environment.js'
import { drive, type Figures } from './load.js'
import { describeExperience, letPeopleWork } from './people.js'
import { waitUntilQuiet } from './quiet.js'
import { fileTickets, newTicketBody } from './tickets.js'

const FILINGS_PER_SECOND = 40
const MESSAGES_PER_SECOND = 40
const PEOPLE = 4
const COMMANDS_AFTER_A_BURST = 100

/** Files at a pace; the ids of what was filed come as they are answered. */
async function fileAtPace(
  environment: Environment,
  pace: { perSecond: number; seconds: number },
  onFiled: (id: string) => void,
): Promise<Figures> {
  const headers = { authorization: `Bearer ${await environment.token('requester@demo.test')}` }
  return drive({
    ...{ url: environment.api, clients: 16, headers, method: 'POST' as const, ...pace },
    paths: ['/tickets'],
    body: await newTicketBody(environment),
    onBody: (body) => onFiled(JSON.parse(body).id),
  })
}

/** Everything at once, as people do it: one line each of what was asked and what came of it. */
export async function benchMixed(environment: Environment, seconds: number): Promise<string[]> {
  const known = await fileTickets(environment, 50)
  const headers = { authorization: `Bearer ${await environment.token('requester@demo.test')}` }
  const filed: string[] = []
  const end = Date.now() + seconds * 1000
  const [filings, messages, experience] = await Promise.all([
    fileAtPace(environment, { perSecond: FILINGS_PER_SECOND, seconds }, (id) => filed.push(id)),
    drive({
      ...{ url: environment.api, clients: 8, headers, method: 'POST', seconds },
      perSecond: MESSAGES_PER_SECOND,
      paths: known.map(({ id }) => `/tickets/${id}/messages`),
      body: JSON.stringify({ body: 'Is anybody there?' }),
    }),
    letPeopleWork(environment, {
      people: PEOPLE,
      next: () => filed.pop(),
      isOver: () => Date.now() > end,
    }),
  ])
  const quiet = await waitUntilQuiet(environment)
  const pace = ({ perSecond, p50Ms, p99Ms, failed }: Figures) =>
    `${perSecond.toFixed(0)}/s, p50 ${p50Ms} ms, p99 ${p99Ms} ms${failed > 0 ? `, ${failed} failed` : ''}`
  return [
    `mixed, ${seconds} s: filings ${pace(filings)}; messages ${pace(messages)}`,
    `mixed, ${PEOPLE} people: ${describeExperience(experience)} (wanted: ≥ 25/s, p95 ≤ 500 ms, none put off); quiet ${quiet.seconds.toFixed(0)} s after`,
  ]
}

/** Commands on the newest tickets right behind a burst of filings. */
export async function benchBurst(
  environment: Environment,
  { count, seconds }: { count: number; seconds: number },
): Promise<string[]> {
  await waitUntilQuiet(environment)
  const filed: string[] = []
  const filings = await fileAtPace(
    environment,
    { perSecond: Math.ceil(count / seconds), seconds },
    (id) => filed.push(id),
  )
  const newest = filed.slice(-COMMANDS_AFTER_A_BURST)
  const experience = await letPeopleWork(environment, {
    people: PEOPLE,
    next: () => newest.pop(),
    isOver: () => newest.length === 0,
  })
  const quiet = await waitUntilQuiet(environment)
  return [
    `burst of ${filings.requests} in ${seconds} s (${filings.perSecond.toFixed(0)}/s, p99 ${filings.p99Ms} ms), then ${PEOPLE} people: ${describeExperience(experience)} (wanted: ≥ 95 % within 2 s, longest ≤ 5 s); quiet ${quiet.seconds.toFixed(0)} s after`,
  ]
}
