import type { EscalationLevel } from '../../src/domain/sla/escalation.js'
import type { SlaPolicy } from '../../src/domain/sla/policies.js'
import type { EscalationFacts } from '../../src/domain/ticket/facts.js'
import { type Circumstances, type Given, given, type Then } from './given.js'
import { policy, ticketIn } from './tickets.js'

/** A policy with these levels: four hours to the first response, eight to the resolution, around the clock. */
export function policiesWith(levels: readonly EscalationLevel[], matrixId = 'm'): SlaPolicy[] {
  const matrix = { matrixId, version: 1, levels: [...levels] }
  const targets = { resolution: 'PT8H', firstResponse: 'PT4H' }
  return [
    policy({ ...{ id: 'n', priority: 'normal' }, ...targets, matrix }),
    policy({ ...{ id: 'u', priority: 'urgent', resolution: 'PT1H' } }),
    policy({ ...{ id: 'h', priority: 'high', ...targets }, matrix }),
  ]
}

/** A ticket that was assigned under them. */
export function givenLevels(levels: readonly EscalationLevel[]): Given {
  const facts = { policies: policiesWith(levels) }
  const open = given(ticketIn('open', { undo: null }))
  return open.and('moderator', 'assign', { assigneeId: 'assignee' }, { facts })
}

/** What the level that is armed is decided on, at its instant. */
function findCircumstances(
  { state }: Given,
  levels: readonly EscalationLevel[],
  over: Partial<EscalationFacts>,
): Circumstances {
  const { at, n = 1 } = state.deadlines.escalation ?? {}
  if (at === undefined) throw new Error('no level is armed')
  const level = levels[n - 1] ?? null
  const escalation = {
    level,
    audience: [],
    groupDepartmentId: null,
    members: [],
    hasWebhook: true,
    ...over,
  }
  return { at, facts: { escalation } }
}

/** The level that is armed is carried out. */
export function reachLevel(
  story: Given,
  levels: readonly EscalationLevel[],
  over: Partial<EscalationFacts> = {},
): Then {
  return story.when('system', 'escalate', {}, findCircumstances(story, levels, over))
}

/** The same as something that has happened. */
export function afterLevel(
  story: Given,
  levels: readonly EscalationLevel[],
  over: Partial<EscalationFacts> = {},
): Given {
  return story.and('system', 'escalate', {}, findCircumstances(story, levels, over))
}
