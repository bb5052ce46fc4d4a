import {
  type Client,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  type WorkflowStartOptions,
} from '@temporalio/client'
import { TypedSearchAttributes } from '@temporalio/common'
import type { ticket } from '../workflows/index.js'
import { ORGANIZATION, TICKET_NUMBER } from '../workflows/search-attributes.js'
import type { TicketInput } from '../workflows/ticket/messages.js'
import { ticketWorkflowId } from './ids.js'

export interface TicketRef {
  organizationId: string
  organizationSlug: string
  ticketId: string
  number: string
}

export interface StartSettings {
  taskQueue: string
  commitAs: TicketInput['commitAs']
}

/** A killed worker's command is taken up after this: below the API's deadline of 5 s. */
const WORKFLOW_TASK_TIMEOUT = '3s'

export const TICKET_WORKFLOW = 'ticket'

/** Starting what runs already, or has ended, is harmless: it catches up with its row. */
export function ticketStart(
  { organizationId, organizationSlug, ticketId, number }: TicketRef,
  { taskQueue, commitAs }: StartSettings,
): WorkflowStartOptions<typeof ticket> & { workflowIdConflictPolicy: WorkflowIdConflictPolicy } {
  return {
    workflowId: ticketWorkflowId(organizationSlug, number),
    taskQueue,
    args: [{ organizationId, organizationSlug, ticketId, commitAs }],
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
    staticSummary: `Ticket ${number}`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: ORGANIZATION, value: organizationSlug },
      { key: TICKET_NUMBER, value: number },
    ]),
  }
}

export async function startTicket(
  client: Client,
  ref: TicketRef,
  settings: StartSettings,
): Promise<void> {
  await client.workflow.start<typeof ticket>(TICKET_WORKFLOW, ticketStart(ref, settings))
}

/** For an applied command that its workflow has not evolved; starts the run if there is none. */
export async function signalCatchUp(
  client: Client,
  ref: TicketRef,
  settings: StartSettings,
): Promise<void> {
  const { workflowIdConflictPolicy: _implied, ...options } = ticketStart(ref, settings)
  await client.workflow.signalWithStart(TICKET_WORKFLOW, {
    ...options,
    signal: 'catchUp',
    signalArgs: [],
  })
}
