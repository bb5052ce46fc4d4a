import type { Database } from '../../database/pool.js'
import { SURROUNDINGS } from '../../database/rows.js'
import { isUuid } from '../../database/uuid.js'
import { Values } from '../../database/values.js'
import { type Visibility, visibleTo } from '../../database/visibility.js'
import type { Refusal } from '../../domain/errors.js'
import type { Actor, Person } from '../../domain/people.js'
import type { CommandName } from '../../domain/ticket/commands/index.js'
import type { Surroundings, UnknownIds } from '../../domain/ticket/facts.js'
import type { TicketState } from '../../domain/ticket/state.js'
import type { Origin } from '../audit/record.js'

export interface NewCommand {
  organizationId: string
  /** Id or number. */
  ticket: string
  commandId: string
  name: CommandName
  actor: Actor
  origin: Origin
  payload: object
  texts: Record<string, string>
  ifMatch?: number
}

/** Who sends it, and which tickets they may name; an operator may name any of the organization. */
export interface Viewing {
  person: Person
  visibility: Visibility
}

export type InboxAnswer =
  | {
      kind: 'pending'
      ticketId: string
      state: TicketState
      surroundings: Surroundings
      unknownIds: UnknownIds
      /** An earlier command of this ticket was answered 202: this one waits behind it. */
      isQueued: boolean
    }
  | { kind: 'applied'; ticketId: string }
  | { kind: 'rejected'; ticketId: string; problem: Refusal }
  | { kind: 'gone' }
  /** So many of this ticket's commands wait already that this one was not kept. */
  | { kind: 'crowded' }

/** Checks visibility and stores the command, in one statement; a known id gives its outcome. */
export async function receiveCommand(
  db: Database,
  { ticket, ...command }: NewCommand,
  viewing?: Viewing,
): Promise<InboxAnswer> {
  const values = new Values()
  const argument = values.add(JSON.stringify(command))
  const named = isUuid(ticket)
    ? `t.id = ${values.add(ticket)}::uuid`
    : `t.number = ${values.add(ticket)}`
  const visible = viewing === undefined ? 'true' : isVisibleOrKnown(viewing, command, values)
  const [row] = await db.of(command.organizationId).query<{ answer: InboxAnswer }>(
    `SELECT receive_command(${argument}::jsonb, t.id, t.state, ${SURROUNDINGS}) AS answer FROM ticket t
     WHERE t.organization_id = $1 AND ${named} AND ${visible}`,
    values.list,
  )
  return row?.answer ?? { kind: 'gone' }
}

/** Whoever sent a command learns its outcome, even if the command itself took the ticket out of their view. */
function isVisibleOrKnown(
  { person, visibility }: Viewing,
  { commandId }: Pick<NewCommand, 'commandId'>,
  values: Values,
): string {
  const own = `EXISTS (SELECT 1 FROM command_inbox k WHERE k.organization_id = $1 AND k.id = ${values.add(commandId)}
    AND k.ticket_id = t.id AND k.user_id = ${values.add(person.id)}::uuid)`
  return `(${visibleTo(person, values, visibility)} OR ${own})`
}
