import type { SurveyResponseQuery, SurveyResponseView } from '../../contracts/surveys.js'
import { Filters } from '../../database/filters.js'
import { selectDepartment, selectPerson } from '../../database/names.js'
import { type Order, type Page, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { Values } from '../../database/values.js'

interface Row extends Omit<SurveyResponseView, 'sentAt' | 'answeredAt'> {
  sentAt: Date
  answeredAt: Date
}

const COLUMNS = `s.id, jsonb_build_object('id', s.template_id, 'name', v.definition->>'name', 'version', s.template_version) AS template,
  jsonb_build_object('id', t.id, 'number', t.number, 'title', t.title) AS ticket, t.department_id AS "departmentId",
  ${selectDepartment('t.department_id')} AS department, t.assignee_id AS "assigneeId", ${selectPerson('t.assignee_id')} AS assignee,
  ${selectPerson('s.user_id')} AS by, v.definition->'questions' AS questions,
  s.answers || s.texts AS answers, s.score, s.nps, s.sent_at AS "sentAt", s.answered_at AS "answeredAt"`

const FROM = `FROM survey s JOIN ticket t ON t.organization_id = $1 AND t.id = s.ticket_id
  JOIN resource_version v ON v.organization_id = $1 AND v.entity = 'survey_template' AND v.entity_id = s.template_id
    AND v.version = s.template_version
  WHERE s.organization_id = $1 AND s.answered_at IS NOT NULL`

/** The last to answer first. */
const ORDER: Order<{ answeredAt: Date; id: string }> = {
  name: 'answeredAt',
  direction: 'DESC',
  keys: [
    { column: 's.answered_at', kind: 'instant', read: ({ answeredAt }) => answeredAt },
    { column: 's.id', kind: 'uuid', read: ({ id }) => id },
  ],
}

/** What people have answered. */
export function listSurveyResponses(
  db: OrganizationDb,
  { templateId, ticketId, userId, departmentId, assigneeId, ...query }: SurveyResponseQuery,
): Promise<Page<SurveyResponseView>> {
  const { minScore, maxScore, from, to, ...page } = query
  const values = new Values()
  const filters = new Filters(values)
  filters.add(templateId, (p) => `s.template_id = ${p}::uuid`)
  filters.add(ticketId, (p) => `s.ticket_id = ${p}::uuid`)
  filters.add(userId, (p) => `s.user_id = ${p}::uuid`)
  filters.add(departmentId, (p) => `t.department_id = ${p}::uuid`)
  filters.add(assigneeId, (p) => `t.assignee_id = ${p}::uuid`)
  filters.add(minScore, (p) => `s.score >= ${p}::int`)
  filters.add(maxScore, (p) => `s.score <= ${p}::int`)
  filters.add(from, (p) => `s.answered_at >= ${p}::timestamptz`)
  filters.add(to, (p) => `s.answered_at < ${p}::timestamptz`)
  return paginate(
    db,
    {
      order: ORDER,
      select: COLUMNS,
      weight: `octet_length(s.texts::text) + octet_length((v.definition->'questions')::text)`,
      from: `${FROM}${filters.list.map((condition) => ` AND ${condition}`).join('')}`,
      values: values.list,
      options: { prepared: false },
      view: presentResponse,
    },
    page,
  )
}

function presentResponse({ id, template, ticket, by, ...row }: Row): SurveyResponseView {
  const { departmentId, department, assigneeId, assignee, sentAt, answeredAt } = row
  const { questions, answers, score, nps } = row
  return {
    ...{ id, template, ticket, departmentId, department, assigneeId, assignee, by },
    ...{ questions, answers, score, nps, sentAt: iso(sentAt), answeredAt: iso(answeredAt) },
  }
}
