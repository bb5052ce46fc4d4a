import { TICKET_EVENT_NAMES } from './ticket-event-names.js'

/** What becomes of what admins keep is called by what it becomes of: `publish_kept` writes it. */
const KEPT_EVENT_NAMES = [
  'user.created',
  'user.updated',
  'user.deactivated',
  'department.created',
  'department.updated',
  'department.deleted',
  'category.created',
  'category.updated',
  'category.deleted',
  'group.created',
  'group.updated',
  'group.deleted',
] as const

/** What becomes of work at somebody's place. */
const WORK_ORDER_EVENT_NAMES = [
  'work_order.created',
  'work_order.updated',
  'work_order.completed',
  'work_order.failed',
] as const
export type WorkOrderEventName = (typeof WORK_ORDER_EVENT_NAMES)[number]

/** Beside the name of its own that an event has. */
const FURTHER_NAMES = [
  'ticket.created',
  'ticket.updated',
  'ticket.opened',
  'sla.met',
  'message.created',
  'attachment.ready',
] as const

/** What figures alone are made of: nobody else is told. */
const UNTOLD_NAMES = ['survey.sent', 'survey.answered'] as const

export function isTold(name: DomainEventName): boolean {
  return !UNTOLD_NAMES.some((untold) => untold === name)
}

/** All that is in the log for those who act upon it. */
export const DOMAIN_EVENT_NAMES = [
  ...new Set([
    ...Object.values(TICKET_EVENT_NAMES),
    ...FURTHER_NAMES,
    ...KEPT_EVENT_NAMES,
    ...WORK_ORDER_EVENT_NAMES,
    ...UNTOLD_NAMES,
  ]),
].sort()
export type DomainEventName = (typeof DOMAIN_EVENT_NAMES)[number]

/** What an event is of; those of one are handled in their order. */
export const ENTITIES = ['ticket', 'user', 'department', 'category', 'group', 'work_order'] as const
export type Entity = (typeof ENTITIES)[number]

/** What has happened, as the log has it: whoever needs more reads it by the ids. */
export interface DomainEvent {
  id: string
  name: DomainEventName
  entity: Entity
  entityId: string
  /** Its place in the log; events of one commit share it. */
  place: number
  at: string
  /** Of a ticket the `seq` of its event, of a message or a file its id, of a clock which one it is. */
  data: Readonly<Record<string, unknown>>
}

/** An entry of the log about one entity: what its events have in common, and each. */
export interface LoggedEvents {
  entity: Entity
  entityId: string
  data?: Readonly<Record<string, unknown>>
  happened: readonly ({ name: DomainEventName } & Readonly<Record<string, unknown>>)[]
}

/** The events of an entry, in the order in which they are to be handled. */
export function listLogged(
  entry: { id: string; place: number; at: string },
  { entity, entityId, data = {}, happened }: LoggedEvents,
): DomainEvent[] {
  return happened.map(({ name, ...own }, n) => ({
    ...{ id: `${entry.id}/${n}`, name, entity, entityId },
    ...{ place: entry.place, at: entry.at },
    data: { ...data, ...own },
  }))
}
