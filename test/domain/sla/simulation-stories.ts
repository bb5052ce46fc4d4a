import type { ConditionalPolicy } from '../../../src/domain/sla/choose-policy.js'
import type { CommandName } from '../../../src/domain/ticket/commands/index.js'
import { BY_CALENDAR } from '../../support/calendar.js'
import { AT } from '../../support/tickets.js'

export type Step = [day: number, name: CommandName, payload?: object]
export const dayAt = (day: number) => new Date(Date.parse(AT) + day * 86_400_000).toISOString()
export const ALL: ConditionalPolicy = {
  ...{ id: 'all', version: 1, order: 5, isDefault: false, matrix: null, warnAt: [] },
  ...{ calendar: null, conditions: {}, pauseIn: [] },
  targets: [
    { priority: 'normal', firstResponse: 'PT1H', resolution: 'P1D' },
    { priority: 'urgent', firstResponse: 'PT1H', resolution: 'PT2H' },
  ],
}
const HR: ConditionalPolicy = {
  ...{ ...ALL, id: 'hr', order: 1, calendar: BY_CALENDAR },
  conditions: { all: [{ field: 'departmentId', op: 'eq', value: 'hr' }] },
  targets: [
    { priority: 'normal', firstResponse: 'P2D', resolution: 'P5D' },
    { priority: 'urgent', resolution: 'P2D' },
  ],
}
const TO_HR = { departmentId: 'hr', assigneeId: 'otherAgent' }
const PAUSED: Step[] = [
  [0, 'assign'],
  [0.01, 'start'],
  [0.1, 'postpone'],
  [0.9, 'restart'],
]
export const URGENT = { priority: 'urgent' }
const DUE = { dueAt: dayAt(8) }
const END: Step[] = [
  [2, 'close'],
  [2.1, 'reopen'],
]
const NOT_HR = {
  ...{ ...HR, version: 2 },
  conditions: { all: [{ field: 'departmentId', op: 'ne' as const, value: 'hr' }] },
}

