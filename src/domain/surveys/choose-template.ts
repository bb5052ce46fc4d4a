import type { Conditions } from '../automation/conditions.js'
import { compileConditions, type Moment } from '../automation/match-conditions.js'
import type { SurveyTrigger } from './schedule.js'

export interface SurveyTemplate {
  id: string
  version: number
  trigger: SurveyTrigger
  delay: string
  conditions: Conditions
  createdAt: string
}

/**
 * Of the templates that fit what has happened to a ticket the one that asks most of it, and of those the oldest: a ticket
 * brings about one survey. A template that was made after it has nothing to do with it.
 */
export function chooseTemplate<T extends SurveyTemplate>(
  templates: readonly T[],
  { trigger, at, moment }: { trigger: SurveyTrigger; at: string; moment: Moment },
): T | undefined {
  const [chosen] = templates
    .filter((template) => template.trigger === trigger && template.createdAt <= at)
    .filter(({ conditions }) => compileConditions(conditions)(moment).matched)
    .sort((a, b) => countConditions(b) - countConditions(a) || compare(a, b))
  return chosen
}

function countConditions({ conditions: { all = [], any = [] } }: SurveyTemplate): number {
  return all.length + Math.sign(any.length)
}

function compare(a: SurveyTemplate, b: SurveyTemplate): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1
  return a.id < b.id ? -1 : 1
}
