import { z } from 'zod'
import { PERMISSIONS } from '../domain/people.js'
import { instant, page, pageQuery, personName, timestamp } from './common.js'

export const permission = z.enum(PERMISSIONS).meta({ id: 'Permission' })

/** What somebody may do besides what their roles allow. */
export const heldPermission = z
  .strictObject({
    permission,
    expiresAt: timestamp.nullable().meta({ description: 'null: until it is taken back' }),
    grantedBy: personName.nullable(),
    grantedAt: timestamp,
  })
  .meta({ id: 'HeldPermission' })
export type HeldPermission = z.infer<typeof heldPermission>
export const permissionPage = page(heldPermission)
export const permissionQuery = z.strictObject(pageQuery)

export const grantPermissionBody = z.strictObject({
  permission,
  expiresAt: instant
    .nullable()
    .default(null)
    .meta({ description: 'From then on it counts for nothing; left out: until it is taken back' }),
})
export type GrantPermission = z.infer<typeof grantPermissionBody>
