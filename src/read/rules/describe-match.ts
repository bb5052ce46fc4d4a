import type { RuleSimulation } from '../../contracts/rule-simulation.js'
import { type Action, planAction, type SingleAction } from '../../domain/automation/actions.js'
import { listParts, type Macros, type Part } from '../../domain/automation/list-parts.js'
import { rewindMembers } from '../../domain/automation/rewind.js'
import type { CompiledRule } from '../../domain/automation/rules.js'
import { followDepartment, judgeStep, type Would } from '../../domain/automation/would.js'
import type { Actor } from '../../domain/people.js'
import { readPlaceholders } from '../tickets/placeholders.js'
import type { KnownEvent, KnownPast } from './pasts.js'
import type { Assignees } from './read-assignees.js'

/** Who would have been there then is not known. */
const SOMEBODY = { assigneeId: 'somebody' }

/** What the actions of a rule stand for. */
export interface Meant {
  macros: Macros
  assignees: Assignees
}

/** What the actions of a rule would have come to, on the ticket as an event left it. */
export function describeMatch(
  rule: CompiledRule,
  { record, members: present, events }: KnownPast,
  { seq, at }: Pick<KnownEvent, 'seq' | 'at'>,
  { macros, assignees }: Meant,
): RuleSimulation['matched'][number] {
  const { state, surroundings } = record
  const later = events.filter((one) => one.seq > seq).map(({ fields }) => fields ?? {})
  const members = rewindMembers(present, later)
  const actor: Actor = { kind: 'system', for: { by: 'rule', ruleId: rule.id, depth: 1 } }
  const values = readPlaceholders(record)
  const context = { ticket: members, values, because: rule.name, chosen: SOMEBODY }
  let departmentId: string | null | undefined = members.departmentId
  const judgeAction = (action: SingleAction): Would => {
    const named = action.type === 'assign' ? action.assigneeId : undefined
    const whom = departmentId === undefined ? undefined : assignees.get(named ?? '')
    const there = departmentId === undefined ? members : { ...members, departmentId }
    const past = { state, members: there, surroundings, actor, at, whom }
    const would = judgeStep(planAction(action, context), past)
    if (would === 'applied') departmentId = followDepartment(departmentId, action)
    return would
  }
  const judge = (part: Part): Would => {
    if (part.kind === 'action') return judgeAction(part.action)
    return part.kind === 'refused' ? part.code : 'applied'
  }
  const judgeAll = (action: Action): Would =>
    listParts([action], macros)
      .map(judge)
      .find((would) => would !== 'applied') ?? 'applied'
  const actions = rule.actions.map((action) => ({ type: action.type, would: judgeAll(action) }))
  return { ticketId: state.id, number: state.number, at, actions }
}
