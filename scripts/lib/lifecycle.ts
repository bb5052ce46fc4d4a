import { DEFAULT_SETTINGS } from '../../src/domain/settings.js'
import { DEADLINE_COMMANDS } from '../../src/domain/ticket/deadlines.js'
import { FAMILY_RULES } from '../../src/domain/ticket/rules/family.js'
import { LIVE } from '../../src/domain/ticket/rules/rule.js'
import { COMMAND_NAMES, commandRule } from '../../src/domain/ticket/rules.js'
import { STATUSES, type Status } from '../../src/domain/ticket/state.js'

/** The statuses and the commands between them, drawn from the table of rules. */
export function lifecycleDiagram(): string {
  const arrows = new Map<string, string[]>()
  for (const [arrow, name] of [...commandArrows(), ...familyArrows()]) {
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
function commandArrows(): [arrow: string, name: string][] {
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

function familyArrows(): [arrow: string, name: string][] {
  return Object.entries(FAMILY_RULES).flatMap(([name, { from, to }]) =>
    from.map((start): [string, string] => [`${start} --> ${to}`, name]),
  )
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
  const commands = COMMAND_NAMES.map((name) => {
    const { who, from, to, about, fact, undoable } = commandRule(name)
    const marks = `${fact ? ' (a fact)' : ''}${undoable ? ' (undoable)' : ''}`
    return `| \`${name}\` | ${code(who)} | ${statuses(from)} | ${code(to)} | ${about}${marks} |`
  })
  const family = Object.entries(FAMILY_RULES).map(
    ([name, { from, to, about }]) => `| \`${name}\` | ${code(from)} | \`${to}\` | ${about} |`,
  )
  const timers = Object.entries(DEADLINE_COMMANDS).map(
    ([kind, { name }]) => `| \`${kind}\` | \`${name}\` | ${commandRule(name).about} |`,
  )
  const settings = Object.entries(DEFAULT_SETTINGS).map(
    ([name, value]) => `| \`${name}\` | \`${shown(value)}\` |`,
  )
  return `# The lifecycle

Generated from \`src/domain/ticket/rules/\` by \`npm run docs\`; do not edit.
Statuses: ${code(STATUSES)}.

${lifecycleDiagram()}

## Commands

A command is refused in this order: role, \`If-Match\`, the command's own conflict, status, other guards.

| command | who | from | to | |
|---|---|---|---|---|
${commands.join('\n')}

Live: ${code(LIVE)}. \`same\` stays, \`before\` is as before the last action; an undoable action can be taken back by
\`undo\` within \`undoWindow\`, while no later command has come. Facts have no revision and no history item, and supersede
no undo. \`request_rework\` by the requester is legal from \`completed\` alone, \`decline_request\` and \`reopen\` settle a
request, and a request whose ticket leaves its statuses is cancelled.

## What sub-tickets do to their parent

By \`system\`, in the sub-ticket's own transaction; each is one revision and supersedes the parent's undo.

| event | from | to | |
|---|---|---|---|
${family.join('\n')}

## Timers

Absolute instants in the ticket's state; one due while nothing runs fires when something does, once.

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
