import type { SavedReportBody, SavedReportView } from '../../contracts/saved-reports.js'
import { isEntitled, selectPerson } from '../../database/names.js'
import { selectInstant } from '../../database/rows.js'
import { NOT_OWN_REPORT } from '../../domain/reports/saved/refusals.js'
import { refuseUnknown } from '../../domain/ticket/refusals.js'
import type { Change } from '../resources/change-facts.js'
import { refuseWith } from '../resources/require.js'
import type { Resource } from '../resources/resource.js'

/** A report that is kept with what it is asked for. Its schedule in Temporal follows its row (temporal/schedules.ts). */
export const savedReports: Resource<SavedReportView, SavedReportBody> = {
  entity: 'saved_report',
  noun: 'saved report',
  table: 'saved_report',
  alias: 'sr',
  select: `sr.id, sr.name, sr.report, sr.parameters, sr.schedule, sr.recipients, ${selectPerson('sr.owner_id')} AS owner, sr.version,
    ${selectInstant('sr.created_at')} AS "createdAt", ${selectInstant('sr.deleted_at')} AS "deletedAt"`,
  columns: {
    name: 'name',
    report: 'report',
    parameters: 'parameters',
    schedule: 'schedule',
    recipients: 'recipients',
    ownerId: 'owner_id',
  },
  isVersioned: true,
  sharesNames: true,
  // a version outlives whoever wrote its name
  define: async (_change, { owner, name: _name, ...definition }) => ({
    ...definition,
    ownerId: owner.id,
  }),
  judge: async (change, { recipients = [] }, before) => {
    if (before !== undefined) await requireOwn(change, before)
    await requireReachable(change, recipients)
    return before === undefined ? { ownerId: readAuthorId(change) } : {}
  },
  retire: requireOwn,
  revive: requireOwn,
}

/** Throws `forbidden`. */
async function requireOwn(change: Change, { owner }: SavedReportView): Promise<void> {
  const authorId = readAuthorId(change)
  if (owner.id === authorId) return
  const admins = await change.query(
    `SELECT 1 FROM app_user WHERE organization_id = $1 AND id = $2 AND roles @> ARRAY['admin']`,
    [authorId],
  )
  if (admins.length === 0) refuseWith(NOT_OWN_REPORT)
}

function readAuthorId({ actor }: Change): string {
  if (actor.kind !== 'user') throw new Error('a report is saved by somebody')
  return actor.id
}

/** Throws `user_not_found` for whom nothing is mailed to. */
async function requireReachable({ query }: Change, ids: readonly string[]): Promise<void> {
  const known = await query<{ id: string }>(
    `SELECT u.id FROM app_user u WHERE u.organization_id = $1 AND u.id = ANY ($2::uuid[]) AND ${isEntitled('u')}`,
    [ids],
  )
  const unknown = ids.filter((id) => !known.some((one) => one.id === id))
  if (unknown.length > 0) refuseUnknown('user', unknown)
}
