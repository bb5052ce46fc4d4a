import {
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  type WorkflowStartOptions,
} from '@temporalio/client'
import {
  type SearchAttributePair,
  type SearchAttributeUpdatePair,
  TypedSearchAttributes,
} from '@temporalio/common'
import type { Family } from '../src/domain/ticket/deadlines.js'
import type { Position } from '../src/domain/ticket/position.js'
import type { ticket } from '../workflows/index.js'
import {
  listSearchAttributes,
  ORGANIZATION,
  TICKET_NUMBER,
} from '../workflows/search-attributes.js'
import type { TicketInput } from '../workflows/ticket/messages.js'
import { workflowId } from './ids.js'

export interface TicketRef {
  organizationId: string
  organizationSlug: string
  ticketId: string
  number: string
}

/** One run of a ticket: its own, or a side workflow's; `n` tells approvals apart. */
export interface RunRef extends TicketRef {
  family: Family
  n?: number
}

export interface StartSettings {
  taskQueue: string
  carryOutAs: TicketInput['carryOutAs']
}

/** A killed worker's command is taken up after this: below the API's deadline of 5 s. */
const WORKFLOW_TASK_TIMEOUT = '3s'

/** Starting what runs already is harmless: it goes on as it is. A run's type has its family's name. */
export function workflowStartOptions(
  { family, n, ...ref }: RunRef,
  position: Position,
  { taskQueue, carryOutAs }: StartSettings,
): WorkflowStartOptions<typeof ticket> & { workflowIdConflictPolicy: WorkflowIdConflictPolicy } {
  const { organizationId, organizationSlug, ticketId, number } = ref
  const input = { organizationId, organizationSlug, ticketId, carryOutAs, position }
  return {
    workflowId: workflowId(family, organizationSlug, number, n),
    taskQueue,
    args: [n === undefined ? input : { ...input, n }],
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
    staticSummary: family === 'ticket' ? `Ticket ${number}` : `${number}: ${family}`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: ORGANIZATION, value: organizationSlug },
      { key: TICKET_NUMBER, value: number },
      ...(family === 'ticket' ? knownAttributes(position) : []),
    ]),
  }
}

/** A start can only set attributes, not unset them. */
function knownAttributes({ shown }: Position): SearchAttributePair[] {
  const isSet = (pair: SearchAttributeUpdatePair): pair is SearchAttributePair =>
    pair.value !== null
  return listSearchAttributes(shown).filter(isSet)
}
