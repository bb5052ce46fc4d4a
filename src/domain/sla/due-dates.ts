import type { Priority } from '../ticket/state.js'
import { after } from '../time.js'

export interface SlaTemplateFact {
  id: string
  priority: Priority
  dueDelta: string
  firstResponseDelta: string | null
  isDefault: boolean
}

export interface DueDates {
  policyId: string | null
  firstResponseDueAt: string | null
  resolutionDueAt: string | null
}

/** The organization's own template for a priority; none means no due date. */
export function defaultTemplate(
  templates: readonly SlaTemplateFact[],
  priority: Priority,
): SlaTemplateFact | undefined {
  return templates.find((template) => template.isDefault && template.priority === priority)
}

/** Clocks run from the first assignment of this life. */
export function dueDates(template: SlaTemplateFact | undefined, from: string): DueDates {
  if (template === undefined) {
    return { policyId: null, firstResponseDueAt: null, resolutionDueAt: null }
  }
  return {
    policyId: template.id,
    firstResponseDueAt:
      template.firstResponseDelta === null ? null : after(from, template.firstResponseDelta),
    resolutionDueAt: after(from, template.dueDelta),
  }
}
