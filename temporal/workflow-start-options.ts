import {
  type Client,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  type WorkflowStartOptions,
} from '@temporalio/client'
import { TypedSearchAttributes } from '@temporalio/common'
import type { CompanionFamily } from '../src/domain/ticket/deadlines.js'
import type { approval, ticket } from '../workflows/index.js'
import { ORGANIZATION, TICKET_NUMBER } from '../workflows/search-attributes.js'
import type { TicketInput } from '../workflows/ticket/messages.js'
import { companionWorkflowId, ticketWorkflowId } from './ids.js'

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

export interface CompanionRef extends TicketRef {
  family: CompanionFamily
  /** Of an approval. */
  n?: number
}

/** As the ticket's own; its type has the family's name. */
export function companionStart(
  { family, n, ...ref }: CompanionRef,
  settings: StartSettings,
): WorkflowStartOptions<typeof approval> & { workflowIdConflictPolicy: WorkflowIdConflictPolicy } {
  const { organizationId, organizationSlug, ticketId, number } = ref
  const input = { organizationId, organizationSlug, ticketId, commitAs: settings.commitAs }
  return {
    ...ticketStart(ref, settings),
    workflowId: companionWorkflowId(family, organizationSlug, number, n),
    args: [n === undefined ? input : { ...input, n }],
    staticSummary: `${number}: ${family}`,
  }
}

/** For what its run has not evolved; starts the run if there is none. A second one is harmless. */
export async function signalCatchUp(
  client: Client,
  ref: TicketRef | CompanionRef,
  settings: StartSettings,
): Promise<void> {
  const options = 'family' in ref ? companionStart(ref, settings) : ticketStart(ref, settings)
  const { workflowIdConflictPolicy: _implied, ...start } = options
  await client.workflow.signalWithStart('family' in ref ? ref.family : TICKET_WORKFLOW, {
    ...start,
    signal: 'catchUp',
    signalArgs: [],
  })
}
