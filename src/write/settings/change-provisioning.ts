import type { SettingsPatch } from '../../contracts/settings.js'
import type { Database } from '../../database/pool.js'
import type { Settings } from '../../domain/settings.js'
import { followMemberships } from '../groups/follow-memberships.js'
import type { Author } from '../resources/change-facts.js'
import { changeDirectory } from '../scim/change-directory.js'
import { updateSettings } from './edit.js'

/** Settings that say what people of the directory may do: all of them may do just that, once it is committed. */
export function changeProvisioning(
  db: Database,
  author: Author,
  userId: string,
  patch: SettingsPatch,
): Promise<Settings> {
  return changeDirectory(db, author, async (change) => {
    const { organizationId, query, origin } = change
    const after = await updateSettings({ organizationId, query }, userId, patch, origin)
    await followMemberships(change, null)
    return after
  })
}
