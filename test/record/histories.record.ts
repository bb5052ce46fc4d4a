import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { DAY, fastForward, temporalOf, workflowIdOf } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

/** `npm run record`: one history a road, from a real server. Recorded ones are added to, never edited. */
const world = useWorld()

type Step = [who: string, method: string, path: string, body?: unknown]

const ASSIGN: Step = ['moderator', 'POST', '/moderator/tickets/{id}/assign', {}]
const START: Step = ['it.head', 'PATCH', '/tickets/{id}/status', { status: 'in_progress' }]
const COMPLETE: Step = [
  'it.head',
  'PATCH',
  '/tickets/{id}/status',
  { status: 'completed', notes: 'x' },
]
const CLOSE: Step = ['moderator', 'POST', '/moderator/tickets/{id}/close', { reason: 'x' }]

const ROADS: Record<string, { steps: Step[]; forward?: number; signals?: [string, unknown][] }> = {
  'main-road': {
    steps: [
      ['moderator', 'POST', '/moderator/tickets/{id}/approve', {}],
      ['it.agent', 'POST', '/tickets/{id}/claim'],
      ['it.agent', 'PATCH', '/tickets/{id}/acknowledge'],
      ['it.agent', 'PATCH', '/tickets/{id}/status', { status: 'in_progress' }],
      ['it.agent', 'PATCH', '/tickets/{id}/progress', { percent: 50 }],
      ['it.agent', 'PATCH', '/tickets/{id}/status', { status: 'completed', notes: 'x' }],
      ['requester', 'PATCH', '/tickets/{id}/resolve_by_requester', { rating: 5 }],
      CLOSE,
    ],
    forward: DAY,
  },
  rejected: {
    steps: [['moderator', 'POST', '/moderator/tickets/{id}/reject', { reason: 'x' }]],
    forward: DAY,
  },
  withdrawn: { steps: [ASSIGN, ['requester', 'POST', '/tickets/{id}/withdraw', {}]], forward: DAY },
  rework: {
    steps: [
      ASSIGN,
      START,
      COMPLETE,
      ['requester', 'POST', '/tickets/{id}/rework', { comment: 'x' }],
      COMPLETE,
    ],
  },
  'verified-and-closed-by-time': { steps: [ASSIGN, START, COMPLETE], forward: 4 * DAY },
  unacknowledged: {
    steps: [ASSIGN, ['moderator', 'PATCH', '/tickets/{id}', { priority: 'urgent' }]],
    forward: 2 * DAY,
  },
  'clarified-and-undone': {
    steps: [
      ['moderator', 'POST', '/moderator/tickets/{id}/clarify', { question: 'x' }],
      ['requester', 'POST', '/tickets/{id}/clarification', { answer: 'x' }],
      ['moderator', 'POST', '/moderator/tickets/{id}/approve', {}],
      ['moderator', 'POST', '/moderator/tickets/{id}/undo', {}],
      ASSIGN,
      ['moderator', 'PATCH', '/moderator/tickets/{id}/reassign', { reason: 'x' }],
      START,
      COMPLETE,
      CLOSE,
      ['moderator', 'POST', '/tickets/{id}/undo', {}],
    ],
    forward: 4 * DAY,
  },
  operator: {
    steps: [],
    signals: [
      ['close', {}],
      ['assign', { priority: 'high' }],
      ['close', { reason: 'x' }],
    ],
  },
}

const fresh = Object.entries(ROADS).filter(([name]) => !existsSync(`test/histories/${name}.json`))

it.each(fresh)('records %s', async (name, { steps, forward, signals = [] }) => {
  const filed = await world.file()
  const client = temporalOf(world)
  const workflowId = workflowIdOf(world, filed.number)
  const handle = client.workflow.getHandle(workflowId)
  await world.until(() =>
    handle.describe().then(
      () => true,
      () => false,
    ),
  )
  for (const [who, method, path, body] of steps) {
    const answer = await world.call<TicketView>(who, method, path.replace('{id}', filed.id), body)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  }
  for (const [signal, body] of signals) await handle.signal(signal, body)
  if (forward !== undefined) await fastForward(client, workflowId, forward)
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  const history = historyToJSON(await handle.fetchHistory())
  await writeFile(
    `test/histories/${name}.json`,
    `${JSON.stringify({ workflowId, history: JSON.parse(String(history)) }, null, 1)}\n`,
  )
})
