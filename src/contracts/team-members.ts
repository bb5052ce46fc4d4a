import { z } from 'zod'
import { id, page } from './common.js'

export const teamMemberPage = page(z.strictObject({ userId: id }))
