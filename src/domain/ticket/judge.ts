import { type Refusal, refusal } from '../errors.js'
import type { Actor } from '../people.js'
import type { TicketChange } from './change.js'
import type { Command, CommandName } from './commands/index.js'
import { buildDeadlineCommand, isKnownDeadline } from './deadline-commands.js'
import { isStillArmed } from './deadlines.js'
import type { Facts } from './facts.js'
import { type LockedRows, propose } from './propose.js'
import type { DueDeadline } from './system-command-id.js'

/** A command as the inbox has it: the row that is judged once. */
export interface InboxEntry {
  status: 'pending' | 'applied' | 'rejected'
  problem: Refusal | null
  name: CommandName
  actor: Actor
  payload: object
  textsGiven: string[]
  ifMatch: number | null
}

/** What the transaction has found under its locks; a deadline's command has no entry before it is applied. */
export interface LockedCommand {
  entry: InboxEntry | null
  rows: LockedRows
  facts: Facts
  /** It is a deadline's, and its organization is not active: its timers stand. */
  isStanding?: boolean | null
}

export interface JudgeRequest {
  commandId: string
  /** The workflow's clock. */
  at: string
  /** Given for a deadline that is due. */
  deadline?: DueDeadline
}

export type Verdict =
  /** It was judged before, or its deadline is gone, or only newer code knows it: there is nothing to write. */
  | { kind: 'settled'; refusal: Refusal | null }
  /** It is due as soon as its organization is active again. */
  | { kind: 'stands' }
  | { kind: 'apply'; name: CommandName; changes: TicketChange[] }
  | { kind: 'reject'; refusal: Refusal }

/** The command path's one decision, on locked rows; the activity and the simulation both call it. */
export function judge(
  { entry, rows, facts, isStanding }: LockedCommand,
  { commandId, at, deadline }: JudgeRequest,
  newId: () => string,
): Verdict {
  if (entry !== null && entry.status !== 'pending') {
    return { kind: 'settled', refusal: entry.problem }
  }
  if (isStanding === true) return { kind: 'stands' }
  const canFire =
    deadline === undefined ||
    (isKnownDeadline(deadline.kind) && isStillArmed(rows.ticket, deadline))
  if (!canFire) return { kind: 'settled', refusal: null }
  const command =
    deadline === undefined
      ? entry && commandInInbox(commandId, entry)
      : buildDeadlineCommand(commandId, rows.ticket, deadline.kind)
  if (command === null) return { kind: 'settled', refusal: LOST }
  const proposal = propose(rows, command, { at, facts }, newId)
  if (proposal.kind === 'refused') return { kind: 'reject', refusal: proposal.refusal }
  const changes = proposal.kind === 'changed' ? proposal.changes : []
  return { kind: 'apply', name: command.name, changes }
}

/** The inbox is not flushed before something binds: a crash of the database may take a command that did not yet. */
export const LOST = refusal(
  'unavailable',
  'The command was lost with the database; please send it again.',
)

function commandInInbox(commandId: string, entry: InboxEntry): Command {
  const { name, actor, payload, textsGiven, ifMatch } = entry
  const lock = ifMatch === null ? {} : { ifMatch }
  return { name, commandId, actor, payload, textsGiven, ...lock } as Command // validated for its name at the edge
}
