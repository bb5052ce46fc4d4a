import { continueAsNew } from '@temporalio/workflow'
import { persist } from '../patience.js'
import { advanceWorkOrder } from '../proxies.js'
import { showDetails } from '../refuse-cancel.js'
import { now, runRounds } from '../run-rounds.js'
import { ASSIGNEE, PRIORITY, TICKET_NUMBER } from '../search-attributes.js'
import { dueAt, showAttributes } from '../show-attributes.js'
import { type WorkOrderInput, workOrderChangedSignal } from './messages.js'

/**
 * A work order: has its offers expire, reminds of its visits, announces those that are late, and sleeps until the next of these. It holds
 * nothing, and ends with the work order: whatever comes later starts another.
 */
export async function workOrder(input: WorkOrderInput): Promise<void> {
  const { organizationId, workOrderId } = input
  const next = await runRounds(input, workOrderChangedSignal, async (run) => {
    const due = { organizationId, workOrderId, at: now() }
    const advanced = await persist(() => advanceWorkOrder(due))
    if (run.isWoken()) return 'more'
    if (advanced === null || advanced.isOver) return 'last'
    showDetails(input, describe(advanced))
    showAttributes(listAttributes(advanced))
    const { next: step } = advanced
    if (step === null) await run.wait()
    else await run.waitUntil(step.at, `${step.kind} at ${step.at}`)
    return 'more'
  })
  if (next !== undefined) await continueAsNew<typeof workOrder>(next)
}

type Advanced = NonNullable<Awaited<ReturnType<typeof advanceWorkOrder>>>

/** Ids and unions only; answers of before there were any give what is due alone. */
function listAttributes({ next, shown }: Advanced) {
  const due = dueAt(next?.at ?? null)
  if (shown === undefined) return [due]
  const { priority, assigneeId, ticketNumber } = shown
  return [
    due,
    { key: PRIORITY, value: priority },
    { key: ASSIGNEE, value: assigneeId },
    { key: TICKET_NUMBER, value: ticketNumber },
  ]
}

function describe({ number, status, next }: Advanced): string {
  const wait =
    next === null ? 'it waits for what people do' : `\`${next.kind}\` is due at ${next.at}`
  return `**${number}** is ${status}: ${wait}.`
}
