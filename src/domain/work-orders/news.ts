import { isModerator, type Person } from '../people.js'
import type { NotificationChannel } from '../ticket/outcome/notification-types.js'

/** What people are told of work orders. */
export const WORK_ORDER_NEWS = {
  work_order_notice: { to: 'whom a rule names', by: ['inApp', 'mail'] },
} as const satisfies Record<string, { to: string; by: readonly NotificationChannel[] }>

export type WorkOrderNewsType = keyof typeof WORK_ORDER_NEWS
export const WORK_ORDER_NEWS_TYPES = Object.keys(WORK_ORDER_NEWS) as WorkOrderNewsType[] // the keys of that very object

export function isWorkOrderNewsType(type: string): type is WorkOrderNewsType {
  return Object.hasOwn(WORK_ORDER_NEWS, type)
}

/** The types that go by a channel; their readers may turn each off. */
export function listWorkOrderNews(channel: NotificationChannel): WorkOrderNewsType[] {
  return WORK_ORDER_NEWS_TYPES.filter((type) =>
    WORK_ORDER_NEWS[type].by.some((one) => one === channel),
  )
}

/** Inputs of the words, as they are when it is read. */
export interface WorkOrderFacts {
  workOrderId: string
  number: string
  title: string
  /** As the rule has it. */
  text: string
  /** Its reader is to do it, or heads the department of its ticket. */
  isTheirs: boolean
}

/** Whether it may reach its reader now; `null` is somebody who may not sign in. */
export function mayHaveWorkOrderNews(
  reader: Person | null,
  { isTheirs }: Pick<WorkOrderFacts, 'isTheirs'>,
): boolean {
  return reader !== null && (isTheirs || isModerator(reader))
}
