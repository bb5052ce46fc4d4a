import type { Actor } from '../../domain/people.js'
import type { Command, CommandName } from '../../domain/ticket/commands/index.js'
import type { Origin } from '../audit/record.js'
import type { Change } from '../resources/change-facts.js'

/** One command for each of many tickets: the relay carries them out in their runs' own turns. */
export interface CommandBatch<N extends CommandName = CommandName> {
  /** The work that they belong to: with the ticket's id it makes the command's, so that a repetition adds none. */
  workId: string
  name: N
  actor: Actor
  texts?: Record<string, string>
  tickets: readonly { id: string; payload: Command<N>['payload'] }[]
}

/** A command that nobody waits for. */
export interface QueuedCommand {
  id: string
  ticketId: string
  name: CommandName
  actor: Actor
  origin: Origin
  payload: object
  texts: Record<string, string>
}

const QUEUE = `INSERT INTO command_inbox (
    id, organization_id, ticket_id, user_id, name, actor, origin, payload, texts, created_at, deferred_at)
  SELECT sent->>'id', $1, (sent->>'ticketId')::uuid, (sent->'actor'->>'id')::uuid, sent->>'name', sent->'actor',
    sent->'origin', sent->'payload', sent->'texts', clock_timestamp(), clock_timestamp()
  FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS listed(sent, n) ORDER BY n
  ON CONFLICT (id) DO NOTHING`

/** Puts them into the inbox in this order, as if each had been answered 202, in the caller's own transaction. */
export async function queueEach(
  { query }: Pick<Change, 'query'>,
  commands: readonly QueuedCommand[],
): Promise<void> {
  if (commands.length > 0) await query(QUEUE, [JSON.stringify(commands)])
}

/** The same of one command for many tickets. */
export async function queueCommands<N extends CommandName>(
  change: Change,
  { workId, name, actor, texts = {}, tickets }: CommandBatch<N>,
): Promise<void> {
  const { origin } = change
  const shared = { name, actor, origin, texts }
  await queueEach(
    change,
    tickets.map(({ id, payload }) => ({ id: `${workId}/${id}`, ticketId: id, payload, ...shared })),
  )
}
