import type { Database } from '../../database/pool.js'
import type { Refusal } from '../../domain/errors.js'
import type { Actor } from '../../domain/people.js'
import type { CommandName, Facts } from '../../domain/ticket/commands.js'
import { upcast } from '../../domain/ticket/create.js'
import type { TicketState } from '../../domain/ticket/state.js'
import type { Origin } from '../audit/record.js'

export interface NewCommand {
  organizationId: string
  ticketId: string
  /** Left out, the inbox mints one; given, a known one answers its outcome. */
  commandId?: string
  name: CommandName
  actor: Actor
  origin: Origin
  payload: Record<string, unknown>
  texts: Record<string, string>
  ifMatch?: number
}

export type InboxAnswer =
  | {
      kind: 'pending'
      commandId: string
      seq: number
      revision: number
      state: TicketState
      facts: Facts
      /** An earlier command of this ticket was already answered 202: this one waits behind it. */
      queued: boolean
    }
  | { kind: 'applied'; commandId: string }
  | { kind: 'rejected'; commandId: string; problem: Refusal }
  | { kind: 'gone' }

/** Stores the command and reads what deciding needs, in one statement. */
export async function receiveCommand(db: Database, command: NewCommand): Promise<InboxAnswer> {
  const answer = await db.call<InboxAnswer>('inbox_command', command)
  return answer.kind === 'pending' ? { ...answer, state: upcast(answer.state) } : answer
}

export type RejectAnswer =
  | { kind: 'rejected'; problem: Refusal }
  | { kind: 'applied' }
  | { kind: 'pending' }

/** Writes a refusal before it is answered; an outcome that is there already wins. */
export async function rejectCommand(
  db: Database,
  commandId: string,
  problem: Refusal,
): Promise<RejectAnswer> {
  const [row] = await db.query<{ answer: RejectAnswer }>(
    'SELECT reject_command($1, $2::jsonb) AS answer',
    [commandId, JSON.stringify(problem)],
  )
  return row?.answer ?? { kind: 'rejected', problem }
}

/** The caller was told 202: from now on the relay carries it, and later ones queue behind it. */
export async function deferCommand(db: Database, commandId: string): Promise<void> {
  await db.query(
    `UPDATE command_inbox SET deferred_at = clock_timestamp() WHERE id = $1 AND status = 'pending'`,
    [commandId],
  )
}

/** The workflow has evolved these. Marking twice changes nothing. */
export async function acknowledgeCommands(db: Database, commandIds: string[]): Promise<void> {
  await db.query(
    `UPDATE command_inbox SET acked_at = clock_timestamp() WHERE id = ANY($1) AND status = 'applied' AND acked_at IS NULL`,
    [commandIds],
  )
}
