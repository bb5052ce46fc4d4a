import { PRIORITIES, type Priority } from '../ticket/status.js'
import { WORK_ORDER_STATUSES, type WorkOrderStatus } from '../work-orders/work-order.js'
import type { Action, NotifyAction } from './actions.js'
import type { Fields, FieldValue } from './fields.js'
import type { Moment, Readings } from './match-conditions.js'
import type { Trigger } from './timers.js'

/** What rules may ask of a work order. */
export const WORK_ORDER_FIELDS = {
  status: { type: 'word', values: WORK_ORDER_STATUSES },
  priority: { type: 'word', values: PRIORITIES },
  area: { type: 'word' },
  customerId: { type: 'id' },
  technicianId: { type: 'id' },
} as const satisfies Fields

/** The same of one of them; its event says it. */
export interface WorkOrderMembers {
  status: WorkOrderStatus
  priority: Priority
  area: string
  customerId: string | null
  technicianId: string | null
}

/** A work order as its event left it and as it found it; null before the first one. */
export interface WorkOrderChange {
  now: WorkOrderMembers
  before: WorkOrderMembers | null
}

export function readWorkOrderMoment({ now, before }: WorkOrderChange): Moment {
  return { now: readFields(now), before: before && readFields(before) }
}

function readFields(members: WorkOrderMembers): Readings {
  const readings: Record<keyof typeof WORK_ORDER_FIELDS, FieldValue> = members
  return new Map(Object.entries(readings))
}

export function isAboutWorkOrders({ event }: Trigger): boolean {
  return event?.startsWith('work_order.') === true
}

/** What a rule may do about a work order. */
type WorkOrderAction = NotifyAction | Extract<Action, { type: 'webhook' }>
export const WORK_ORDER_ACTIONS = ['notify', 'webhook'] as const

/** Those that a rule on work orders has, each with its place. */
export function listWorkOrderActions(
  actions: readonly Action[],
): { action: WorkOrderAction; place: number }[] {
  return actions.flatMap((action, place) =>
    action.type === 'notify' || action.type === 'webhook' ? [{ action, place }] : [],
  )
}

/** What people are told at once; the words are read where they are told. */
export interface Notice {
  kind: 'notice'
  users: readonly string[]
}

/** Whom an action leaves open. */
interface Surroundings {
  /** Of the department that the ticket of the work order is of; null where there is none. */
  headId: string | null
  /** Who has the roles that the action names. */
  holders: readonly string[]
}

export function planWorkOrderAction(
  action: WorkOrderAction,
  { headId, holders }: Surroundings,
):
  | Notice
  | { kind: 'webhook'; webhookId: string }
  | { kind: 'refused'; code: 'no_assignee' | 'user_not_found' } {
  if (action.type === 'webhook') return { kind: 'webhook', webhookId: action.webhookId }
  if (action.to !== undefined) {
    return headId === null
      ? { kind: 'refused', code: 'no_assignee' }
      : { kind: 'notice', users: [headId] }
  }
  const users = action.users ?? holders
  return users.length === 0
    ? { kind: 'refused', code: 'user_not_found' }
    : { kind: 'notice', users }
}
