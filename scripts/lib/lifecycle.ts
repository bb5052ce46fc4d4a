import { DEFAULT_SETTINGS } from '../../src/domain/settings.js'
import { DEADLINE_COMMANDS } from '../../src/domain/ticket/deadlines.js'
import { COMMAND_NAMES, ruleOf } from '../../src/domain/ticket/rules.js'
import { STATUSES } from '../../src/domain/ticket/state.js'

/** The statuses and the commands between them, drawn from the table of rules. */
export function lifecycleDiagram(): string {
  const arrows = new Map<string, string[]>()
  for (const name of COMMAND_NAMES) {
    const { from, to } = ruleOf(name)
    for (const start of from) {
      for (const end of to) {
        if (end === 'same' || start === end) continue
        const arrow = `${start} --> ${end}`
        arrows.set(arrow, [...(arrows.get(arrow) ?? []), name])
      }
    }
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

function code(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}

/** The whole page: picture, commands, timers, settings. */
export function lifecycleTables(): string {
  const commands = COMMAND_NAMES.map((name) => {
    const { who, from, to, about, fact } = ruleOf(name)
    return `| \`${name}\` | ${code(who)} | ${code(from)} | ${code(to)} | ${about}${fact ? ' (a fact: no revision, no history)' : ''} |`
  })
  const timers = Object.entries(DEADLINE_COMMANDS).map(
    ([kind, { name }]) => `| \`${kind}\` | \`${name}\` | ${ruleOf(name).about} |`,
  )
  const settings = Object.entries(DEFAULT_SETTINGS).map(
    ([name, value]) => `| \`${name}\` | \`${value}\` |`,
  )
  return `# The lifecycle

Generated from \`src/domain/ticket/rules.ts\` by \`npm run docs\`; do not edit.
Statuses: ${code(STATUSES)}.

${lifecycleDiagram()}

## Commands

A command is refused in this order: role, \`If-Match\`, the command's own conflict, status, other guards.

| command | who | from | to | |
|---|---|---|---|---|
${commands.join('\n')}

\`request_rework\` by the requester is legal from \`completed\` alone.

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
