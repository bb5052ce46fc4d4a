import type { SurveyTemplateBody, SurveyTemplateView } from '../../contracts/surveys.js'
import { selectInstant } from '../../database/rows.js'
import type { Resource } from '../resources/resource.js'

/** What is changed of a template counts for surveys that are yet to come: each keeps the version that it began with. */
export const surveyTemplates: Resource<SurveyTemplateView, SurveyTemplateBody> = {
  entity: 'survey_template',
  noun: 'survey template',
  table: 'survey_template',
  alias: 'st',
  select: `st.id, st.name, st.trigger, st.delay, st.expires_after AS "expiresAfter",
    st.reminder_after AS "reminderAfter", st.quiet_period AS "quietPeriod", st.conditions, st.questions, st.version,
    ${selectInstant('st.created_at')} AS "createdAt", ${selectInstant('st.deleted_at')} AS "deletedAt"`,
  columns: {
    name: 'name',
    trigger: 'trigger',
    delay: 'delay',
    expiresAfter: 'expires_after',
    reminderAfter: 'reminder_after',
    quietPeriod: 'quiet_period',
    conditions: 'conditions',
    questions: 'questions',
  },
  isVersioned: true,
}
