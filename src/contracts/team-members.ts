import { page } from './common.js'
import { teamMember } from './tickets.js'

export const teamMemberPage = page(teamMember)
