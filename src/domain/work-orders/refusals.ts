import { type Refusal, refusal } from '../errors.js'
import type { Misfit } from './fit.js'
import type { JobStatus, WorkOrderStatus } from './work-order.js'

const SENTENCES: Record<Misfit, string> = {
  not_qualified: 'The technician lacks a skill, or a certification that is valid then.',
  outside_area: 'The technician does not work in that area.',
  outside_window: 'The job does not lie within the window of the work order.',
  outside_hours: 'The technician does not work all of that time.',
  too_many_jobs: 'The technician has as many jobs on that day as they may have.',
  calendar_conflict: 'The technician has another job then.',
}

/** The first reason is the code, and all of them are told. */
export function cannotCome(misfits: readonly [Misfit, ...Misfit[]]): Refusal {
  const [first] = misfits
  return refusal(first, `${SENTENCES[first]} See its candidates.`, { why: misfits })
}

export function noSuchTechnician(technicianId: string): Refusal {
  return refusal('technician_not_found', `There is no such technician: ${technicianId}.`, {
    technician: [technicianId],
  })
}

export function notAssignable(status: WorkOrderStatus): Refusal {
  return refusal(
    'invalid_transition',
    `The work order is ${say(status)}: only what is open, or has failed, is assigned. Take it back first.`,
    { status },
  )
}

export function notRecallable(status: WorkOrderStatus): Refusal {
  return refusal(
    'invalid_transition',
    `The work order is ${say(status)}: there is nothing to take back.`,
    { status },
  )
}

export function notCancellable(status: WorkOrderStatus): Refusal {
  return refusal('invalid_transition', `The work order is ${say(status)}: it can’t be cancelled.`, {
    status,
  })
}

export function stepOutOfOrder(status: JobStatus, steps: readonly JobStatus[]): Refusal {
  const next = steps.length === 0 ? 'nothing follows' : `next comes ${steps.map(say).join(' or ')}`
  return refusal('invalid_transition', `The job is ${say(status)}: ${next}.`, {
    status,
    nextSteps: steps,
  })
}

export function offerExpired(at: string): Refusal {
  return refusal(
    'invalid_transition',
    `The offer stood until ${at}: it is not accepted any more.`,
    {
      acceptBy: at,
    },
  )
}

export function notEditable(status: WorkOrderStatus): Refusal {
  return refusal(
    'not_editable',
    `The work order is ${say(status)}: what it asks of whoever comes is not changed any more. Take it back first.`,
    { status },
  )
}

export function notDeletable(status: WorkOrderStatus): Refusal {
  return refusal('not_deletable', `Somebody is on it: it is ${say(status)}. Take it back first.`, {
    status,
  })
}

/** Of a technician who has visits before them. */
export function isExpected(workOrders: readonly string[]): Refusal {
  return refusal(
    'not_deletable',
    `They are expected: ${workOrders.join(', ')}. Take these back first.`,
    { workOrders },
  )
}

function say(status: WorkOrderStatus | JobStatus): string {
  return status.replace('_', ' ')
}
