/** How long a session lives: since it began, and between two refreshes. Who may see others' tickets has the shorter ones. */
const STAFF = ['agent', 'moderator', 'manager', 'approver', 'admin']

/** For a row of `app_user` called `u`: the lifetimes follow the roles that somebody has now. */
const IS_STAFF = `u.roles && ARRAY[${STAFF.map((role) => `'${role}'`).join(', ')}]::text[]`

export const LIFETIME = `CASE WHEN ${IS_STAFF} THEN interval '24 hours' ELSE interval '30 days' END`
export const IDLE_TIME = `CASE WHEN ${IS_STAFF} THEN interval '12 hours' ELSE interval '7 days' END`

/** More than anybody has devices; beyond it the session that was used longest ago ends. */
export const MAX_SESSIONS = 100
