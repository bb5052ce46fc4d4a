import type { Relation } from '../../domain/access/relations.js'
import { type CommandName, commandRule } from '../../domain/ticket/commands/index.js'
import { listWords, RELATION_WORDS } from '../../domain/ticket/refusal-words.js'
import { LIVE, STATUSES, type Status } from '../../domain/ticket/status.js'

/** What the document says of an operation that sends this command: the rule's own words. */
export function documentCommand(name: CommandName): { summary: string; description: string } {
  return { summary: commandRule(name).about, description: describeCommands(name) }
}

/** Who may give each of the commands, from which statuses, and where it leads. */
export function describeCommands(...names: CommandName[]): string {
  return names.map(describeCommand).join('\n\n')
}

function describeCommand(name: CommandName): string {
  const {
    who,
    from,
    to,
    undoable,
    deletedOnly,
    subTicketsOnly,
    statusesFor = {},
  } = commandRule(name)
  const holders = listWords(
    who.filter((relation) => relation !== 'system').map((relation) => RELATION_WORDS[relation]),
    'or',
  )
  const kind = `${deletedOnly === true ? 'deleted ' : ''}${subTicketsOnly === true ? 'sub-tickets' : 'tickets'}`
  const sentences = [
    `\`${name}\`: by ${holders}, on ${kind} that are ${describeFrom(from)}.`,
    ...Object.entries(statusesFor).map(
      ([relation, fewer]) =>
        `For ${RELATION_WORDS[relation as Relation]} they are ${describeFrom(fewer)}.`, // keyed by it
    ),
    describeTo(to),
    ...(undoable === true ? ['It can be taken back for a while.'] : []),
  ]
  return sentences.join(' ')
}

function describeFrom(from: readonly Status[]): string {
  if (from === LIVE) return 'handed in and not ended'
  if (from.length === STATUSES.length) return 'in any status'
  return listWords(
    from.map((status) => `\`${status}\``),
    'or',
  )
}

function describeTo(to: readonly string[]): string {
  const words: Record<string, string> = { same: 'the same status', before: 'the status before' }
  const ends = listWords(
    to.map((status) => words[status] ?? `\`${status}\``),
    'or',
  )
  return `It leads to ${ends}.`
}
