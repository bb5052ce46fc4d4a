import { createWakes, FOR_A_MINUTE, SOME_DAY } from './wake-organizations.js'

const hasOne = (due: string) =>
  `EXISTS (SELECT 1 FROM survey s WHERE s.organization_id = g.id AND s.next_due_at ${due})`

export const SURVEY_WAKES = createWakes({
  kind: 'survey',
  isOverdue: hasOne(FOR_A_MINUTE),
  isWaiting: hasOne(SOME_DAY),
})
