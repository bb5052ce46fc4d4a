import { randomUUID } from 'node:crypto'
import {
  type CarryOutAnswer,
  type CarryOutRequest,
  carryOutActivity,
} from '../../activities/tickets/carry-out.js'
import type { Database } from '../../src/database/pool.js'
import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import type { DueDeadline } from '../../src/domain/ticket/system-command-id.js'
import { type InboxAnswer, receiveCommand, type Viewing } from '../../src/write/inbox/receive.js'
import type { World } from './world.js'

export interface Given {
  payload?: object
  texts?: Record<string, string>
  commandId?: string
  ifMatch?: number
  /** Any ticket may be named without it. */
  viewing?: Viewing
  /** The workflow's clock; now, when left out. */
  at?: string
}

type Asked = Omit<CarryOutRequest, 'organizationId' | 'at' | 'family'> & { at?: string }

/** The command path without HTTP and without Temporal: the inbox and the transaction, on the real functions. */
export function createCommandPath(world: World) {
  async function receive(
    who: string,
    ticketId: string,
    name: CommandName,
    { payload = {}, texts = {}, commandId = randomUUID(), ifMatch, viewing }: Given = {},
  ): Promise<InboxAnswer & { commandId: string }> {
    const command = {
      organizationId: await world.organizationId(),
      ticket: ticketId,
      commandId,
      name,
      actor: { kind: 'user' as const, id: await world.userId(who) },
      origin: { ip: null, userAgent: null },
      payload,
      texts,
      ...(ifMatch === undefined ? {} : { ifMatch }),
    }
    const answer = await receiveCommand(world.db, command, viewing)
    return { ...answer, commandId }
  }

  async function ask(
    { at = new Date().toISOString(), ...request }: Asked,
    db: Database = world.db,
    attempt = 1,
  ): Promise<CarryOutAnswer> {
    const deps = { db, notifyCommitted: () => {}, newId: randomUUID, readAttempt: () => attempt }
    const carryOut = carryOutActivity(deps)
    const organizationId = await world.organizationId()
    return carryOut({ ...request, organizationId, at, family: 'ticket' })
  }

  const carryOut = (ticketId: string, name: CommandName, commandId: string, db?: Database) =>
    ask({ ticketId, name, commandId }, db)

  return {
    receive,
    carryOut,
    /** As the activity's so many-th try. */
    carryOutAt: (attempt: number, ticketId: string, name: CommandName, commandId: string) =>
      ask({ ticketId, name, commandId }, world.db, attempt),
    carryOutDeadline: (ticketId: string, deadline: DueDeadline, commandId: string, at?: string) =>
      ask({ ticketId, deadline, commandId, ...(at === undefined ? {} : { at }) }),
    /** Received and carried out: the position, or the code of the refusal. */
    give: async (who: string, ticketId: string, name: CommandName, given: Given = {}) => {
      const { commandId } = await receive(who, ticketId, name, given)
      return ask({ ticketId, name, commandId, ...(given.at === undefined ? {} : { at: given.at }) })
    },
    readState: async (ticketId: string): Promise<TicketState> => {
      const [row] = await world.db.query<{ state: TicketState }>(
        'SELECT state FROM ticket WHERE id = $1',
        [ticketId],
      )
      if (row === undefined) throw new Error(`no ticket ${ticketId}`)
      return row.state
    },
    /** How the inbox has it. */
    readOutcome: async (commandId: string) => {
      const [row] = await world.db.query<{ status: string; code: string | null }>(
        `SELECT status, problem->>'code' AS code FROM command_inbox WHERE id = $1`,
        [commandId],
      )
      return row
    },
  }
}
