import { measureCost } from './cost.js'
import type { Environment } from './environment.js'
import { drive, type Figures } from './load.js'
import { fileTickets } from './tickets.js'

const COMMANDS = 400
const READS = 4_000

/** One API and one worker, then two of each, on the same cores: what a request costs, and how many there are. */
export async function benchScale(environment: Environment): Promise<string[]> {
  const lines = await measureWith(environment, 'one API, one worker', [environment.api])
  const second = await environment.startSecondPair()
  return [...lines, ...(await measureWith(environment, 'two of each', [environment.api, second]))]
}

async function measureWith(
  environment: Environment,
  what: string,
  apis: string[],
): Promise<string[]> {
  const tickets = (await fileTickets(environment, COMMANDS)).map(({ id }) => id)
  const headers = { authorization: `Bearer ${await environment.token('moderator@demo.test')}` }
  const clients = 16 / apis.length
  const spread = (paths: string[], method: 'GET' | 'POST') =>
    measureCost(environment, async () => {
      const parts = await Promise.all(
        apis.map((url, index) =>
          drive({
            ...{ url, clients, headers, method, ...(method === 'POST' ? { body: '{}' } : {}) },
            paths: paths.filter((_, n) => n % apis.length === index),
          }),
        ),
      )
      return add(parts)
    })
  const commands = await spread(
    tickets.map((id) => `/moderator/tickets/${id}/assign`),
    'POST',
  )
  const reads = await spread(
    Array.from({ length: READS }, (_, n) => `/tickets/${tickets[n % COMMANDS]}`),
    'GET',
  )
  return [
    `${what}: commands ${commands.figures.perSecond.toFixed(0)}/s at ${commands.cost.answered} ms of CPU; reads ${reads.figures.perSecond.toFixed(0)}/s at ${reads.cost.answered}`,
  ]
}

function add(parts: Figures[]): { requests: number; perSecond: number } {
  const sum = (pick: (figures: Figures) => number) =>
    parts.reduce((total, figures) => total + pick(figures), 0)
  return { requests: sum(({ requests }) => requests), perSecond: sum(({ perSecond }) => perSecond) }
}
