import { DEFAULT_SETTINGS } from '../../src/domain/settings.js'
import { COMMAND_NAMES, commandRule } from '../../src/domain/ticket/commands/index.js'
import { DEADLINE_KINDS } from '../../src/domain/ticket/deadline.js'
import { listDeadlineCommands } from '../../src/domain/ticket/deadline-commands.js'
import { OFFERS } from '../../src/domain/ticket/decider.js'
import { SAVE_DRAFT } from '../../src/domain/ticket/drafts/saved.js'
import { LIVE, STATUSES, type Status } from '../../src/domain/ticket/status.js'

/** The statuses and the commands between them, drawn from the table of rules. */
export function lifecycleDiagram(): string {
  const arrows = new Map<string, string[]>()
  for (const [arrow, name] of listArrows()) {
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), name])
  }
  const lines = [...arrows].map(([arrow, names]) => `  ${arrow} : ${names.join(', ')}`)
  return [
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> draft',
    '  [*] --> submitted',
    ...lines,
    '```',
  ].join('\n')
}

/** Undo leads from anywhere to where it was: it would only hide the rest. */
function listArrows(): [arrow: string, name: string][] {
  return COMMAND_NAMES.filter((name) => name !== 'undo').flatMap((name) => {
    const { from, to } = commandRule(name)
    const ends = to.filter((end) => end !== 'same')
    return from.flatMap((start) =>
      ends
        .filter((end) => end !== start)
        .map((end): [string, string] => [`${start} --> ${end}`, name]),
    )
  })
}

function code(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}

/** Structures as JSON. */
function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The long lists have names. */
function statuses(from: readonly Status[]): string {
  if (from === LIVE) return 'any that is live'
  return from.length === STATUSES.length ? 'any' : code(from)
}

/** The whole page: picture, commands, timers, settings. */
export function lifecycleTables(): string {
  const commands = OFFERS.map((name) => {
    const rule = name === 'save_draft' ? SAVE_DRAFT : commandRule(name)
    const { who, from, to, about, internal, undoable } = rule
    const marks = `${internal ? ' (internal)' : ''}${undoable ? ' (undoable)' : ''}`
    return `| \`${name}\` | ${code(who)} | ${statuses(from)} | ${code(to)} | ${about}${marks} |`
  })
  const timers = DEADLINE_KINDS.map((kind) => {
    const names = listDeadlineCommands(kind)
    return `| \`${kind}\` | ${code(names)} | ${names.map((name) => commandRule(name).about).join('; ')} |`
  })
  const settings = Object.entries(DEFAULT_SETTINGS).map(
    ([name, value]) => `| \`${name}\` | \`${shown(value)}\` |`,
  )
  return `# The lifecycle

Generated from \`src/domain/ticket/commands/\` by \`npm run docs\`; do not edit.
Statuses: ${code(STATUSES)}.

${lifecycleDiagram()}

## Commands

A command is refused in this order: relation, \`If-Match\`, ids that nobody has, the command's own conflict, status,
other guards. What the row alone forbids is refused at once, the rest in the transaction that would apply it.

| command | who | from | to | |
|---|---|---|---|---|
${commands.join('\n')}

\`save_draft\` is no command of the workflow: PATCH saves a draft in a transaction of its own. Live: ${code(LIVE)}. \`same\` stays, \`before\` is as before the last action; an undoable action can be taken back by
\`undo\` within \`undoWindow\`, while no later command has come; what a rule of a time has done can't be taken back. Internal events have no revision and no history item, and
supersede no undo. \`request_rework\` by the requester is legal from \`completed\` alone, \`decline_request\` and \`reopen\` settle a
request, and a request whose ticket leaves its statuses is cancelled.

\`subtickets_progressed\`, \`subtickets_closed\` and \`subticket_reopened\` are what sub-tickets do to their parent: commands of
the parent by \`system\`, in the sub-ticket's own transaction; each is one revision and supersedes the parent's undo. In other
statuses than theirs they count, and the status stays. \`set_department\` follows a department that an admin has merged into
another: assignee, team, category and chat go on as they were. Rules and macros of moderators (\`automation\`) move a ticket by it, too, which
leaves those of its department, and put it in a category by \`set_category\`: nobody is offered these two.

## Timers

They are absolute instants in the ticket's state; one that comes due while nothing runs fires when something does, once.
The undo window has no timer: an undo after it is refused by comparing instants.

| timer | carries out | |
|---|---|---|
${timers.join('\n')}

## Settings of an organization

Durations are ISO 8601. A change applies to timers started after it.

| setting | default |
|---|---|
${settings.join('\n')}
`
}
