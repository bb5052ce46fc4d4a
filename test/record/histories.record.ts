import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { workflowId } from '../../temporal/ids.js'
import { connectTemporal, fastForward, ticketWorkflowId } from '../support/temporal.js'
import { useWorld } from '../support/world.js'
import { SCENARIOS } from './scenarios.js'
import type { Scenario, Seen, Step } from './steps.js'

/** `npm run record`: one history a scenario, from a real server. Recorded ones are added to, never edited. */
const world = useWorld()

const fresh = Object.entries(SCENARIOS).filter(
  ([name]) => !existsSync(`test/histories/${name}.json`),
)

it.each(fresh)('records %s', async (name, plan) => {
  const { steps, later = [], forward, signals = [] } = plan
  const filed = await file(plan)
  const client = connectTemporal(world)
  const own = client.workflow.getHandle(ticketWorkflowId(world, filed.number))
  await started(own)
  const seen: Seen[] = [filed]
  for (const step of steps) seen.push(await take(step, seen))
  for (const [signal, body] of signals) await own.signal(signal, body)
  const id = recordedId(plan, filed.number)
  const handle = client.workflow.getHandle(id)
  await started(handle)
  if (forward !== undefined) await fastForward(client, id, forward)
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  for (const step of later) await take(step, seen)
  await new Promise((resolve) => setTimeout(resolve, 4_000))
  const history = historyToJSON(await handle.fetchHistory())
  await writeFile(
    `test/histories/${name}.json`,
    `${JSON.stringify({ workflowId: id, history: JSON.parse(String(history)) }, null, 1)}\n`,
  )
})

async function file({ department = 'IT', draft }: Scenario): Promise<Seen & { number: string }> {
  const departmentId = await world.departmentId(department)
  const filed = draft
    ? (await world.call<TicketView>('requester', 'POST', '/tickets', { isDraft: true, title: 'x' }))
        .body
    : await world.file('requester', { departmentId })
  return { ...filed, wanted: departmentId, agent: await world.userId('it.agent') }
}

async function take(step: Step | ((seen: Seen[]) => Step), seen: Seen[]): Promise<Seen> {
  const [who, method, path, body] = typeof step === 'function' ? step(seen) : step
  const answer = await world.call<Seen>(who, method, path.replace('{id}', seen[0]?.id), body)
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

function recordedId({ of }: Scenario, number: string): string {
  if (of === undefined) return ticketWorkflowId(world, number)
  if (of === 'sub_ticket') return ticketWorkflowId(world, `${number}.1`)
  return workflowId(of, `demo-${world.suffix}`, number, of === 'approval' ? 1 : undefined)
}

function started(handle: { describe: () => Promise<unknown> }): Promise<true> {
  return world.until(() =>
    handle.describe().then(
      () => true as const,
      () => false,
    ),
  )
}
