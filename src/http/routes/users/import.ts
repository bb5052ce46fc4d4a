import { keptUserDetail } from '../../../contracts/kept-users.js'
import { type StaffRecord, staffRecord } from '../../../contracts/staff-store.js'
import { staffImport } from '../../../contracts/staff-sync.js'
import { refuse, refuseMissing } from '../../../domain/errors.js'
import { readKeptUser } from '../../../read/users/kept.js'
import type { StaffStore } from '../../../staff-store/client.js'
import { importPerson } from '../../../write/staff/import-person.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { requireStaffStore } from '../staff-sync/require-staff-store.js'

export function importUserRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'importUser',
      method: 'post',
      path: '/admin/users/import',
      tags: ['Admin'],
      summary: 'Bring in somebody from the staff store, who may use the help desk from now on',
      description:
        'Whoever has no way to sign in is mailed a link by which they set their password within 72 hours. An account that they have made themselves, with an address that is proved to be theirs, becomes theirs of the store. 409 `already_exists` has the id of whoever is in the way in `details.userId`.',
      request: body(staffImport),
      responses: { 201: json(keptUserDetail, 'The user'), ...problems(403, 404, 409, 503) },
    }),
    async (c) => {
      const { person, organizationId } = c.get('caller')
      const { employeeCode, roles } = c.req.valid('json')
      const record = await findRecord(await requireStaffStore(c, deps), employeeCode)
      const userId = await importPerson(deps.db, {
        ...{ organizationId, id: c.get('workId'), record, roles, by: person.id },
        origin: c.get('origin'),
        linkSecret: deps.keys.linkSecret,
      })
      deps.notifyCommitted()
      return c.json(await readKeptUser(c.get('db'), userId), 201)
    },
  )
}

/** Throws `not_found`, `staff_inactive`, and `unavailable` while the store is away or says nothing that makes sense. */
async function findRecord(store: StaffStore, employeeCode: string): Promise<StaffRecord> {
  const found = await store.find(employeeCode).catch(() => {
    return refuse('unavailable', 'The staff store does not answer: try again shortly.')
  })
  if (found === undefined) return refuseMissing('person in the staff store')
  const record = staffRecord.safeParse(found)
  if (!record.success || record.data.employeeCode !== employeeCode) {
    return refuse('unavailable', 'What the staff store has of this person is not in order.')
  }
  if (record.data.status === 'active') return record.data
  return refuse('staff_inactive', `${employeeCode} is inactive in the staff store.`)
}
