import { makeCrowd, openCrowd, percentile99, seatCrowd } from '../test/support/crowd.js'
import { type Environment, sleep } from './environment.js'
import { median } from './load.js'
import { waitUntilQuiet } from './quiet.js'
import { fileTickets } from './tickets.js'

const BROADCASTS = 20
const SETTLE_MS = 5_000

/** Many sockets: how long they take to come, what each holds, and how long a word takes to reach them all. */
export async function benchSockets(environment: Environment, count: number): Promise<string[]> {
  const [ticket] = await fileTickets(environment, 1)
  const members = seatCrowd(await makeCrowd(environment.db, count), count)
  await waitUntilQuiet(environment)
  const before = environment.readApiMemory()
  const began = performance.now()
  const crowd = await openCrowd({
    ...{ db: environment.db, url: environment.api, members },
    ...{ room: `ticket:${ticket?.id}`, type: 'chat:message' },
  })
  const seconds = (performance.now() - began) / 1000
  await sleep(SETTLE_MS)
  const each = (environment.readApiMemory() - before) / count / 1024
  const took: number[] = []
  for (let n = 0; n < BROADCASTS; n += 1) {
    const saidAt = performance.now()
    const body = `word ${n}`
    await environment.post('requester@demo.test', `/tickets/${ticket?.id}/messages`, { body })
    while (crowd.some(({ heard }) => heard.at(-1)?.body !== body)) await sleep(20)
    took.push(...crowd.map(({ heard }) => (heard.at(-1)?.at ?? 0) - saidAt))
  }
  for (const { socket } of crowd) socket.terminate()
  return [
    `${count} sockets: opened in ${seconds.toFixed(1)} s (wanted: ≤ 10), ${each.toFixed(0)} KiB each in the API; ${BROADCASTS} broadcasts to all: p50 ${median(took).toFixed(0)} ms, p99 ${percentile99(took).toFixed(0)} ms (wanted: ≤ 500)`,
  ]
}
