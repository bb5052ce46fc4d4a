import { refuse } from '../../../domain/errors.js'
import { hasStaffStore } from '../../../read/staff/has-staff-store.js'
import type { StaffStore } from '../../../staff-store/client.js'
import type { AppDeps, Asking } from '../../env.js'

/** Throws `unavailable` where none is configured, or it has another organization's people. */
export async function requireStaffStore(
  c: Asking,
  { staffStore }: Pick<AppDeps, 'staffStore'>,
): Promise<StaffStore> {
  if (staffStore !== undefined && (await hasStaffStore(c.get('db'), staffStore))) return staffStore
  return refuse(
    'unavailable',
    'Your organization has no staff store: whoever runs this has to name one (SMS_BASE_URL, SMS_ORGANIZATION).',
  )
}