/** It promises answers where it is urgent. */
const answered = (nextResponse: string): ConditionalPolicy => ({
  ...ALL,
  targets: ALL.targets.map((one) => (one.priority === 'urgent' ? { ...one, nextResponse } : one)),
})
interface Story {
  what: string
  tried: ConditionalPolicy
  others?: ConditionalPolicy[]
  steps: Step[]
}
const IN_HR = { departmentId: 'hr' }
const VPN = { conditions: { all: [{ field: 'categoryId', op: 'eq' as const, value: 'vpn' }] } }
export const STORIES: Story[] = [
  {
    what: 'whom a person moves to another department is served there',
    ...{ tried: ALL, others: [HR] },
    steps: [...PAUSED, [1, 'set_department', IN_HR]],
  },
  {
    what: 'also where nobody else would have',
    ...{ tried: HR, steps: [...PAUSED, [1, 'set_department', IN_HR]] },
  },
  {
    what: 'or goes on where the same would have',
    ...{ tried: { ...ALL, order: 0 }, others: [HR] },
    steps: [...PAUSED, [1, 'set_department', IN_HR]],
  },
  {
    what: 'what another policy gives there stays as it was',
    tried: { ...ALL, targets: [{ priority: 'low', resolution: 'P1D' }] },
    ...{ others: [HR], steps: [...PAUSED, [1, 'set_department', IN_HR]] },
  },
  {
    what: 'nothing comes of a category that no policy is about',
    ...{ tried: HR, steps: [...PAUSED, [1, 'set_category', { categoryId: 'vpn' }]] },
  },
  {
    what: 'one comes of a category that it is about, and none of what a rule does',
    tried: { ...ALL, ...VPN },
    steps: [
      ...PAUSED,
      [1, 'set_category', { categoryId: 'other', byRule: true }],
      [1.1, 'set_category', { categoryId: 'vpn' }],
    ],
  },
  {
    what: 'none of a category that a rule has put it in, though it is about it',
    tried: { ...ALL, ...VPN },
    steps: [...PAUSED, [1, 'set_category', { categoryId: 'vpn', byRule: true }]],
  },
  {
    what: 'a category before the first assignment has one chosen with that',
    tried: { ...ALL, ...VPN },
    steps: [
      [0, 'set_category', { categoryId: 'vpn' }],
      [0.1, 'assign'],
    ],
  },
  {
    what: 'who has waited when an answer was promised waits by the other promise',
    ...{ tried: { ...answered('PT1H'), version: 2 }, others: [answered('PT2H')] },
    steps: [
      [0, 'assign'],
      [0.01, 'start'],
      [1, 'change_priority', URGENT],
    ],
  },
  {
    what: 'what another policy gives stays as it was',
    tried: { ...ALL, targets: [{ priority: 'low', resolution: 'P1D' }] },
    ...{ others: [HR], steps: [...PAUSED, [1, 'reassign', TO_HR]] },
  },
  {
    what: 'what it has no part in stays as it was',
    tried: HR,
    steps: [...PAUSED, [1, 'reassign', { assigneeId: 'assignee' }]],
  },
  {
    what: 'a date that is named stays alone where the policy would have been the same',
    ...{ tried: { ...ALL, order: 0 }, others: [HR] },
    steps: [...PAUSED, [1, 'reassign', { ...TO_HR, ...DUE }]],
  },
  {
    what: 'what another policy gives later lies where pauses would have put it',
    ...{ tried: ALL, others: [HR] },
    steps: [...PAUSED, [1, 'reassign', TO_HR], [1.1, 'change_priority', URGENT]],
  },
  {
    what: 'both of its dates do',
    ...{ tried: ALL, others: [HR] },
    steps: [
      ...PAUSED,
      [1, 'reassign', TO_HR],
      [1.1, 'change_priority', URGENT],
      [1.2, 'change_priority', { priority: 'normal' }],
    ],
  },
  {
    what: 'a date that a person named stays, whichever policy comes',
    ...{ tried: ALL, others: [HR] },
    steps: [
      ...[[0, 'assign', DUE] as Step, ...PAUSED.slice(1)],
      ...[[1, 'reassign', TO_HR] as Step, [1.1, 'change_priority', URGENT] as Step],
    ],
  },
  {
    what: 'a date that is named with another department is its own',
    ...{ tried: HR, others: [ALL] },
    steps: [...PAUSED, [1, 'reassign', { ...TO_HR, ...DUE }]],
  },
  {
    what: 'one that would have been named with another policy is named without',
    ...{ tried: NOT_HR, others: [HR] },
    steps: [...PAUSED, [1, 'reassign', { ...TO_HR, ...DUE }]],
  },
  {
    what: 'a date that was named before goes along',
    ...{ tried: HR, others: [ALL] },
    steps: [[0, 'assign', DUE], ...PAUSED.slice(1), [1, 'reassign', TO_HR]],
  },
  {
    what: 'one that goes along with the policy is not named by its coming',
    ...{ tried: { ...HR, version: 2 }, others: [HR] },
    steps: [[0, 'assign', DUE], ...PAUSED.slice(1), [1, 'reassign', TO_HR]],
  },
  {
    what: 'a template that is named stays',
    tried: ALL,
    steps: [
      ...PAUSED,
      [1, 'reassign', { slaTemplateId: 'named' }],
      [1.1, 'change_priority', URGENT],
    ],
  },
  {
    what: 'a template that would have come goes on with the next version',
    ...{ tried: NOT_HR, others: [HR] },
    steps: [[0, 'assign', TO_HR], [0.01, 'start'], ...END],
  },
  {
    what: 'a template that was there does not, where a policy would have come',
    tried: ALL,
    steps: [[0, 'assign'], [0.01, 'start'], ...END],
  },
  {
    what: 'a template that was named does',
    tried: ALL,
    steps: [[0, 'assign', { slaTemplateId: 'named' }], [0.01, 'start'], ...END],
  },
  {
    what: 'the default is for what no other one is for',
    ...{ tried: { ...ALL, isDefault: true }, others: [{ ...HR, id: 'old', isDefault: true }] },
    steps: [
      [0, 'assign'],
      [0.01, 'start'],
      [0.02, 'reassign', TO_HR],
    ],
  },
]
