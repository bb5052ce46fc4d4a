import { z } from 'zod'
import { text } from './common.js'
import { roles } from './enums.js'

export const approveRegistrationBody = z.strictObject({
  roles: roles.min(1).optional().meta({ description: '`requester` when left out' }),
})
export const rejectRegistrationBody = z.strictObject({ reason: text(2_000).optional() })
