import type { Transaction } from '../../database/transaction.js'
import type { DomainEvent } from '../../domain/events/domain-event.js'

/** The transaction of a listener's effect, bound to one organization: `$1` is always its id. */
export interface ListenerTransaction {
  readonly organizationId: string
  query<T extends object>(text: string, values?: readonly unknown[]): Promise<T[]>
  /** Calls one of the functions of `prisma/functions` with one JSON argument. */
  call<T>(name: string, argument: unknown): Promise<T>
}

/** Something that acts upon what has happened. */
export interface Listener {
  /** What its place in the log is kept under: never changed. */
  readonly name: string
  /**
   * Writes what follows from these, all or nothing: its place moves in the same transaction. Those of one entity come in
   * their order. What it throws puts the entity off, and no other.
   */
  handle(transaction: ListenerTransaction, events: readonly DomainEvent[]): Promise<void>
}

export function bindToOrganization(
  { query, call }: Transaction,
  organizationId: string,
): ListenerTransaction {
  return {
    organizationId,
    query: (text, values = []) => query(text, [organizationId, ...values]),
    call,
  }
}
