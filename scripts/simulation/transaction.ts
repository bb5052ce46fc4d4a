import { type CommandName, getCommand } from '../../src/domain/ticket/commands/index.js'
import { listDeadlineCommands } from '../../src/domain/ticket/deadline-commands.js'
import { type JudgeRequest, judge, type LockedCommand } from '../../src/domain/ticket/judge.js'
import { type Position, readPosition } from '../../src/domain/ticket/position.js'
import { commitCommand } from './commit-command.js'
import type { Fault } from './faults.js'
import { type LockRequest, lockRows } from './locks.js'
import type { RunRef } from './run-ref.js'
import type { InboxRow } from './store.js'
import type { World } from './world.js'

/** What a run's activity asks for: ids and an instant. */
export interface CarryOut extends JudgeRequest {
  ref: RunRef
  name?: CommandName
}

export type Answer =
  | { kind: 'done'; position: Position }
  | { kind: 'refused'; code: string }
  /** The transaction failed as a whole; the activity is tried again. */
  | { kind: 'failed' }

const READ_EARLY: readonly Fault[] = [
  'no seq check, on rows read before their lock',
  'facts read before the lock',
]

/** `carryOut` in the two parts between which others may commit: what it reads before the rows' locks, and the rest. */
export class Transaction {
  readonly #world: World
  readonly #request: CarryOut
  #row: InboxRow | undefined
  #readEarly: Pick<LockedCommand, 'rows' | 'facts'> | undefined

  constructor(world: World, request: CarryOut) {
    this.#world = world
    this.#request = request
  }

  /** Locks the inbox row; false while another transaction holds it. */
  begin(): boolean {
    const row = this.#world.store.inbox.get(this.#request.commandId)
    if (row?.isLocked === true) return false
    if (row !== undefined) row.isLocked = true
    this.#row = row
    const isReadEarly = READ_EARLY.some((fault) => fault === this.#world.fault)
    if (isReadEarly) {
      this.#readEarly = lockRows(this.#world, this.#lockRequest(), row?.entry ?? null)
    }
    return true
  }

  /** Its process dies: nothing of it was written. */
  rollback(): void {
    if (this.#row !== undefined) this.#row.isLocked = false
  }

  finish(): Answer {
    const { store } = this.#world
    const { ref, commandId, at, deadline } = this.#request
    const { entry, rows, facts } = this.#lock()
    const request = deadline === undefined ? { commandId, at } : { commandId, at, deadline }
    const verdict = judge({ entry, rows, facts }, request, () => store.newId())
    this.rollback()
    switch (verdict.kind) {
      case 'settled':
        return verdict.refusal === null
          ? this.#answer(rows.ticket)
          : { kind: 'refused', code: verdict.refusal.code }
      case 'stands':
        return this.#answer(rows.ticket)
      case 'reject':
        if (this.#row !== undefined) store.reject(this.#row, verdict.refusal)
        return { kind: 'refused', code: verdict.refusal.code }
      case 'apply': {
        const isWritten = commitCommand(this.#world, { ref, commandId, at, ...verdict })
        return isWritten ? this.#answer(store.row(ref.ticketId).state) : { kind: 'failed' }
      }
    }
  }

  #lock(): LockedCommand {
    const { fault } = this.#world
    const entry = this.#row?.entry ?? null
    const isUnchecked = fault === 'no inbox check' && entry !== null
    const known = isUnchecked ? { ...entry, status: 'pending' as const } : entry
    const locked = lockRows(this.#world, this.#lockRequest(), entry)
    const early = this.#readEarly ?? locked
    const rows = fault === 'no seq check, on rows read before their lock' ? early.rows : locked.rows
    const facts = fault === 'facts read before the lock' ? early.facts : locked.facts
    return { entry: known, rows, facts }
  }

  #lockRequest(): LockRequest {
    const { ref, name, deadline } = this.#request
    const names = deadline === undefined ? [name] : listDeadlineCommands(deadline.kind)
    const definitions = names.filter((one) => one !== undefined).map(getCommand)
    return {
      ticketId: ref.ticketId,
      relatives: definitions.some(({ locksRelatives }) => locksRelatives === true),
      needs: definitions.flatMap(({ needs }) => needs ?? []),
    }
  }

  #answer(state: LockedCommand['rows']['ticket']): Answer {
    const { family, n } = this.#request.ref
    return { kind: 'done', position: readPosition(state, family, n) }
  }
}
