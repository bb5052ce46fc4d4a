import { sqlList } from '../database/sql-list.js'
import { type Role, STAFF } from '../domain/people.js'

/** How long a session lives: since it began, and between two refreshes. Who may see others' tickets has the shorter ones. */
const SHORT_SESSIONS: readonly Role[] = [...STAFF, 'approver']

/** For a row of `app_user` called `u`: the lifetimes follow the roles that somebody has now. */
const IS_SHORT = `u.roles && ARRAY[${sqlList(SHORT_SESSIONS)}]::text[]`

export const LIFETIME = `CASE WHEN ${IS_SHORT} THEN interval '24 hours' ELSE interval '30 days' END`
export const IDLE_TIME = `CASE WHEN ${IS_SHORT} THEN interval '12 hours' ELSE interval '7 days' END`

/** More than anybody has devices; beyond it the session that was used longest ago ends. */
export const MAX_SESSIONS = 100
