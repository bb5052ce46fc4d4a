import { required } from '../../../assert.js'
import type { ErrorCode } from '../../../errors.js'
import { chooseMember } from '../../../routing/choose.js'
import type { EscalationLevel } from '../../../sla/escalation.js'
import type { DecisionContext, EscalationFacts } from '../../facts.js'
import type { TicketState } from '../../state.js'
import { PRIORITIES, type Priority, type Status } from '../../status.js'
import * as assignment from './assignment.js'

type Part = 'notify' | 'raisePriority' | 'reassignTo' | 'webhook' | 'message'

interface Done {
  action: Part
  ok: boolean
  code?: ErrorCode
}

/** What a level has done. */
export interface LevelEffects {
  /** One after the other; what was not possible has its code, and stops no other. */
  actions: Done[]
  /** A message that names nobody is for the assignee and the moderators. */
  audience: string[] | 'moderators'
  /** Where it is another. */
  priority?: Priority
  /** Where it is somebody else's then. */
  reassigned?: Reassignment
  webhookId?: string
}

interface Reassignment {
  departmentId: string
  assigneeId: string
  acknowledgeBy: string | null
  groupId?: string
}

/** Never refuses: a level that can do nothing is over as well. */
export function decideLevel(state: TicketState, context: DecisionContext): LevelEffects {
  const { escalation } = context.facts
  const level = escalation?.level
  if (escalation == null || level == null) return { actions: [], audience: [] }
  const { notify, raisePriority, reassignTo, webhookId, message } = level
  const priority = raise(state.priority, raisePriority)
  const plan = reassignTo && planReassignment(state, reassignTo, context, escalation)
  const isSent = webhookId !== undefined && escalation.hasWebhook
  return {
    actions: listActions(level, plan, isSent),
    audience: notify === undefined && message !== undefined ? 'moderators' : escalation.audience,
    ...(priority === state.priority ? {} : { priority }),
    ...takePlan(state, plan),
    ...(isSent ? { webhookId } : {}),
  }
}

type Plan = Reassignment | { code: ErrorCode } | undefined

function listActions(
  { notify, raisePriority = false, webhookId, message }: EscalationLevel,
  plan: Plan,
  isSent: boolean,
): Done[] {
  const asked = [
    notify && done('notify'),
    raisePriority !== false && done('raisePriority'),
    plan && done('reassignTo', 'code' in plan ? plan.code : undefined),
    webhookId !== undefined && done('webhook', isSent ? undefined : 'webhook_not_found'),
    message !== undefined && done('message'),
  ]
  return asked.filter((one) => typeof one === 'object')
}

/** Whoever has it already keeps it as it is. */
function takePlan(state: TicketState, plan: Plan): Pick<LevelEffects, 'reassigned'> {
  return plan === undefined || 'code' in plan || isSame(state, plan) ? {} : { reassigned: plan }
}

function done(action: Part, code?: ErrorCode): Done {
  return code === undefined ? { action, ok: true } : { action, ok: false, code }
}

/** By one, or to at least so much; never down, and the highest stays. */
function raise(from: Priority, to: EscalationLevel['raisePriority']): Priority {
  if (to === undefined || to === false) return from
  const was = PRIORITIES.indexOf(from)
  const is = to === true ? was + 1 : PRIORITIES.indexOf(to)
  return PRIORITIES[Math.max(was, is)] ?? from
}

function isSame(state: TicketState, { departmentId, assigneeId }: Reassignment): boolean {
  return state.assigneeId === assigneeId && state.departmentId === departmentId
}

const REASSIGNABLE: readonly Status[] = [
  'assigned',
  'in_progress',
  'postponed',
  'reopened',
  'awaiting_approval',
]

type Target = NonNullable<EscalationLevel['reassignTo']>

function planReassignment(
  state: TicketState,
  { departmentId: named, assigneeId, groupId }: Target,
  context: DecisionContext,
  { groupDepartmentId, members }: EscalationFacts,
): Reassignment | { code: ErrorCode } {
  if (!REASSIGNABLE.includes(state.status)) return { code: 'invalid_transition' }
  const departmentId =
    named ?? (groupId === undefined ? null : groupDepartmentId) ?? state.departmentId
  const isGroups = groupId !== undefined && assigneeId === undefined
  const { facts } = context
  const refused = isGroups
    ? assignment.refuseDepartment(facts, departmentId)
    : assignment.refuseAssignee(facts, departmentId, assigneeId)
  if (refused !== undefined) return { code: refused.code }
  const to = { departmentId: required(departmentId, 'department') }
  const chosen = isGroups ? chooseFrom(state, to.departmentId, members) : assigneeId
  if (chosen === null) return { code: 'no_assignee' }
  const who = assignment.decideAssignee(
    state,
    chosen === undefined ? to : { ...to, assigneeId: chosen },
    context,
  )
  return groupId === undefined ? who : { ...who, groupId }
}

/** Whoever is there and has the least to do, but for the one who has it now. */
function chooseFrom(
  { priority, assigneeId }: TicketState,
  departmentId: string,
  members: EscalationFacts['members'],
): string | null {
  const others = members.filter(({ person }) => person.id !== assigneeId)
  const ticket = { mode: 'least_loaded', requiredSkills: [], maxPerAgent: null } as const
  const choice = chooseMember({ ...ticket, priority, departmentId }, others)
  return choice.kind === 'given' ? choice.userId : null
}
